// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.volatility.TrueRanges;
import io.tickwork.indicators.window.RollingSum;

/**
 * Vortex indicator.
 *
 * @param bar the bars.
 * @param plus upward movement.
 * @param minus downward movement.
 * @param ranges true ranges.
 * @param rise distances from each low to the next high.
 * @param fall distances from each high to the next low.
 * @param total the last true ranges.
 * @param previous high and low of the bar before.
 */
public record Vortex(
        CandleIn bar,
        DoubleOut plus,
        DoubleOut minus,
        TrueRanges ranges,
        RollingSum rise,
        RollingSum fall,
        RollingSum total,
        DoubleArray previous)
        implements Node {
    private static final int HIGH = 0;
    private static final int LOW = 1;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("vortex")
            .doc("Vortex indicator: upward movement, from each low to the next high, and downward movement, from each"
                    + " high to the next low, beside the true ranges. No values while the last bars have no range.")
            .formula("plus = sum(abs(high - low[t-1])) / sum(true range); minus = sum(abs(low - high[t-1])) / sum(true"
                    + " range); over the last period bars")
            .source("E. Botes, D. Siepman, The Vortex Indicator, 2010")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 14, "How many movements are added up.")
            .doubleOutput("plus", "Upward movement.")
            .doubleOutput("minus", "Downward movement.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Vortex::create);

    private static Vortex create(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        int period = wiring.intParameter("period");
        return new Vortex(
                bar,
                wiring.doubleOut("plus"),
                wiring.doubleOut("minus"),
                TrueRanges.of(wiring, bar, "range"),
                RollingSum.of(wiring, "rise", period),
                RollingSum.of(wiring, "fall", period),
                RollingSum.of(wiring, "total", period),
                wiring.doubleArray("previous", 2));
    }

    @Override
    public long compute(State state) {
        double high = bar.high(state);
        double low = bar.low(state);
        double previousHigh = previous.get(state, HIGH);
        double previousLow = previous.get(state, LOW);
        previous.set(state, HIGH, high);
        previous.set(state, LOW, low);
        if (!ranges.update(state)) {
            return UNCHANGED;
        }
        rise.update(state, Math.abs(high - previousLow));
        fall.update(state, Math.abs(low - previousHigh));
        total.update(state, ranges.value(state));
        return total.isReady(state) ? shares(state) : UNCHANGED;
    }

    private long shares(State state) {
        double range = total.sum(state);
        double up = rise.sum(state) / range;
        double down = fall.sum(state) / range;
        if (!(range > 0 && Double.isFinite(up) && Double.isFinite(down))) {
            return plus.withdraw() | minus.withdraw();
        }
        return plus.set(state, up) | minus.set(state, down);
    }
}
