// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Absolute price oscillator.
 *
 * @param source the price.
 * @param value the oscillator.
 * @param averages the two averages.
 */
public record Apo(DoubleIn source, DoubleOut value, AveragePair averages) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = AveragePair.declare(NodeType.named("apo")
                    .doc(
                            "Absolute price oscillator: how far a fast average has run ahead of a slow one, in units of the price.")
                    .formula("average(x, fast) - average(x, slow)")
                    .source("TA-Lib 0.4.0, APO")
                    .doubleInput("source", "The price.")
                    .doubleOutput("value", "The fast average less the slow one."))
            .create(w -> new Apo(w.doubleIn("source"), w.doubleOut("value"), AveragePair.of(w)));

    @Override
    public long compute(State state) {
        return averages.update(state, source.get(state))
                ? value.set(state, averages.fast(state) - averages.slow(state))
                : UNCHANGED;
    }
}
