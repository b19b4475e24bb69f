// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.node.BooleanParameter;
import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TimerIn;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.ValueKind;

/** Test nodes that read books and timers, ask what triggered them, or are changed from outside. */
final class EventNodes {
    private EventNodes() {}

    /** The size on offer, and how many levels there are. */
    record BookSize(DepthIn book, DoubleOut value, LongOut levels) implements Node {
        static final NodeType TYPE = NodeType.named("book-size")
                .input("book", InputKind.DEPTH, "A book.")
                .doubleOutput("value", "The sizes of the bids less those of the asks.")
                .output("levels", ValueKind.LONG, "How many levels there are.")
                .create(w -> new BookSize(w.depthIn("book"), w.doubleOut("value"), w.longOut("levels")));

        @Override
        public long compute(State s) {
            double size = 0;
            for (int i = 0; i < book.bidCount(s); i++) {
                size += book.bidSize(s, i);
            }
            for (int i = 0; i < book.askCount(s); i++) {
                size -= book.askSize(s, i);
            }
            return value.set(s, size) | levels.set(s, book.bidCount(s) + book.askCount(s));
        }
    }

    /** The time of a timer. */
    record Tock(TimerIn timer, LongOut time) implements Node {
        static final NodeType TYPE = NodeType.named("tock")
                .input("timer", InputKind.TIMER, "A timer.")
                .output("time", ValueKind.LONG, "Its time.")
                .create(w -> new Tock(w.timerIn("timer"), w.longOut("time")));

        @Override
        public long compute(State s) {
            return time.set(s, timer.timeNs(s));
        }
    }

    /** Counts runs by what triggered them: units by the first input, thousands by the second. */
    record Reasons(TriggeredBy first, TriggeredBy second, LongOut value, LongVar count) implements Node {
        static final NodeType TYPE = NodeType.named("reasons")
                .input("first", InputKind.ANY, "Anything.")
                .optionalInput("second", InputKind.ANY, "Anything.")
                .output("value", ValueKind.LONG, "The count.")
                .create(w -> new Reasons(
                        w.triggeredBy("first"), w.triggeredBy("second"), w.longOut("value"), w.longVar("count")));

        @Override
        public long compute(State s) {
            return value.set(s, count.add(s, (first.test(s) ? 1 : 0) + (second.test(s) ? 1_000 : 0)));
        }
    }

    /** A line whose coefficients can be changed; begins at its own start value. */
    record Line(
            DoubleIn input,
            DoubleParameter factor,
            LongParameter offset,
            BooleanParameter negated,
            DoubleVar runs,
            DoubleOut value)
            implements Node {
        private static final double FIRST_RUN = 100;

        static final NodeType TYPE = NodeType.named("line")
                .doubleInput("input", "Anything.")
                .doubleParameter("factor", -10, 10, 1, "What it is multiplied by.")
                .mutable()
                .intParameter("offset", -5, 5, 0, "What is added.")
                .mutable()
                .booleanParameter("negated", false, "Whether it is negated.")
                .mutable()
                .intParameter("fixed", 0, 5, 0, "Changes nothing, and cannot be changed.")
                .doubleOutput("value", "The line, and a hundredth more each run.")
                .create(w -> new Line(
                        w.doubleIn("input"),
                        w.mutableDouble("factor"),
                        w.mutableLong("offset"),
                        w.mutableBoolean("negated"),
                        w.doubleVar("runs"),
                        w.doubleOut("value")));

        @Override
        public void start(State s) {
            runs.set(s, FIRST_RUN);
        }

        @Override
        public long compute(State s) {
            double y = input.get(s) * factor.get(s) + offset.get(s) + runs.add(s, 1) / FIRST_RUN;
            return value.set(s, negated.get(s) ? -y : y);
        }
    }

    /** Adds up what it reads since the session opened. */
    record SessionSum(DoubleIn input, DoubleOut value, DoubleVar sum) implements Node {
        static final NodeType TYPE = NodeType.named("session-sum")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "The sum since the session opened.")
                .resetOnSession()
                .create(w -> new SessionSum(w.doubleIn("input"), w.doubleOut("value"), w.doubleVar("sum")));

        @Override
        public long compute(State s) {
            return value.set(s, sum.add(s, input.get(s)));
        }
    }
}
