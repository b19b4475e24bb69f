// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import java.util.List;

/**
 * A condition that must hold for a number of runs.
 *
 * @param source the condition.
 * @param value the answer.
 * @param held 1 while the answer is true.
 * @param count for how many runs the condition has been otherwise.
 * @param period how many runs it takes.
 * @param slowFall whether falling takes them too.
 */
public record Debounce(BooleanIn source, BooleanOut value, LongVar held, LongVar count, int period, boolean slowFall)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("debounce")
            .doc(
                    "Becomes true once the input has been true for a number of runs in a row. False at once when the input is, or by"
                            + " choice after as many runs.")
            .formula("v = true when x[t], ..., x[t-period+1] are all true; false when x is false, with "
                    + "edges: both when they are all false; else v[t-1], at first false")
            .source("Own definition")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .intParameter("period", 1, 1_000_000, 2, "For how many runs in a row it must hold.")
            .choiceParameter("edges", List.of("rise", "both"), "Whether only rising takes so long, or falling too.")
            .output("value", ValueKind.BOOLEAN, "Whether it has held for so long.")
            .create(w -> new Debounce(
                    w.booleanIn("source"),
                    w.booleanOut("value"),
                    w.longVar("held"),
                    w.longVar("count"),
                    w.intParameter("period"),
                    w.parameters().choice("edges").equals("both")));

    @Override
    public long compute(State state) {
        boolean now = source.get(state);
        boolean before = held.get(state) != 0;
        if (now == before) {
            count.set(state, 0);
            return value.set(state, before);
        }
        if (count.add(state, 1) < period && (now || slowFall)) {
            return value.set(state, before);
        }
        count.set(state, 0);
        held.set(state, now ? 1 : 0);
        return value.set(state, now);
    }
}
