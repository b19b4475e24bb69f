// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.node.State;

/**
 * Runs a graph, one cycle per call. Before a call, {@link State#beginCycle} was called and the fields of the sources
 * that trigger the cycle were written and made valid.
 *
 * <p>Each node that a triggering source reaches runs at most once, after everything it reads: if one of its triggering
 * inputs was produced in this cycle, all its required inputs are valid, and it is not quarantined.
 *
 * <p>Threading: the engine thread. One plan serves all symbols, each with a state of its own.
 */
public interface Plan {
    /**
     * Runs the cycle of a trade.
     *
     * @param state of the symbol.
     * @param outputs takes what the cycle puts out.
     */
    void trade(State state, CycleOutputs outputs);

    /**
     * Runs the cycle of a quote.
     *
     * @param state of the symbol.
     * @param outputs takes what the cycle puts out.
     */
    void quote(State state, CycleOutputs outputs);

    /**
     * Runs the cycle of a boundary.
     *
     * @param state of the symbol.
     * @param closed the masks of the candle sources whose bars closed, joined with {@code |}.
     * @param outputs takes what the cycle puts out.
     */
    void boundary(State state, long closed, CycleOutputs outputs);
}
