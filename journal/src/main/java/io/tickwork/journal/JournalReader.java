// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_CLOSING_FLAG;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_ENGINE_TIME_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_FLAGS_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_OUTPUTS_HASH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_OUTPUT_COUNT_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_SEQUENCE_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_STATE_HASH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKSUM_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.ENTRY_HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.LENGTH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;
import static io.tickwork.journal.frame.FrameDescriptor.VERSION;
import static io.tickwork.journal.frame.FrameDescriptor.entryLength;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a journal from its beginning, frame by frame, and vouches for what it hands out: checksum, chain, lengths and
 * sequences of every frame are checked before the handler sees any of it, and at the end of every file that nothing is
 * missing there.
 *
 * <p>Nothing in the directory is changed. Nobody may be writing to the journal meanwhile.
 *
 * <p>Threading: one thread. Memory: the files are read into a buffer of 1 MiB, or the longest frame; the handler sees
 * that buffer. Nothing is allocated per event or outcome.
 */
public final class JournalReader implements AutoCloseable {
    private static final int FRAME_LENGTH_MIN = HEADER_LENGTH + CHECKSUM_LENGTH;

    private final Path directory;
    private final ExcerptReader excerpts;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final FrameDecoder decoder = new FrameDecoder();
    private final CRC32C crc = new CRC32C();

    private Manifest manifest;
    private long framesRead;
    private long nextSequence = NULL_SEQUENCE;
    private long nextOutcomeSequence = NULL_SEQUENCE;
    private int checksum = NO_PREVIOUS_CHECKSUM;

    private JournalReader(Path directory, ExcerptReader excerpts) {
        this.directory = directory;
        this.excerpts = excerpts;
    }

    /**
     * Opens a journal at its beginning.
     *
     * @param directory that holds it.
     * @return the reader.
     * @throws JournalException of kind INPUT when there is no journal or nothing in it, ENVIRONMENT when it may not be
     *     read, DAMAGED when the queue's own notes about it are destroyed.
     */
    public static JournalReader open(Path directory) {
        return new JournalReader(directory, JournalDirectory.openForReading(directory, MAX_FRAME_LENGTH));
    }

    /**
     * Reads the next frame.
     *
     * @param handler receives what it holds: outcomes of earlier events first, then the body.
     * @return false at the end of the journal, when nothing was read.
     * @throws JournalException of kind DAMAGED when the journal is not what was written, INPUT when a newer build wrote
     *     it, ENVIRONMENT when it cannot be read.
     */
    public boolean next(JournalHandler handler) {
        try {
            if (!excerpts.next()) {
                checkNotEmpty();
                return false;
            }
            checkFrame();
        } catch (Damage e) {
            throw JournalException.damaged(message(e.getMessage()), e);
        }
        accept();
        deliverOutcomes(handler);
        switch (decoder.type()) {
            case EVENTS -> deliverEvents(handler);
            case MANIFEST -> handler.onManifest(manifest);
            case CHECKPOINT -> handler.onCheckpoint(checkpoint());
        }
        return true;
    }

    /**
     * Reads every frame that is left.
     *
     * @param handler receives what they hold.
     * @return frames read by this call.
     * @throws JournalException as {@link #next} does.
     */
    public long readAll(JournalHandler handler) {
        final long before = framesRead;
        boolean more = true;
        while (more) {
            more = next(handler);
        }
        return framesRead - before;
    }

    /**
     * Frames read since the journal was opened.
     *
     * @return the count.
     */
    public long framesRead() {
        return framesRead;
    }

    /** Closes the file being read. Idempotent. */
    @Override
    public void close() {
        excerpts.close();
    }

    private void checkFrame() {
        final int length = excerpts.length();
        final ByteBuffer bytes = excerpts.window();
        final int offset = excerpts.offset();
        if (length < FRAME_LENGTH_MIN) {
            throw new Damage("an excerpt of " + length + " bytes is no frame");
        }
        final UnsafeBuffer frame = this.frame;
        frame.wrap(bytes, offset, length);
        final int frameLength = frame.getInt(LENGTH_OFFSET, LITTLE_ENDIAN);
        if (frameLength != length) {
            throw new Damage("a frame of " + frameLength + " bytes stands in an excerpt of " + length);
        }
        decoder.wrap(frame, length);
        checkChecksum(bytes, offset);
        if (decoder.version() != VERSION) {
            throw JournalException.input("The journal " + directory + " is written in format version "
                    + decoder.version() + ", and this build reads version " + VERSION
                    + ". Use the build that wrote it.");
        }
        if (decoder.previousChecksum() != checksum) {
            throw new Damage(
                    framesRead == 0
                            ? "the beginning of the journal is missing"
                            : "a frame does not follow the one before it");
        }
        final String defect = decoder.defect();
        if (defect != null) {
            throw new Damage(defect);
        }
        checkSequences();
        switch (decoder.type()) {
            case EVENTS -> checkEntries();
            case MANIFEST -> decodeManifest();
            case CHECKPOINT -> {}
        }
    }

