// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * One step of the graph: reads inputs and its own state, writes outputs.
 *
 * <p>A node is an immutable value (best a record) of parameters and handles; all that changes lives in the
 * {@link State} it is given, so one node object serves every symbol. A node that has not run finds its state all zeros,
 * or as {@link #start} leaves it.
 *
 * <p>A node must not look at a clock, a source of randomness, threads, files or static mutable state: the inputs and
 * {@link State#cycleTimeNs()} are all it may see, which is what makes a replay equal to the live run. Functions such as
 * the exponential go through {@link StrictMath}.
 *
 * <p>An exception thrown by a node quarantines it; see {@link State#isQuarantined(int)}.
 */
public interface Node {
    /** Returned when no output changed: each keeps its value and nothing downstream is triggered. */
    long UNCHANGED = 0L;

    /**
     * Prepares the state of an instance before its first run and again after each reset, when all variables and outputs
     * of the node are zero and no output is valid. For what must not begin at zero.
     *
     * @param state the flat state of the symbol, or of the group, the node runs for.
     */
    default void start(State state) {}

    /**
     * Runs once in a cycle in which at least one triggering input was produced and all inputs that are not optional are
     * valid.
     *
     * @param state the flat state of the symbol, or of the group, the node runs for.
     * @return what happened to the outputs: {@link #UNCHANGED}, or what the output handles returned, joined with
     *     {@code |}.
     */
    long compute(State state);
}
