// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Percentage price oscillator.
 *
 * @param source the price.
 * @param value the oscillator.
 * @param averages the two averages.
 */
public record Ppo(DoubleIn source, DoubleOut value, AveragePair averages) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = AveragePair.declare(NodeType.named("ppo")
                    .doc(
                            "Percentage price oscillator: how far a fast average has run ahead of a slow one, in percent of the slow one."
                                    + " 0 while the slow one is 0.")
                    .formula("100 * (average(x, fast) - average(x, slow)) / average(x, slow)")
                    .source("TA-Lib 0.4.0, PPO")
                    .doubleInput("source", "The price.")
                    .doubleOutput("value", "The oscillator in percent."))
            .create(w -> new Ppo(w.doubleIn("source"), w.doubleOut("value"), AveragePair.of(w)));

    @Override
    public long compute(State state) {
        return averages.update(state, source.get(state))
                ? value.set(state, PercentChange.of(averages.slow(state), averages.fast(state)))
                : UNCHANGED;
    }
}
