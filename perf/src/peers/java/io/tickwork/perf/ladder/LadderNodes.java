// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.perf.ladder.fluxtion.Ladder;
import java.util.List;

/**
 * The four nodes as one would write them here: the book is there for every node to read, so that a node hands on only
 * what it adds, and the ladder is put together once, where it is published.
 */
final class LadderNodes {
    static final List<NodeType> TYPES = List.of(Mid.TYPE, Skew.TYPE, Cut.TYPE, Publisher.TYPE);

    private LadderNodes() {}

    /** The price in the middle. */
    record Mid(DepthIn book, DoubleOut mid) implements Node {
        static final NodeType TYPE = NodeType.named("ladder-mid")
                .doc("The price in the middle.")
                .input("book", InputKind.DEPTH, "The book.")
                .doubleOutput("mid", "The price.")
                .create(w -> new Mid(w.depthIn("book"), w.doubleOut("mid")));

        @Override
        public long compute(State state) {
            return mid.set(state, (book.bidPrice(state, 0) + book.askPrice(state, 0)) / 2);
        }
    }

    /** By how much prices are shifted. */
    record Skew(DoubleIn mid, DoubleOut shift, double skew) implements Node {
        static final NodeType TYPE = NodeType.named("ladder-skew")
                .doc("By how much prices are shifted.")
                .doubleInput("mid", "The price in the middle.")
                .doubleParameter("skew", -1, 1, "As a part of it.")
                .doubleOutput("shift", "The shift.")
                .create(w -> new Skew(w.doubleIn("mid"), w.doubleOut("shift"), w.doubleParameter("skew")));

        @Override
        public long compute(State state) {
            return shift.set(state, mid.get(state) * skew);
        }
    }

    /** How many levels are shown. */
    record Cut(DepthIn book, LongOut shown, int levels) implements Node {
        static final NodeType TYPE = NodeType.named("ladder-cut")
                .doc("How many levels are shown.")
                .input("book", InputKind.DEPTH, "The book.")
                .intParameter("levels", 1, Ladder.LEVELS, "At most.")
                .output("shown", ValueKind.LONG, "How many.")
                .create(w -> new Cut(w.depthIn("book"), w.longOut("shown"), w.intParameter("levels")));

        @Override
        public long compute(State state) {
            return shown.set(state, Math.min(levels, Math.min(book.bidCount(state), book.askCount(state))));
        }
    }

    /** The ladder: bid prices, bid sizes, ask prices, ask sizes. */
    record Publisher(DepthIn book, DoubleIn shift, LongIn shown, DoubleVectorOut ladder) implements Node {
        static final int LENGTH = 4 * Ladder.LEVELS;
        static final NodeType TYPE = NodeType.named("ladder-publisher")
                .doc("The ladder.")
                .input("book", InputKind.DEPTH, "The book.")
                .doubleInput("shift", "By how much prices are shifted.")
                .input("shown", InputKind.LONG, "How many levels are shown.")
                .vectorOutput("ladder", ValueKind.DOUBLE, p -> LENGTH, "Bid prices, bid sizes, ask prices, ask sizes.")
                .create(w -> new Publisher(
                        w.depthIn("book"), w.doubleIn("shift"), w.longIn("shown"), w.doubleVectorOut("ladder")));

        @Override
        public long compute(State state) {
            int levels = (int) shown.get(state);
            double by = shift.get(state);
            for (int level = 0; level < Ladder.LEVELS; level++) {
                boolean isShown = level < levels;
                ladder.set(state, level, isShown ? book.bidPrice(state, level) + by : 0);
                ladder.set(state, Ladder.LEVELS + level, isShown ? book.bidSize(state, level) : 0);
                ladder.set(state, 2 * Ladder.LEVELS + level, isShown ? book.askPrice(state, level) + by : 0);
                ladder.set(state, 3 * Ladder.LEVELS + level, isShown ? book.askSize(state, level) : 0);
            }
            return ladder.produced();
        }
    }
}
