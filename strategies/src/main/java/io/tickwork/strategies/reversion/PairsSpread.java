// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingMoments;

/**
 * Return of the spread of two symbols to its mean.
 *
 * @param left the price of one symbol.
 * @param right the price of the other.
 * @param hedge how much of the right one goes against one of the left.
 * @param window the last spreads.
 * @param rule what to do.
 * @param hedgeRatio the ratio when the graph gives no input for it.
 * @param isHedgeGiven whether the graph gives one.
 */
public record PairsSpread(
        DoubleIn left,
        DoubleIn right,
        DoubleIn hedge,
        RollingMoments window,
        Reversion rule,
        double hedgeRatio,
        boolean isHedgeGiven)
        implements Node {
    private static final double RATIO_MAX = 1e6;

    /** How graphs make one. */
    public static final NodeType TYPE = Reversion.declare(NodeType.named("pairs-spread")
                    .doc(
                            "Bets on a return of the spread of two symbols to its mean; a node of a group. Long is long the left"
                                    + " symbol and short hedge times as much of the right one. The spreads in the window are those of"
                                    + " their own time, each with the ratio of then, so a ratio that jumps looks like a spread that does."
                                    + " Strength: the score without its sign. The price of a signal is the spread. While all spreads of"
                                    + " the window are equal, nothing is decided but the end of the session.")
                    .formula("spread = left - hedge * right; z = (spread - mean) / sd (population) over the last period"
                            + " spreads; " + Reversion.FORMULA)
                    .source("E. Gatev, W. Goetzmann, K. Rouwenhorst, Pairs Trading, 2006: enter at two deviations")
                    .doubleInput("left", "The price of the symbol that is bought when the strategy goes long.")
                    .doubleInput("right", "The price of the symbol that is sold then.")
                    .sampledOptionalInput(
                            "hedge",
                            InputKind.DOUBLE,
                            "How much of the right symbol goes against one of the left; a new one alone is no new spread;"
                                    + " given, no spread is taken while it has no value; left out, hedge-ratio holds.")
                    .intParameter("period", 2, 100_000, 120, "How many spreads the mean and the deviation are of.")
                    .doubleParameter(
                            "hedge-ratio",
                            -RATIO_MAX,
                            RATIO_MAX,
                            1.0,
                            "How much of the right symbol goes against one of the left, without the input."))
            .warmUp(p -> p.intValue("period"))
            .create(PairsSpread::create);

    private static PairsSpread create(Wiring wiring) {
        return new PairsSpread(
                wiring.doubleIn("left"),
                wiring.doubleIn("right"),
                wiring.doubleIn("hedge"),
                RollingMoments.of(wiring, "window", wiring.intParameter("period")),
                Reversion.of(wiring),
                wiring.doubleParameter("hedge-ratio"),
                wiring.isGiven("hedge"));
    }

    @Override
    public long compute(State state) {
        if (isHedgeGiven && !hedge.isValid(state)) {
            return UNCHANGED;
        }
        double ratio = isHedgeGiven ? hedge.get(state) : hedgeRatio;
        double spread = left.get(state) - ratio * right.get(state);
        if (!Double.isFinite(spread) || !window.update(state, spread)) {
            return UNCHANGED;
        }
        return rule.decide(state, window.score(state, spread), spread);
    }
}
