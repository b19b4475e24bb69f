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

/**
 * A condition that must hold for a span of time.
 *
 * @param source the condition.
 * @param value the answer.
 * @param since since when the condition has been true without a break, in nanoseconds.
 * @param holds 1 while it is.
 * @param spanNs how long it must hold.
 */
public record DebounceTime(BooleanIn source, BooleanOut value, LongVar since, LongVar holds, long spanNs)
        implements Node {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long WEEK_NS = 7 * 24 * 3_600 * SECOND_NS;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("debounce-time")
            .doc(
                    "True once the input has been true for a span of time without a break; false when the input is. It looks when the"
                            + " condition has a new value, and whenever the clock has.")
            .formula("x and time - since >= span; since = the time of the first run of the unbroken row of "
                    + "true ones")
            .source("Own definition")
            .input("source", InputKind.BOOLEAN, "The condition.")
            .optionalInput("clock", InputKind.ANY, "When to look besides: a timer, say.")
            .durationParameter("span", SECOND_NS, WEEK_NS, 10 * SECOND_NS, "For how long the condition must hold.")
            .output("value", ValueKind.BOOLEAN, "Whether it has held for so long.")
            .create(w -> new DebounceTime(
                    w.booleanIn("source"),
                    w.booleanOut("value"),
                    w.longVar("since"),
                    w.longVar("holds"),
                    w.parameters().durationNs("span")));

    @Override
    public long compute(State state) {
        boolean now = source.get(state);
        if (!now) {
            holds.set(state, 0);
        } else if (holds.get(state) == 0) {
            holds.set(state, 1);
            since.set(state, state.cycleTimeNs());
        }
        return value.set(state, now && state.cycleTimeNs() - since.get(state) >= spanNs);
    }
}
