// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Parabolic stop and reverse.
 *
 * <p>The rule for a rise is written once. A fall is the rise of the prices turned upside down, and since turning a sign
 * is exact, so is the result.
 *
 * @param bar the bars.
 * @param value the stop.
 * @param direction 1 or -1.
 * @param memory stop for the next bar, extreme and factor of the trend, high and low of the bar before, direction.
 * @param count how many bars have come, at most 2.
 * @param acceleration how much the factor begins with, and grows by at each new extreme.
 * @param maximum of the factor.
 */
public record ParabolicSar(
        CandleIn bar,
        DoubleOut value,
        DoubleOut direction,
        DoubleArray memory,
        LongVar count,
        double acceleration,
        double maximum)
        implements Node {
    private static final int STOP = 0;
    private static final int EXTREME = 1;
    private static final int FACTOR = 2;
    private static final int PREVIOUS_HIGH = 3;
    private static final int PREVIOUS_LOW = 4;
    private static final int DIRECTION = 5;
    private static final int LENGTH = 6;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("parabolic-sar")
            .doc("Parabolic stop and reverse: a stop that runs after the price, faster with each new extreme of the"
                    + " trend, and changes sides when the price meets it. The first trend is down if the second bar"
                    + " reaches further below the first than above it, else up.")
            .formula("while rising: stop += factor * (highest high of the trend - stop), but not above the last two"
                    + " lows; factor += acceleration at each new highest high, up to maximum; when low <= stop the"
                    + " stop becomes that highest high, or one of the last two highs if above it, and the trend falls;"
                    + " falling likewise upside down")
            .source("TA-Lib 0.4.0, SAR; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .input("bar", InputKind.CANDLE, "The bars.")
            .doubleParameter(
                    "acceleration",
                    0.0,
                    1.0,
                    0.02,
                    "What the factor begins with and grows by; taken for maximum when above it.")
            .doubleParameter("maximum", 0.0, 1.0, 0.2, "The greatest factor.")
            .doubleOutput("value", "The stop: below the price while rising, above it while falling.")
            .doubleOutput("direction", "1 while rising, -1 while falling.")
            .warmUp(p -> 2)
            .create(ParabolicSar::create);

    private static ParabolicSar create(Wiring wiring) {
        double maximum = wiring.doubleParameter("maximum");
        return new ParabolicSar(
                wiring.candleIn("bar"),
                wiring.doubleOut("value"),
                wiring.doubleOut("direction"),
                wiring.doubleArray("memory", LENGTH),
                wiring.longVar("count"),
                Math.min(wiring.doubleParameter("acceleration"), maximum),
                maximum);
    }

    @Override
    public long compute(State state) {
        double high = bar.high(state);
        double low = bar.low(state);
        if (count.get(state) < 2 && count.add(state, 1) == 1) {
            remember(state, high, low);
            return UNCHANGED;
        }
        if (memory.get(state, DIRECTION) == 0) {
            begin(state, high, low);
        }
        long outcome = memory.get(state, DIRECTION) > 0
                ? follow(state, 1.0, high, low, memory.get(state, PREVIOUS_HIGH), memory.get(state, PREVIOUS_LOW))
                : follow(state, -1.0, -low, -high, -memory.get(state, PREVIOUS_LOW), -memory.get(state, PREVIOUS_HIGH));
        remember(state, high, low);
        return outcome;
    }

    private void remember(State state, double high, double low) {
        memory.set(state, PREVIOUS_HIGH, high);
        memory.set(state, PREVIOUS_LOW, low);
    }

    /** At the second bar: the trend so far, with the stop at the far end of the first bar. */
    private void begin(State state, double high, double low) {
        double fall = memory.get(state, PREVIOUS_LOW) - low;
        boolean isFalling = fall > 0 && fall > high - memory.get(state, PREVIOUS_HIGH);
        memory.set(state, DIRECTION, isFalling ? -1.0 : 1.0);
        memory.set(state, STOP, memory.get(state, isFalling ? PREVIOUS_HIGH : PREVIOUS_LOW));
        memory.set(state, EXTREME, isFalling ? low : high);
        memory.set(state, FACTOR, acceleration);
        // The first bar does not bound the next stop.
        remember(state, high, low);
    }

    /** A step of a rise, of prices that are all multiplied by {@code sign}. */
    private long follow(State state, double sign, double high, double low, double previousHigh, double previousLow) {
        double stop = sign * memory.get(state, STOP);
        double extreme = sign * memory.get(state, EXTREME);
        if (low <= stop) {
            double reversed = Math.max(extreme, Math.max(previousHigh, high));
            double next = reversed + acceleration * (low - reversed);
            memory.set(state, STOP, sign * Math.max(next, Math.max(previousHigh, high)));
            memory.set(state, EXTREME, sign * low);
            memory.set(state, FACTOR, acceleration);
            memory.set(state, DIRECTION, -sign);
            return value.set(state, sign * reversed) | direction.set(state, -sign);
        }
        double factor = memory.get(state, FACTOR);
        if (high > extreme) {
            extreme = high;
            factor = Math.min(factor + acceleration, maximum);
            memory.set(state, EXTREME, sign * extreme);
            memory.set(state, FACTOR, factor);
        }
        double next = stop + factor * (extreme - stop);
        memory.set(state, STOP, sign * Math.min(next, Math.min(previousLow, low)));
        return value.set(state, sign * stop) | direction.set(state, sign);
    }
}
