// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

/**
 * A sink that outputs leave the machine by: it may be away for a while, and may tell what has arrived.
 *
 * <p>Threading: {@link #isIntakeOpen} belongs to the bridge thread and {@link #confirmedSequence} to any; everything
 * else to whoever owns the pipeline.
 */
public interface Outlet extends OutputSink {
    /**
     * Says which journal is about to be run.
     *
     * @param id of the journal, as text; null when there is none yet.
     * @param newestGeneration in it, 0 when there is none yet.
     */
    void journal(String id, long newestGeneration);

    /** {@return up to which event outputs have arrived, so that they need not be made again} */
    long confirmedSequence();

    /**
     * {@return up to which event outputs have arrived, whichever graph they are of; {@link Long#MAX_VALUE} where none
     * are known to be missing} To be called once the journal is known.
     */
    long arrivedSequence();

    /**
     * Says that the journal has been run and that what comes now is new.
     *
     * @param journalId of the journal, as text.
     * @param generation of what comes.
     * @param lastSequence of the last event in the journal, 0 for none.
     */
    void goLive(String journalId, long generation, long lastSequence);

    /** {@return whether events may be taken; else what they give might find no room} */
    boolean isIntakeOpen();

    /** Says that the engine is about to be closed: from some time after this, what finds no room is left behind. */
    void beginClose();
}
