// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingMoments;
import java.util.List;

/**
 * Variance.
 *
 * @param source what varies.
 * @param value the variance.
 * @param window the last inputs.
 * @param isOfSample whether it divides by one less than the number of inputs.
 */
public record Variance(DoubleIn source, DoubleOut value, RollingMoments window, boolean isOfSample) implements Node {
    static final List<String> OF = List.of("population", "sample");
    static final String OF_DOC = "What the inputs are: all there is, or a sample of something larger.";

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("variance")
            .doc("Variance of the last inputs. 0 while all of them are equal.")
            .formula("sum((x - mean)^2) / n over the last n = period inputs; of a sample, n - 1 in place of n")
            .source("TA-Lib 0.4.0, VAR")
            .doubleInput("source", "What varies.")
            .intParameter("period", 2, 100_000, 20, "How many inputs the variance is of.")
            .choiceParameter("of", OF, OF_DOC)
            .doubleOutput("value", "The variance.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Variance(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingMoments.of(w, "window", w.intParameter("period")),
                    isOfSample(w)));

    static boolean isOfSample(Wiring wiring) {
        return wiring.parameters().choice("of").equals("sample");
    }

    @Override
    public long compute(State state) {
        if (!window.update(state, source.get(state))) {
            return UNCHANGED;
        }
        return value.set(state, isOfSample ? window.sampleVariance(state) : window.variance(state));
    }
}
