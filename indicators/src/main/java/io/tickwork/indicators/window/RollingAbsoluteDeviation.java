// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Mean of the last {@code length} values, and the mean of their absolute distances from it.
 *
 * <p>When the mean moves, every distance changes. But as many units lie above the mean as below it, so the values above
 * it are enough, and these are found in a sorted tree: each value of the window is a node, which knows how many values
 * are below it in the tree and the sum of their distances from its own. An update takes the oldest value out and puts
 * the newest one in, both in logarithmic time, and so is the search for those above the mean.
 *
 * <p>Sums are never added to and subtracted from: along the path of an update each is made anew from those of the two
 * children, so nothing of a value outlives it, however long this runs. As they are of distances between values, small
 * deviations of great prices keep their digits; as the tree is balanced by the number of values, no single far value
 * stands at the top of many near ones. The relative error of both results, the mean as a distance from any value of the
 * window, stays some 1e-14 of the mean distance.
 *
 * <p>The tree is weight-balanced (Hirai and Yamamoto, Balancing weight-balanced trees, 2011): no side has more than
 * three times the places of the other. So it is at most 40 deep for 100,000 values, and the methods that call
 * themselves stay shallow. For twenty values an update costs several times what it takes to look at all of them, for
 * some hundreds less.
 *
 * @param length how many values it is over.
 * @param values of the nodes, which are numbered from 1 in the order of the window's ring; there is no node 0.
 * @param sums of the distances of all values of the subtree from that of the node.
 * @param lefts the child with lesser values, 0 for none.
 * @param rights the child with greater values, 0 for none.
 * @param counts how many values are in the subtree.
 * @param root of the tree.
 * @param newest the node of the newest value.
 */
