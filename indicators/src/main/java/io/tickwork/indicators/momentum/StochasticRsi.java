// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Stochastic oscillator of the relative strength index.
 *
 * <p>While the price stands still the index does too, but for its last digits. TA-Lib takes the place of the newest
 * index in a range of such digits; here, a range below {@link #WIDTH_MIN} counts as one without width.
 *
 * @param source the price.
 * @param k the place of the index.
 * @param d its mean.
 * @param moves average rise and fall.
 * @param range of the last indexes.
 * @param fastD the last values of k.
 */
public record StochasticRsi(DoubleIn source, DoubleOut k, DoubleOut d, Moves moves, PriceRange range, RollingSum fastD)
        implements Node {
    /** The index goes from 0 to 100 in whatever unit the price is, and has about this precision. */
    private static final double WIDTH_MIN = 1e-11;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("stoch-rsi")
            .doc("Stochastic oscillator of the relative strength index, 0 to 100: where the index lies in its range of"
                    + " late. 0 while the index does not move. Both outputs begin together.")
            .formula("r = RSI(x, period); k = 100 * (r - lowest) / (highest - lowest) over fast-k values of r; d ="
                    + " SMA(k, fast-d)")
            .source("TA-Lib 0.4.0, STOCHRSI with a simple moving average; T. S. Chande and S. Kroll, The New Technical"
                    + " Trader, 1994")
            .doubleInput("source", "The price.")
            .intParameter("period", 2, 100_000, 14, "Period of the relative strength index.")
            .intParameter("fast-k", 1, 100_000, 14, "How many values of the index the range is over.")
            .intParameter("fast-d", 1, 100_000, 3, "How many values of k d is the mean of.")
            .doubleOutput("k", "The place of the index, 0 to 100.")
            .doubleOutput("d", "The mean of the last values of k.")
            .warmUp(p -> p.intValue("period") + p.intValue("fast-k") + p.intValue("fast-d") - 1)
            .create(w -> new StochasticRsi(
                    w.doubleIn("source"),
                    w.doubleOut("k"),
                    w.doubleOut("d"),
                    Moves.of(w, w.intParameter("period")),
                    PriceRange.of(w, w.intParameter("fast-k")),
                    RollingSum.of(w, "fast-d", w.intParameter("fast-d"))));

    @Override
    public long compute(State state) {
        if (!moves.update(state, source.get(state))) {
            return UNCHANGED;
        }
        double index = moves.rises(state);
        if (!range.update(state, index, index)) {
            return UNCHANGED;
        }
        double place = range.width(state) < WIDTH_MIN ? 0.0 : range.percent(state, index);
        fastD.update(state, place);
        return fastD.isReady(state) ? k.set(state, place) | d.set(state, fastD.mean(state)) : UNCHANGED;
    }
}
