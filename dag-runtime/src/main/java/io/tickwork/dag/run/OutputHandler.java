// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.node.State;

/**
 * Takes what leaves the graph, in the order in which it leaves. Called on the thread that runs the graph.
 *
 * <p>Every call names the event by its journal sequence, the cycle by its place within the event, counted from 0, and
 * the time of the cycle in UTC epoch nanoseconds.
 */
public interface OutputHandler {
    /** Drops everything: for runs of which only the hashes matter. */
    OutputHandler NONE = new OutputHandler() {
        @Override
        public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {}

        @Override
        public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {}

        @Override
        public void onDoubles(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onLongs(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onSignal(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                int side,
                int reason,
                double strength,
                double referencePrice) {}

        @Override
        public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {}
    };

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param output the id of the published output.
     * @param value finite.
     */
    void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value);

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param output the id of the published output.
     * @param value the value; of a boolean 0 or 1.
     */
    void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value);

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param output the id of a published vector of doubles.
     * @param state holds its elements for the time of the call.
     * @param slot of the first.
     * @param length their number.
     */
    void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length);

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param output the id of a published vector of longs or booleans.
     * @param state holds its elements for the time of the call.
     * @param slot of the first.
     * @param length their number.
     */
    void onLongs(long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length);

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param output the id of the published output.
     * @param side the code of a {@link io.tickwork.dag.node.Side}.
     * @param reason the number of a declared reason.
     * @param strength finite.
     * @param referencePrice finite.
     */
    void onSignal(
            long sequence,
            int cycle,
            long cycleTimeNs,
            int symbol,
            int output,
            int side,
            int reason,
            double strength,
            double referencePrice);

    /**
     * @param sequence of the event.
     * @param cycle within the event.
     * @param cycleTimeNs of the cycle.
     * @param symbol its id; -1 of what groups put out.
     * @param node the place of a node that threw, and is quarantined from now on, in
     *     {@link io.tickwork.dag.graph.Graph#nodeIds()}.
     * @param cause what it threw.
     */
    void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause);
}
