// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineStatusDecoder;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SegmentFiles;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads recorded outputs to their end, to go on with them. */
final class RecordedEnd implements JournalHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordedEnd.class);

    private final Path directory;
    private JournalEnd end = JournalEnd.EMPTY;
    private long newestSegment;
    private long confirmedSequence;
    private Manifest manifest;

    private RecordedEnd(Path directory) {
        this.directory = directory;
    }

    static RecordedEnd of(Path directory, boolean isRecovering) {
        RecordedEnd found = new RecordedEnd(directory);
        if (!Journal.exists(directory)) {
            return found;
        }
        List<SegmentFiles> segments = SegmentFiles.list(directory);
        found.newestSegment = segments.get(segments.size() - 1).number();
        try (JournalReader reader = JournalReader.open(directory)) {
            found.read(reader, isRecovering);
        }
        return found;
    }

    private void read(JournalReader reader, boolean isRecovering) {
        if (reader.manifest() != null) {
            onManifest(reader.manifest());
        }
        try {
            reader.readAll(this);
        } catch (JournalException e) {
            if (e.kind() != JournalException.Kind.DAMAGED || !isRecovering) {
                throw e;
            }
            LOGGER.warn("{} Recording goes on behind that; no file is changed.", e.getMessage());
        }
        JournalEnd reached = reader.end();
        // There are no outcomes, and none to be made up for.
        end = new JournalEnd(
                reached.journalId(),
                reached.segment(),
                reached.checksum(),
                reached.nextSequence(),
                reached.nextSequence(),
                reached.generation());
    }

    @Override
    public void onManifest(Manifest found) {
        RecordSettings.require(directory, found);
        if (manifest == null || manifest.generation() != found.generation()) {
            // What an earlier run recorded from here on does not count.
            confirmedSequence = RecordSettings.firstSequence(found) - 1;
        }
        manifest = found;
    }

    @Override
    public void onEvent(long entry, int sourceId, long sequence, DirectBuffer buffer, int offset, int length) {
        boolean isEnd = InboundEvents.templateId(buffer, offset) == EngineStatusDecoder.TEMPLATE_ID;
        confirmedSequence = Math.max(confirmedSequence, isEnd ? sequence : sequence - 1);
    }

    /** Refuses to go on with outputs of another journal. */
    void requireOf(Path events, JournalHead head) {
        String expected = manifest == null ? null : manifest.settings().get(RecordSettings.JOURNAL);
        if (expected != null
                && (head == null || !expected.equals(head.journalId().toString()))) {
            throw JournalException.input("The outputs in " + directory + " are those of the journal " + expected
                    + ", and the journal " + events + " is "
                    + (head == null ? "not there yet" : head.journalId().toString())
                    + ". Record into another directory.");
        }
    }

    /** Whether nothing has been recorded. */
    boolean isEmpty() {
        return manifest == null;
    }

    JournalEnd end() {
        return end;
    }

    long newestSegment() {
        return newestSegment;
    }

    long confirmedSequence() {
        return confirmedSequence;
    }

    Manifest manifest() {
        return manifest;
    }
}