public record RollingAbsoluteDeviation(
        int length,
        DoubleArray values,
        DoubleArray sums,
        LongArray lefts,
        LongArray rights,
        LongArray counts,
        LongVar root,
        LongVar newest) {
    /** How many times the places of the other side a side may have. */
    private static final int HEAVIER_MAX = 3;
    /** From how many times on the inner places of the heavier side must be parted. */
    private static final int INNER_MAX = 2;

    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values it is over.
     * @return the deviation of no values yet.
     */
    public static RollingAbsoluteDeviation of(Wiring wiring, String name, int length) {
        return new RollingAbsoluteDeviation(
                length,
                wiring.doubleArray(name + ".values", length + 1),
                wiring.doubleArray(name + ".sums", length + 1),
                wiring.longArray(name + ".lefts", length + 1),
                wiring.longArray(name + ".rights", length + 1),
                wiring.longArray(name + ".counts", length + 1),
                wiring.longVar(name + ".root"),
                wiring.longVar(name + ".newest"));
    }

    /**
     * Adds a value; the oldest leaves once {@code length} have come.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     */
    public void update(State state, double value) {
        int node = newest.get(state) == length ? 1 : (int) newest.get(state) + 1;
        newest.set(state, node);
        int top = (int) root.get(state);
        if (count(state, top) == length) {
            top = without(state, top, node);
        }
        values.set(state, node, value);
        root.set(state, with(state, top, node));
    }

    /**
     * {@return whether {@code length} values have come}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return count(state, (int) root.get(state)) == length;
    }

    /**
     * {@return how far the newest value lies above the mean}
     *
     * @param state the state of the running instance.
     */
    public double distance(State state) {
        return distance(state, (int) newest.get(state), (int) root.get(state));
    }

    /**
     * {@return the sum of the absolute distances of all values from the mean; 0 exactly when all are equal}
     *
     * @param state the state of the running instance.
     */
    public double distanceSum(State state) {
        int top = (int) root.get(state);
        double above = 0.0;
        int node = top;
        while (node != 0) {
            double distance = distance(state, node, top);
            if (distance > 0.0) {
                int right = right(state, node);
                above += distance + sum(state, right) + count(state, right) * distance(state, right, top);
                node = left(state, node);
            } else {
                node = right(state, node);
            }
        }
        return 2.0 * above;
    }

    /** How far the value of a node lies above the mean, which is not rounded to the digits of a price before. */
    private double distance(State state, int node, int top) {
        return values.get(state, node) - values.get(state, top) - sum(state, top) / length;
    }

    private int with(State state, int top, int node) {
        if (top == 0) {
            lefts.set(state, node, 0);
            rights.set(state, node, 0);
            return summed(state, node);
        }
        if (isBefore(state, node, top)) {
            lefts.set(state, top, with(state, left(state, top), node));
        } else {
            rights.set(state, top, with(state, right(state, top), node));
        }
        return balanced(state, top);
    }

    private int without(State state, int top, int node) {
        if (top == node) {
            return joined(state, left(state, node), right(state, node));
        }
        if (isBefore(state, node, top)) {
            lefts.set(state, top, without(state, left(state, top), node));
        } else {
            rights.set(state, top, without(state, right(state, top), node));
        }
        return balanced(state, top);
    }

    /** Equal values are in the order of their nodes, so that each is found again. */
    private boolean isBefore(State state, int node, int other) {
        double value = values.get(state, node);
        double otherValue = values.get(state, other);
        return value < otherValue || value == otherValue && node < other;
    }

    /** The tree of two whose values do not overlap, and of which neither is too heavy for the other. */
    private int joined(State state, int left, int right) {
        if (left == 0 || right == 0) {
            return left + right;
        }
        int first = right;
        while (left(state, first) != 0) {
            first = left(state, first);
        }
        rights.set(state, first, withoutFirst(state, right));
        lefts.set(state, first, left);
        return balanced(state, first);
    }

    private int withoutFirst(State state, int top) {
        int left = left(state, top);
        if (left == 0) {
            return right(state, top);
        }
        lefts.set(state, top, withoutFirst(state, left));
        return balanced(state, top);
    }

    /** Brings a node up to date, one of whose sides has gained or lost a value; returns what takes its place. */
    private int balanced(State state, int top) {
        int left = left(state, top);
        int right = right(state, top);
        if (places(state, right) > HEAVIER_MAX * places(state, left)) {
            if (places(state, left(state, right)) >= INNER_MAX * places(state, right(state, right))) {
                rights.set(state, top, leftRaised(state, right));
            }
            return rightRaised(state, top);
        }
        if (places(state, left) > HEAVIER_MAX * places(state, right)) {
            if (places(state, right(state, left)) >= INNER_MAX * places(state, left(state, left))) {
                lefts.set(state, top, rightRaised(state, left));
            }
            return leftRaised(state, top);
        }
        return summed(state, top);
    }

    private int rightRaised(State state, int top) {
        int raised = right(state, top);
        rights.set(state, top, left(state, raised));
        lefts.set(state, raised, summed(state, top));
        return summed(state, raised);
    }

    private int leftRaised(State state, int top) {
        int raised = left(state, top);
        lefts.set(state, top, right(state, raised));
        rights.set(state, raised, summed(state, top));
        return summed(state, raised);
    }

    /** Makes the count and the sum of a node from those of its children. */
    private int summed(State state, int node) {
        int left = left(state, node);
        int right = right(state, node);
        counts.set(state, node, 1 + count(state, left) + count(state, right));
        sums.set(state, node, sumFrom(state, left, node) + sumFrom(state, right, node));
        return node;
    }

    private double sumFrom(State state, int child, int node) {
        return sum(state, child) + count(state, child) * (values.get(state, child) - values.get(state, node));
    }

    private double sum(State state, int node) {
        return sums.get(state, node);
    }

    private int left(State state, int node) {
        return (int) lefts.get(state, node);
    }

    private int right(State state, int node) {
        return (int) rights.get(state, node);
    }

    private int count(State state, int node) {
        return (int) counts.get(state, node);
    }

    /** Where a value could stand: one more than there are values. */
    private int places(State state, int node) {
        return count(state, node) + 1;
    }
}
