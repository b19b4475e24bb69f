// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.volatility.TrueRanges;

/**
 * Wilder's directional movement: by how much bars reach beyond those before them, upwards and downwards, beside their
 * true ranges.
 *
 * <p>Each is a sum that loses one part in {@code period} with each new bar. As in TA-Lib the first {@code period - 1}
 * bars after the first are added without a loss, and the bar after those is the first with a value.
 *
 * <p>TA-Lib calls the sum of ranges zero below 1e-8, which for a coin priced at 1e-10 is always; here it is zero below
 * the last digit of the price, so that nothing depends on the unit a price is quoted in.
 *
 * @param bar the bars.
 * @param ranges their true ranges.
 * @param memory high and low of the bar before, and the three sums.
 * @param count how many bars have come, at most {@code period + 1}.
 * @param period sets the loss.
 */
record DirectionalMovement(CandleIn bar, TrueRanges ranges, DoubleArray memory, LongVar count, int period) {
    /** As long as both indicators together are less than this, there is no direction; it is TA-Lib's bound. */
    private static final double DIRECTION_MIN = 1e-8;

    private static final int PREVIOUS_HIGH = 0;
    private static final int PREVIOUS_LOW = 1;
    private static final int PLUS = 2;
    private static final int MINUS = 3;
    private static final int RANGE = 4;
    private static final int LENGTH = 5;

    static DirectionalMovement of(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        return new DirectionalMovement(
                bar,
                TrueRanges.of(wiring, bar, "range"),
                wiring.doubleArray("memory", LENGTH),
                wiring.longVar("count"),
                wiring.intParameter("period"));
    }

    /** Takes the bar of this run, and says whether there are indicators: from bar number {@code period + 1} on. */
    boolean update(State state) {
        double rise = bar.high(state) - memory.get(state, PREVIOUS_HIGH);
        double fall = memory.get(state, PREVIOUS_LOW) - bar.low(state);
        memory.set(state, PREVIOUS_HIGH, bar.high(state));
        memory.set(state, PREVIOUS_LOW, bar.low(state));
        long before = count.get(state);
        if (before <= period) {
            count.set(state, before + 1);
        }
        if (!ranges.update(state)) {
            return false;
        }
        double kept = before < period ? 1.0 : 1.0 - 1.0 / period;
        add(state, PLUS, kept, rise > 0 && rise > fall ? rise : 0.0);
        add(state, MINUS, kept, fall > 0 && fall > rise ? fall : 0.0);
        add(state, RANGE, kept, ranges.value(state));
        return before >= period;
    }

    private void add(State state, int index, double kept, double value) {
        memory.set(state, index, kept * memory.get(state, index) + value);
    }

    /** The share of upward movement in the ranges, 0 to 100; 0 when there was no range. */
    double plus(State state) {
        return share(state, PLUS);
    }

    /** The share of downward movement in the ranges, 0 to 100; 0 when there was no range. */
    double minus(State state) {
        return share(state, MINUS);
    }

    private double share(State state, int index) {
        double range = memory.get(state, RANGE);
        return range < Math.ulp(bar.close(state)) ? 0.0 : 100.0 * (memory.get(state, index) / range);
    }

    /** How one-sided the movement is, 0 to 100; below 0 when there is none. */
    double index(State state) {
        double plus = plus(state);
        double minus = minus(state);
        double both = plus + minus;
        return both < DIRECTION_MIN ? -1.0 : 100.0 * (Math.abs(plus - minus) / both);
    }
}
