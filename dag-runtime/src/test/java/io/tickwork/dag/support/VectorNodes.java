// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.dag.node.BooleanIn;
import io.tickwork.dag.node.BooleanVectorIn;
import io.tickwork.dag.node.BooleanVectorOut;
import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVectorIn;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongVectorIn;
import io.tickwork.dag.node.LongVectorOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;

/** Test nodes that read or write vectors. */
final class VectorNodes {
    private VectorNodes() {}

    /** The last values, newest first; not finite after one that is not; withdrawn by a negative one. */
    record History(DoubleIn input, DoubleVectorOut values, DoubleArray last) implements Node {
        static final NodeType TYPE = NodeType.named("history")
                .doubleInput("input", "Anything.")
                .intParameter("length", 1, 1024, "How many.")
                .vectorOutput("values", ValueKind.DOUBLE, p -> p.intValue("length"), "The last values.")
                .create(w -> new History(
                        w.doubleIn("input"),
                        w.doubleVectorOut("values"),
                        w.doubleArray("last", w.intParameter("length"))));

        @Override
        public long compute(State s) {
            double now = input.get(s);
            for (int i = last.length() - 1; i > 0; i--) {
                last.set(s, i, last.get(s, i - 1));
            }
            last.set(s, 0, now);
            if (now < -3) {
                return values.withdraw();
            }
            for (int i = 0; i < last.length(); i++) {
                values.set(s, i, now > 6 ? 1 / (i - 1.0) : last.get(s, i));
            }
            return values.produced();
        }
    }

    /** The digits of a number, and which of them are odd. */
    record Digits(LongIn input, LongVectorOut digits, BooleanVectorOut odd) implements Node {
        static final NodeType TYPE = NodeType.named("digits")
                .input("input", InputKind.LONG, "Anything.")
                .intParameter("length", 1, 18, "How many.")
                .vectorOutput("digits", ValueKind.LONG, p -> p.intValue("length"), "The last digits first.")
                .vectorOutput("odd", ValueKind.BOOLEAN, p -> p.intValue("length"), "Whether they are odd.")
                .create(w -> new Digits(w.longIn("input"), w.longVectorOut("digits"), w.booleanVectorOut("odd")));

        @Override
        public long compute(State s) {
            long rest = Math.abs(input.get(s) / 2);
            for (int i = 0; i < digits.length(); i++) {
                digits.set(s, i, rest % 10);
                odd.set(s, i, rest % 2 == 1);
                rest /= 10;
            }
            return input.get(s) % 3 == 0 ? digits.produced() : digits.produced() | odd.produced();
        }
    }

    /** Adds up a vector of any length. */
    record Total(DoubleVectorIn values, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("total")
                .input("values", InputKind.DOUBLE_VECTOR, "Anything.")
                .doubleOutput("value", "The sum.")
                .create(w -> new Total(w.doubleVectorIn("values"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double total = 0;
            for (int i = 0; i < values.length(); i++) {
                total += values.get(s, i);
            }
            return value.set(s, total);
        }
    }

    /** The product of two vectors of one length, the second sampled by default. */
    record Dot(DoubleVectorIn left, DoubleVectorIn right, DoubleOut value) implements Node {
        static final NodeType TYPE = NodeType.named("dot")
                .input("left", InputKind.DOUBLE_VECTOR, "A vector.")
                .sampledInput("right", InputKind.DOUBLE_VECTOR, "Another.")
                .equalLengths()
                .doubleOutput("value", "Their product.")
                .create(w -> new Dot(w.doubleVectorIn("left"), w.doubleVectorIn("right"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double sum = 0;
            for (int i = 0; i < left.length(); i++) {
                sum += left.get(s, i) * right.get(s, i);
            }
            return value.set(s, sum);
        }
    }

    /** A vector of exactly three. */
    record Triple(DoubleVectorIn values, DoubleVectorOut reversed) implements Node {
        static final NodeType TYPE = NodeType.named("triple")
                .vectorInput("values", InputKind.DOUBLE_VECTOR, p -> 3, "Three values.")
                .vectorOutput("reversed", ValueKind.DOUBLE, p -> 3, "The last first.")
                .create(w -> new Triple(w.doubleVectorIn("values"), w.doubleVectorOut("reversed")));

        @Override
        public long compute(State s) {
            for (int i = 0; i < 3; i++) {
                reversed.set(s, 2 - i, values.get(s, i));
            }
            return reversed.produced();
        }
    }

    /** Adds up the longs whose booleans are true. */
    record Masked(LongVectorIn numbers, BooleanVectorIn mask, BooleanIn inverted, LongOut value) implements Node {
        static final NodeType TYPE = NodeType.named("masked")
                .input("numbers", InputKind.LONG_VECTOR, "Numbers.")
                .input("mask", InputKind.BOOLEAN_VECTOR, "Which of them.")
                .optionalInput("inverted", InputKind.BOOLEAN, "Whether to take the others.")
                .equalLengths()
                .output("value", ValueKind.LONG, "Their sum.")
                .create(w -> new Masked(
                        w.longVectorIn("numbers"),
                        w.booleanVectorIn("mask"),
                        w.booleanIn("inverted"),
                        w.longOut("value")));

        @Override
        public long compute(State s) {
            boolean wanted = !(inverted.isValid(s) && inverted.get(s));
            long sum = 0;
            for (int i = 0; i < numbers.length(); i++) {
                sum += mask.get(s, i) == wanted ? numbers.get(s, i) : 0;
            }
            return value.set(s, sum);
        }
    }
}