    private void checkChecksum(ByteBuffer bytes, int offset) {
        final int limit = bytes.limit();
        crc.reset();
        crc.update(bytes.limit(offset + decoder.bodyEnd()).position(offset));
        bytes.limit(limit);
        if ((int) crc.getValue() != decoder.checksum()) {
            throw new Damage("the checksum of a frame does not match its bytes");
        }
    }

    private void checkSequences() {
        if (framesRead == 0 && decoder.type() != FrameType.MANIFEST) {
            throw new Damage("the first frame is no manifest");
        }
        final long firstSequence = decoder.firstSequence();
        final boolean firstEvents =
                nextSequence == NULL_SEQUENCE && decoder.type() == FrameType.EVENTS && firstSequence >= 0;
        if (firstSequence != nextSequence && !firstEvents) {
            throw new Damage("a frame begins at sequence " + firstSequence + " where " + nextSequence + " is due");
        }
        final int outcomeCount = decoder.outcomeCount();
        if (outcomeCount > 0
                && (decoder.firstOutcomeSequence() != nextOutcomeSequence
                        || nextOutcomeSequence + outcomeCount > nextSequence)) {
            throw new Damage(outcomeCount + " outcomes from sequence " + decoder.firstOutcomeSequence()
                    + " on stand where that of " + nextOutcomeSequence + " is due");
        }
    }

    private void checkEntries() {
        final int end = decoder.bodyEnd();
        int offset = decoder.bodyOffset();
        for (int i = decoder.entryCount(); i > 0; i--) {
            final int room = end - offset - ENTRY_HEADER_LENGTH;
            final int length = room < 0 ? -1 : decoder.eventLength(offset);
            if (length < 0 || length > room) {
                throw new Damage("an event of " + length + " bytes reaches beyond its frame");
            }
            offset += entryLength(length);
        }
        if (offset != end) {
            throw new Damage("the events of a frame end at byte " + offset + " of " + end);
        }
    }

    private void decodeManifest() {
        try {
            manifest = ManifestYaml.decode(decoder.text());
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new Damage("the manifest cannot be read: " + e.getMessage(), e);
        }
    }

    private void checkNotEmpty() {
        if (framesRead == 0) {
            throw new Damage("it holds no frame: its writer ended before the first, or its beginning is destroyed");
        }
    }

    /** Moves behind the frame before the handler sees it, so that a handler's exception does no harm here. */
    private void accept() {
        checksum = decoder.checksum();
        framesRead++;
        nextOutcomeSequence += decoder.outcomeCount();
        if (decoder.type() == FrameType.EVENTS) {
            if (nextSequence == NULL_SEQUENCE) {
                nextOutcomeSequence = decoder.firstSequence();
            }
            nextSequence = decoder.firstSequence() + decoder.entryCount();
        }
    }

    private void deliverOutcomes(JournalHandler handler) {
        final int count = decoder.outcomeCount();
        for (int i = 0; i < count; i++) {
            handler.onOutcome(decoder.firstOutcomeSequence() + i, decoder.outcome(i));
        }
    }

    private void deliverEvents(JournalHandler handler) {
        final FrameDecoder decoder = this.decoder;
        final int count = decoder.entryCount();
        final long firstSequence = decoder.firstSequence();
        int offset = decoder.bodyOffset();
        for (int i = 0; i < count; i++) {
            final int length = decoder.eventLength(offset);
            handler.onEvent(
                    firstSequence + i,
                    decoder.sourceId(offset),
                    decoder.sourceSequence(offset),
                    frame,
                    offset + ENTRY_HEADER_LENGTH,
                    length);
            offset += entryLength(length);
        }
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                decoder.checkpointField(CHECKPOINT_SEQUENCE_OFFSET),
                decoder.checkpointField(CHECKPOINT_ENGINE_TIME_OFFSET),
                decoder.checkpointField(CHECKPOINT_OUTPUT_COUNT_OFFSET),
                decoder.checkpointField(CHECKPOINT_OUTPUTS_HASH_OFFSET),
                decoder.checkpointField(CHECKPOINT_STATE_HASH_OFFSET),
                decoder.nodeDigests(),
                (decoder.checkpointField(CHECKPOINT_FLAGS_OFFSET) & CHECKPOINT_CLOSING_FLAG) != 0);
    }

    private String message(String what) {
        return "The journal " + directory + " is damaged " + excerpts.location() + ": " + what + ". "
                + (nextSequence == NULL_SEQUENCE
                        ? "No event before that is sound: set the journal aside and start a new one."
                        : "Events up to " + (nextSequence - 1)
                                + " are sound: set the journal aside and ask the sources again from there.");
    }
}
