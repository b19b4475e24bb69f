// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import java.util.List;

/** Node types that do what a test needs, under names of their own. */
public final class TestNodes {
    /** Run in which {@link #OTHER_OUTPUT} and {@link #OTHER_STATE} begin to differ from {@link #CATALOGUE}. */
    public static final int FIRST_OTHER_RUN = 20;

    private TestNodes() {}

    /** How all of them are made. */
    private interface Factory {
        Node create(DoubleIn input, DoubleOut value, LongVar runs);
    }

    private static NodeType type(String name, Factory factory) {
        return NodeType.named(name)
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "The input, or something like it.")
                .create(w -> factory.create(w.doubleIn("input"), w.doubleOut("value"), w.longVar("runs")));
    }

    /** Copies its input and counts its runs. */
    record Copy(DoubleIn input, DoubleOut value, LongVar runs) implements Node {
        static final NodeType TYPE = type("copy", Copy::new);

        @Override
        public long compute(State s) {
            runs.add(s, 1);
            return value.set(s, input.get(s));
        }
    }

    /** What {@link Copy} might have become in another build: it puts out something else from some run on. */
    record OtherOutput(DoubleIn input, DoubleOut value, LongVar runs) implements Node {
        static final NodeType TYPE = type("copy", OtherOutput::new);

        @Override
        public long compute(State s) {
            double more = runs.add(s, 1) >= FIRST_OTHER_RUN ? 1e-9 : 0;
            return value.set(s, input.get(s) + more);
        }
    }

    /** What {@link Copy} might have become in another build: it puts out the same from another state. */
    record OtherState(DoubleIn input, DoubleOut value, LongVar runs) implements Node {
        static final NodeType TYPE = type("copy", OtherState::new);

        @Override
        public long compute(State s) {
            long now = runs.add(s, 1);
            runs.add(s, now == FIRST_OTHER_RUN ? 1 : 0);
            return value.set(s, input.get(s));
        }
    }

    /** Throws at its third run. */
    record Fuse(DoubleIn input, DoubleOut value, LongVar runs) implements Node {
        static final NodeType TYPE = type("fuse", Fuse::new);

        @Override
        public long compute(State s) {
            if (runs.add(s, 1) == 3) {
                throw new IllegalStateException("blown");
            }
            return value.set(s, input.get(s));
        }
    }

    /** Multiplies its input by a number that can be changed. */
    record Scaled(DoubleIn input, DoubleOut value, DoubleParameter factor) implements Node {
        static final NodeType TYPE = NodeType.named("scaled")
                .doubleInput("input", "Anything.")
                .doubleParameter("factor", 0, 100, 1, "What it is multiplied by.")
                .mutable()
                .doubleOutput("value", "The product.")
                .create(w -> new Scaled(w.doubleIn("input"), w.doubleOut("value"), w.mutableDouble("factor")));

        @Override
        public long compute(State s) {
            return value.set(s, factor.get(s) * input.get(s));
        }
    }

    /** What the journals of the tests are written with. */
    public static final Catalogue CATALOGUE = Catalogue.of(List.of(Copy.TYPE, Fuse.TYPE, Scaled.TYPE));

    /** The same names with another output. */
    public static final Catalogue OTHER_OUTPUT = Catalogue.of(List.of(OtherOutput.TYPE, Fuse.TYPE, Scaled.TYPE));

    /** The same names with another state. */
    public static final Catalogue OTHER_STATE = Catalogue.of(List.of(OtherState.TYPE, Fuse.TYPE));
}
