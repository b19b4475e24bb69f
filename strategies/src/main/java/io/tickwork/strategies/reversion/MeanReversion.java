// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Return to the mean.
 *
 * @param zscore how far from the mean the price is.
 * @param price the price signals refer to.
 * @param rule what to do.
 */
public record MeanReversion(DoubleIn zscore, DoubleIn price, Reversion rule) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = Reversion.declare(NodeType.named("mean-reversion")
                    .doc(
                            "Bets on a return to the mean: enters against a score that has gone far from 0, leaves when it has come"
                                    + " back, and gives up when it has gone too far. Strength: the score without its sign. Assumes that"
                                    + " the mean is worth returning to.")
                    .formula(Reversion.FORMULA)
                    .source("Own rule")
                    .doubleInput("zscore", "How many standard deviations the price is from its mean.")
                    .sampledInput("price", InputKind.DOUBLE, "The price signals refer to."))
            .create(w -> new MeanReversion(w.doubleIn("zscore"), w.doubleIn("price"), Reversion.of(w)));

    @Override
    public long compute(State state) {
        return rule.decide(state, zscore.get(state), price.get(state));
    }
}
