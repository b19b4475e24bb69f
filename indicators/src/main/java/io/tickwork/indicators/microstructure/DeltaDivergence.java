// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.CompensatedSum;
import io.tickwork.indicators.window.RollingExtreme;

/**
 * New extremes of the price that those who cross the spread do not go along with.
 *
 * @param bar the bars.
 * @param delta of each bar.
 * @param bullish whether there is a new low without new selling.
 * @param bearish whether there is a new high without new buying.
 * @param total all deltas.
 * @param sum of them.
 * @param lowest of the last bars.
 * @param highest of the last bars.
 * @param least the least sum at the close of one of them.
 * @param greatest the greatest one.
 */
public record DeltaDivergence(
        CandleIn bar,
        DoubleIn delta,
        BooleanOut bullish,
        BooleanOut bearish,
        DoubleOut total,
        CompensatedSum sum,
        RollingExtreme lowest,
        RollingExtreme highest,
        RollingExtreme least,
        RollingExtreme greatest)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("delta-divergence")
            .doc(
                    "Divergence of price and cumulative delta: the price goes beyond its low or high of the bars before, the"
                            + " sum of what buyers took less what sellers took is short of its own. Equal to it is neither beyond"
                            + " nor short of it.")
            .formula("D = sum of delta; bullish: low < lowest low and D > least D of the period bars before; bearish:"
                    + " high > highest high and D < greatest D of the period bars before")
            .source("As charts of order flow have it")
            .input("bar", InputKind.CANDLE, "The bars.")
            .sampledInput("delta", InputKind.DOUBLE, "The delta of each bar, as that of a footprint of the same bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars before this one it is compared with.")
            .output("bullish", ValueKind.BOOLEAN, "Whether a new low comes without a new low of the cumulative delta.")
            .output(
                    "bearish",
                    ValueKind.BOOLEAN,
                    "Whether a new high comes without a new high of the cumulative delta.")
            .doubleOutput("cumulative-delta", "The sum of delta over all bars since the beginning.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(DeltaDivergence::create);

    private static DeltaDivergence create(Wiring wiring) {
        int period = wiring.intParameter("period");
        return new DeltaDivergence(
                wiring.candleIn("bar"),
                wiring.doubleIn("delta"),
                wiring.booleanOut("bullish"),
                wiring.booleanOut("bearish"),
                wiring.doubleOut("cumulative-delta"),
                CompensatedSum.of(wiring, "sum"),
                RollingExtreme.lowest(wiring, "lowest", period),
                RollingExtreme.highest(wiring, "highest", period),
                RollingExtreme.lowest(wiring, "least", period),
                RollingExtreme.highest(wiring, "greatest", period));
    }

    @Override
    public long compute(State state) {
        sum.add(state, delta.get(state));
        double cumulative = sum.value(state);
        long outcome = lowest.isReady(state) ? publish(state, cumulative) : UNCHANGED;
        lowest.update(state, bar.low(state));
        highest.update(state, bar.high(state));
        least.update(state, cumulative);
        greatest.update(state, cumulative);
        return outcome;
    }

    private long publish(State state, double cumulative) {
        boolean isNewLow = bar.low(state) < lowest.value(state);
        boolean isNewHigh = bar.high(state) > highest.value(state);
        return bullish.set(state, isNewLow && cumulative > least.value(state))
                | bearish.set(state, isNewHigh && cumulative < greatest.value(state))
                | total.set(state, cumulative);
    }
}
