// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.dag.graph.Graph;
import java.util.Set;

/** One of the two runs that are compared. Threading: one thread. */
interface DiffSide extends AutoCloseable {
    /** {@return the names of what it publishes, without symbols} */
    Set<String> outputNames();

    /** {@return the ids of its nodes, without symbols} */
    Set<String> nodeIds();

    /** {@return its graph; null when that is not known} */
    Graph graph();

    /** {@return what distinguishes its graph and node code, as in manifests} */
    String graphFingerprint();

    /** {@return the last event before the first whose outputs it can tell; known from the beginning} */
    long startSequence();

    /** {@return the last event whose outputs it can tell; {@link Long#MAX_VALUE} for that of the journal} */
    long endSequence();

    /** {@return whether it can tell the outputs of an event between these} */
    boolean has(long sequence);

    /** Sets what counts its outputs; once, before it is moved. */
    void tallies(Tallies tallies);

    /**
     * Moves to an event, forward.
     *
     * @param sequence of the event.
     * @return false when it ends before it.
     */
    boolean moveTo(long sequence);

    /** {@return what the event it is at put out; those of the last call} */
    EventOutputs outputs();

    @Override
    void close();
}
