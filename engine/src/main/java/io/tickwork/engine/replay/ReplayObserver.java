// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.run.GraphProcessor;
import org.agrona.DirectBuffer;

/** Looks at the events that a {@link Replay} runs, each before it is run. Changes nothing. */
public interface ReplayObserver {
    /** Takes no notice. */
    ReplayObserver NONE = (sequence, buffer, offset, length) -> {};

    /**
     * The first event of the range is about to be run.
     *
     * @param graph that is run.
     * @param processor that is going to run it.
     */
    default void onBegin(Graph graph, GraphProcessor processor) {}

    /**
     * An event of the range is about to be run.
     *
     * @param sequence of it.
     * @param buffer holds its SBE message, until this returns.
     * @param offset where the message begins.
     * @param length of the message, in bytes.
     */
    void onEvent(long sequence, DirectBuffer buffer, int offset, int length);
}
