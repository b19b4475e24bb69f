// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.LongArray;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * The last {@code length} values in the order of their size: the <i>k</i>-th smallest, and how many lie below a value.
 *
 * <p>Each place of the window's ring is a node of a search tree that is ordered by value, equal values by their place,
 * and knows the sizes of its subtrees. The tree is a treap: every place has a fixed priority, a hash of its number, and
 * no node has a lower one than its children. That alone decides the shape, which is that of a search tree filled in
 * random order, as long as the values do not follow the hash. So every operation goes down some 1.4 times the binary
 * logarithm of the length, and two or three times that at worst. Nodes are never moved, only linked anew, on the way
 * down; there is no way back up and no stack.
 *
 * @param window the values.
 * @param nodes for each place of the ring its node: size of its subtree, left child and right child, 21 bits each.
 * @param root the root.
 */
public record RollingOrder(DoubleWindow window, LongArray nodes, LongVar root) {
    /** Bits of a link, which is the number of a place plus 1, and of a size. */
    private static final int BITS = 21;

    private static final long MASK = (1L << BITS) - 1;
    private static final int LEFT_SHIFT = BITS;
    private static final int SIZE_SHIFT = 2 * BITS;

    /** No node. */
    private static final int NONE = 0;

    /**
     * Declares the state.
     *
     * @param wiring of the node.
     * @param name unique in the node.
     * @param length how many values, from 1 to 1,000,000.
     * @return the order of no values yet.
     */
    public static RollingOrder of(Wiring wiring, String name, int length) {
        return new RollingOrder(
                wiring.window(name, length), wiring.longArray(name + ".nodes", length), wiring.longVar(name + ".root"));
    }

    /**
     * Adds a value; the oldest leaves if the window was full.
     *
     * @param state the state of the running instance.
     * @param value what to add.
     * @return whether the window is full.
     */
    public boolean update(State state, double value) {
        int node = (int) state.getLong(window.cursorSlot()) + 1;
        if (window.isFull(state)) {
            remove(state, node);
        }
        window.push(state, value);
        insert(state, node, value);
        return window.isFull(state);
    }

    /** Goes down to the first node of lower priority, takes its place, and divides what is below among its children. */
    private void insert(State state, int node, double value) {
        int priority = priority(node);
        int parent = NONE;
        boolean onLeft = false;
        int at = (int) root.get(state);
        while (at != NONE && priority(at) >= priority) {
            resize(state, at, 1);
            parent = at;
            onLeft = isBefore(state, value, node, at);
            at = child(state, at, onLeft);
        }
        nodes.set(state, node - 1, (long) (size(state, at) + 1) << SIZE_SHIFT);
        link(state, parent, onLeft, node);
        split(state, at, node, value);
    }

    /**
     * Divides a subtree into what comes before a node, which goes to its left, and the rest, which goes to its right.
     */
    private void split(State state, int subtree, int node, double value) {
        int before = countBefore(state, subtree, node, value);
        int leftEnd = node;
        int rightEnd = node;
        int at = subtree;
        while (at != NONE) {
            int size = size(state, at);
            if (isBefore(state, value, node, at)) {
                // It and all on its right come after the node; of what is on its left that is still to be seen.
                setSize(state, at, size - before);
                link(state, rightEnd, rightEnd != node, at);
                rightEnd = at;
                at = child(state, at, true);
            } else {
                int passed = size(state, child(state, at, true)) + 1;
                setSize(state, at, before);
                before -= passed;
                link(state, leftEnd, leftEnd == node, at);
                leftEnd = at;
                at = child(state, at, false);
            }
        }
        link(state, leftEnd, leftEnd == node, NONE);
        link(state, rightEnd, rightEnd != node, NONE);
    }

    /** How many nodes of a subtree come before a node. */
    private int countBefore(State state, int subtree, int node, double value) {
        int count = 0;
        int at = subtree;
        while (at != NONE) {
            boolean onLeft = isBefore(state, value, node, at);
            int left = child(state, at, true);
            if (onLeft) {
                at = left;
            } else {
                count += size(state, left) + 1;
                at = child(state, at, false);
            }
        }
        return count;
    }

