// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Awesome oscillator.
 *
 * @param bar the bars.
 * @param value the oscillator.
 * @param fast the last middles of bars.
 * @param slow more of them.
 */
public record AwesomeOscillator(CandleIn bar, DoubleOut value, RollingSum fast, RollingSum slow) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("awesome-oscillator")
            .doc("Awesome oscillator: how far a fast mean of the middles of the bars has run ahead of a slow one. In"
                    + " units of the price.")
            .formula("m = (high + low) / 2; SMA(m, fast) - SMA(m, slow)")
            .source("B. Williams, New Trading Dimensions, 1998")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("fast", 1, 100_000, 5, "Period of the fast mean, less than that of the slow one.")
            .intParameter("slow", 2, 100_000, 34, "Period of the slow mean.")
            .check(AwesomeOscillator::check)
            .doubleOutput("value", "The fast mean less the slow one.")
            .warmUp(p -> p.intValue("slow"))
            .create(w -> new AwesomeOscillator(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "fast", w.intParameter("fast")),
                    RollingSum.of(w, "slow", w.intParameter("slow"))));

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") < parameters.intValue("slow") ? null : "fast must be less than slow";
    }

    @Override
    public long compute(State state) {
        double middle = (bar.high(state) + bar.low(state)) / 2.0;
        fast.update(state, middle);
        slow.update(state, middle);
        return slow.isReady(state) ? value.set(state, fast.mean(state) - slow.mean(state)) : UNCHANGED;
    }
}
