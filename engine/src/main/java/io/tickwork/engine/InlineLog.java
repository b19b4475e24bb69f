// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.journal.JournalWriter;
import io.tickwork.ring.EventRing;
import org.agrona.MutableDirectBuffer;

/** Journals on the engine thread: a batch is in the journal before it is run. */
final class InlineLog implements EventLog {
    private final JournalWriter writer;
    private final LiveSnapshots snapshots;
    private final long firstSequence;

    /**
     * @param writer explained.
     * @param snapshots that are taken at checkpoints.
     * @param firstSequence of the event in the ring's first slot.
     */
    InlineLog(JournalWriter writer, LiveSnapshots snapshots, long firstSequence) {
        this.writer = writer;
        this.snapshots = snapshots;
        this.firstSequence = firstSequence;
    }

    @Override
    public boolean isReady() {
        return writer.hasRoom();
    }

    @Override
    public boolean takesCheckpointsAnywhere() {
        return true;
    }

    @Override
    public void append(EventRing ring, long from, long to) {
        append(writer, ring, from, to, firstSequence);
    }

    /** Appends the events of slots as one frame. */
    static void append(JournalWriter writer, EventRing ring, long from, long to, long firstSequence) {
        MutableDirectBuffer buffer = ring.buffer();
        writer.begin(from + firstSequence);
        for (long slot = from; slot <= to; slot++) {
            writer.entry(
                    ring.sourceId(slot),
                    ring.sourceSequence(slot),
                    buffer,
                    ring.payloadOffset(slot),
                    ring.payloadLength(slot));
        }
        writer.commit();
    }

    @Override
    public void outcome(long sequence, int digest) {
        writer.outcome(digest);
    }

    @Override
    public void manifestChanged() {
        writer.manifestChanged();
    }

    @Override
    public void checkpoint(
            long sequence, GraphProcessor processor, long stateHash, long[] nodeDigests, boolean closing) {
        writer.checkpoint(
                sequence,
                processor.engineTimeNs(),
                processor.outputCount(),
                processor.outputsHash(),
                stateHash,
                nodeDigests,
                processor.nodeDigestCount(),
                closing);
        snapshots.onCheckpointJournaled(sequence, writer);
    }
}
