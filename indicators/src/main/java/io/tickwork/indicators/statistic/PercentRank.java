// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingOrder;
import java.util.List;

/**
 * Percent rank.
 *
 * @param source what is looked at.
 * @param value the rank.
 * @param window the inputs before.
 * @param share how much of an input equal to the newest counts.
 */
public record PercentRank(DoubleIn source, DoubleOut value, RollingOrder window, double share) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("percent-rank")
            .doc(
                    "Which share of the inputs before the newest are not greater than it, 0 to 100. By choice inputs equal to it"
                            + " count whole, not at all, or half.")
            .formula("100 * count(x[t-i] <= x[t], i = 1 to period) / period; < with ties: strict")
            .source("With ties: strict, L. Connors and C. Alvarez, An Introduction to ConnorsRSI, 2012")
            .doubleInput("source", "What is ranked.")
            .intParameter("period", 1, 100_000, 100, "How many inputs before the newest it is compared with.")
            .choiceParameter(
                    "ties",
                    List.of("weak", "strict", "mean"),
                    "How an input equal to the newest counts: weak as a smaller one, strict not at all, mean half.")
            .doubleOutput("value", "The rank, 0 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new PercentRank(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    RollingOrder.of(w, "window", w.intParameter("period")),
                    share(w.parameters().choice("ties"))));

    @Override
    public long compute(State state) {
        double x = source.get(state);
        if (!window.isReady(state)) {
            window.update(state, x);
            return UNCHANGED;
        }
        int lower = window.countBelow(state, x);
        int level = share == 0.0 ? 0 : window.countUpTo(state, x) - lower;
        window.update(state, x);
        return value.set(state, 100.0 * (lower + share * level) / window.length());
    }

    private static double share(String ties) {
        return switch (ties) {
            case "weak" -> 1.0;
            case "strict" -> 0.0;
            default -> 0.5;
        };
    }
}
