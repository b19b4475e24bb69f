// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.node.State;

/**
 * Runs a subgraph, one cycle per call. Before a call, {@link State#beginCycle} was called, and the fields of the
 * sources that trigger the cycle were written, made valid and marked as produced.
 *
 * <p>Each node that a triggering source reaches runs at most once, after everything it reads: if one of its triggering
 * inputs was produced in this cycle, all its required inputs are valid, and it is not quarantined.
 *
 * <p>Threading: the engine thread. One plan serves all symbols of a subgraph, each with a state of its own.
 */
public interface Plan {
    /**
     * Runs the cycle of a trade.
     *
     * @param state of the symbol.
     * @param fired the masks of the sources that were produced, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void trade(State state, long fired, CycleOutputs outputs);

    /**
     * Runs the cycle of a quote.
     *
     * @param state of the symbol.
     * @param fired the masks of the sources that were produced, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void quote(State state, long fired, CycleOutputs outputs);

    /**
     * Runs the cycle of a book.
     *
     * @param state of the symbol.
     * @param fired the masks of the sources that were produced, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void depth(State state, long fired, CycleOutputs outputs);

    /**
     * Runs the cycle of a boundary, or of a bar from outside.
     *
     * @param state of the symbol.
     * @param fired the masks of the sources that were produced, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void boundary(State state, long fired, CycleOutputs outputs);

    /**
     * Runs the groups in a cycle of symbols.
     *
     * @param state of the groups.
     * @param fired the masks of the sources that were produced, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void group(State state, long fired, CycleOutputs outputs);
}
