// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** A copy of a journal that is sound and says that an event gave something else. */
final class JournalForgery implements JournalHandler {
    private final Journal journal;
    private final JournalWriter writer;
    private final long changed;

    private JournalForgery(Journal journal, long changed) {
        this.journal = journal;
        this.changed = changed;
        writer = journal.append(new JournalContext(), JournalEnd.EMPTY, new SourcePositions());
    }

    static void changeOutcome(Path from, Path to, long sequence) {
        try (JournalReader reader = JournalReader.open(from);
                Journal journal = Journal.own(to)) {
            reader.readAll(new JournalForgery(journal, sequence));
        }
    }

    @Override
    public void onManifest(Manifest manifest) {
        journal.keeper().manifests(() -> manifest);
        writer.manifest(manifest);
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        journal.keeper().doWork();
        writer.begin(sequence);
        writer.entry(sourceId, sourceSequence, buffer, offset, length);
        writer.commit();
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        writer.outcome(sequence == changed ? ~digest : digest);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        writer.checkpoint(
                checkpoint.sequence(),
                checkpoint.engineTimeNs(),
                checkpoint.outputCount(),
                checkpoint.outputsHash(),
                checkpoint.stateHash(),
                checkpoint.nodeDigests(),
                checkpoint.nodeDigests().length,
                checkpoint.closing());
    }
}
