// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/**
 * Whether it is a certain time of day.
 *
 * @param value the answer.
 * @param from the minute of the day it begins with.
 * @param to the first one after it.
 */
public record TimeWindow(BooleanOut value, int from, int to) implements Node {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 1_440 * MINUTE_NS;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("time-window")
            .doc(
                    "Whether the time of the event lies between two minutes of the UTC day, the first included, the last not. If the"
                            + " first is the later one, the window spans midnight.")
            .formula("from <= minute < to; if from > to, from <= minute or minute < to")
            .source("Own definition")
            .input("event", InputKind.ANY, "When to look at the time.")
            .intParameter("from", 0, 1_439, 0, "The minute of the day at which the window opens.")
            .intParameter("to", 0, 1_440, 1_440, "The minute of the day at which it closes.")
            .check(p -> p.intValue("from") == p.intValue("to") ? "from and to must differ" : null)
            .output("value", ValueKind.BOOLEAN, "Whether the time lies in the window.")
            .create(w -> new TimeWindow(w.booleanOut("value"), w.intParameter("from"), w.intParameter("to")));

    @Override
    public long compute(State state) {
        long minute = Math.floorMod(state.cycleTimeNs(), DAY_NS) / MINUTE_NS;
        boolean isInside = from < to ? from <= minute && minute < to : from <= minute || minute < to;
        return value.set(state, isInside);
    }
}