    /** Takes out a node, in whose place its two subtrees are joined. */
    private void remove(State state, int node) {
        double value = value(state, node);
        int parent = NONE;
        boolean onLeft = false;
        int at = (int) root.get(state);
        while (at != node) {
            resize(state, at, -1);
            parent = at;
            onLeft = isBefore(state, value, node, at);
            at = child(state, at, onLeft);
        }
        int left = child(state, node, true);
        int right = child(state, node, false);
        while (left != NONE && right != NONE) {
            if (priority(left) >= priority(right)) {
                resize(state, left, size(state, right));
                link(state, parent, onLeft, left);
                parent = left;
                onLeft = false;
                left = child(state, left, false);
            } else {
                resize(state, right, size(state, left));
                link(state, parent, onLeft, right);
                parent = right;
                onLeft = true;
                right = child(state, right, true);
            }
        }
        link(state, parent, onLeft, left == NONE ? right : left);
    }

    /** {@return whether a value at a place comes before the node at another} */
    private boolean isBefore(State state, double value, int node, int other) {
        double there = value(state, other);
        return value < there || value == there && node < other;
    }

    /** The last step of MurmurHash3, a bijection. */
    private static int priority(int node) {
        int hash = node;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private double value(State state, int node) {
        return state.getDouble(window.base() + node - 1);
    }

    private int child(State state, int node, boolean onLeft) {
        return (int) (nodes.get(state, node - 1) >>> (onLeft ? LEFT_SHIFT : 0) & MASK);
    }

    private int size(State state, int node) {
        return node == NONE ? 0 : (int) (nodes.get(state, node - 1) >>> SIZE_SHIFT);
    }

    private void resize(State state, int node, int change) {
        nodes.set(state, node - 1, nodes.get(state, node - 1) + ((long) change << SIZE_SHIFT));
    }

    private void setSize(State state, int node, int size) {
        long links = nodes.get(state, node - 1) & (1L << SIZE_SHIFT) - 1;
        nodes.set(state, node - 1, links | (long) size << SIZE_SHIFT);
    }

    private void link(State state, int parent, boolean onLeft, int child) {
        if (parent == NONE) {
            root.set(state, child);
        } else {
            int shift = onLeft ? LEFT_SHIFT : 0;
            nodes.set(state, parent - 1, nodes.get(state, parent - 1) & ~(MASK << shift) | (long) child << shift);
        }
    }

    /**
     * {@return whether the window is full}
     *
     * @param state the state of the running instance.
     */
    public boolean isReady(State state) {
        return window.isFull(state);
    }

    /** {@return how many values the window holds when it is full} */
    public int length() {
        return window.capacity();
    }

    /**
     * {@return the value that has a number of others before it in the order}
     *
     * @param state the state of the running instance.
     * @param rank 0 for the smallest, up to one less than the number of values.
     */
    public double get(State state, int rank) {
        int left = rank;
        int at = (int) root.get(state);
        while (true) {
            int smaller = child(state, at, true);
            int count = size(state, smaller);
            if (left == count) {
                return value(state, at);
            }
            if (left < count) {
                at = smaller;
            } else {
                left -= count + 1;
                at = child(state, at, false);
            }
        }
    }

    /**
     * {@return the value at a fraction of the way from the smallest to the greatest, between two of them by linear
     * interpolation}
     *
     * @param state the state of the running instance; the window must be full.
     * @param fraction from 0 to 1.
     */
    public double quantile(State state, double fraction) {
        double place = fraction * (window.capacity() - 1);
        int rank = (int) place;
        double part = place - rank;
        double below = get(state, rank);
        return part == 0.0 ? below : below + part * (get(state, rank + 1) - below);
    }

    /**
     * {@return how many values are smaller than one}
     *
     * @param state the state of the running instance.
     * @param value any value.
     */
    public int countBelow(State state, double value) {
        return countBefore(state, (int) root.get(state), NONE, value);
    }

    /**
     * {@return how many values are not greater than one}
     *
     * @param state the state of the running instance.
     * @param value any value.
     */
    public int countUpTo(State state, double value) {
        return countBefore(state, (int) root.get(state), Integer.MAX_VALUE, value);
    }
}
