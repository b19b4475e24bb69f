// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.ring.EventRing;

/**
 * What the engine thread has journaled, on this thread or another.
 *
 * <p>Threading: the engine thread, which allocates and waits for nothing in it.
 */
interface EventLog {
    /** {@return whether a batch can be taken; as long as not, no event is} */
    boolean isReady();

    /** {@return whether a checkpoint may stand behind any event, and not only where the interval says} */
    boolean takesCheckpointsAnywhere();

    /**
     * Events are about to be run: a frame's worth, within one interval between checkpoints.
     *
     * @param ring holds them.
     * @param from slot of the first.
     * @param to slot of the last.
     */
    void append(EventRing ring, long from, long to);

    /**
     * An event has been run.
     *
     * @param sequence of the event.
     * @param digest of its outputs.
     */
    void outcome(long sequence, int digest);

    /** Manifests differ from here on. */
    void manifestChanged();

    /**
     * A checkpoint is due.
     *
     * @param sequence of the last event that was run.
     * @param processor as of it.
     * @param stateHash hash over its state.
     * @param nodeDigests a digest per node; copied.
     * @param closing whether the run ends cleanly here.
     */
    void checkpoint(long sequence, GraphProcessor processor, long stateHash, long[] nodeDigests, boolean closing);
}
