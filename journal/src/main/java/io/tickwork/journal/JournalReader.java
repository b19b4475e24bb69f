// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a journal from its beginning, frame by frame, and vouches for what it hands out: checksum, chain, lengths and
 * sequences of every frame are checked before the handler sees any of it, and at the end that nothing is missing there.
 *
 * <p>Nothing in the directory is changed. Nobody may be writing to the journal meanwhile.
 *
 * <p>Threading: one thread. Memory: frames are copied into a buffer of the reader before they are checked, so what the
 * handler sees is what was checked; the buffer grows to the longest frame. Nothing is allocated per event or outcome.
 */
public final class JournalReader implements AutoCloseable {
    private static final int INITIAL_CAPACITY = 64 << 10;
    private static final int FRAME_LENGTH_MIN = FrameDescriptor.HEADER_LENGTH + FrameDescriptor.CHECKSUM_LENGTH;

    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final long lastIndex;
    private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final FrameDecoder decoder = new FrameDecoder();
    private final CRC32C crc = new CRC32C();

    private ByteBuffer frameBytes;
    private File file;
    private long fileLength;
    private long index = -1;
    private long framesRead;
    private long nextSequence = NULL_SEQUENCE;
    private long nextOutcomeSequence = NULL_SEQUENCE;
    private int checksum = FrameDescriptor.NO_PREVIOUS_CHECKSUM;

    private JournalReader(Path directory, SingleChronicleQueue queue) {
        this.directory = directory;
        this.queue = queue;
        growTo(INITIAL_CAPACITY);
        lastIndex = queue.lastIndex();
        tailer = queue.createTailer();
    }

    /**
     * Opens a journal at its beginning.
     *
     * @param directory that holds it.
     * @return the reader.
     * @throws JournalException of kind INPUT when there is no journal or nothing in it, ENVIRONMENT when it may not be
     *     read, DAMAGED when the queue's own files are.
     */
    public static JournalReader open(Path directory) {
        final SingleChronicleQueue queue = JournalDirectory.openReadOnly(directory);
        try {
            return new JournalReader(directory, queue);
        } catch (RuntimeException | AssertionError | InternalError e) {
            queue.close();
            throw JournalException.damaged(
                    "The queue in " + directory + " cannot find its own end: " + e
                            + ". Set the journal aside and restore it from a copy.",
                    e);
        }
    }

    /**
     * Reads the next frame.
     *
     * @param handler receives what it holds: outcomes of earlier events first, then the body.
     * @return false at the end of the journal, when nothing was read.
     * @throws JournalException of kind DAMAGED when the journal is not what was written, INPUT when a newer build wrote
     *     it.
     */
    public boolean next(JournalHandler handler) {
        final int length = copyNext();
        if (length == 0) {
            checkEnd();
            return false;
        }
        checkFrame(length);
        checksum = decoder.checksum();
        framesRead++;
        deliverOutcomes(handler);
        switch (decoder.type()) {
            case EVENTS -> deliverEvents(handler);
            case MANIFEST -> handler.onManifest(manifest());
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
        while (next(handler)) {}
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

    /** Releases files and mappings. Idempotent. */
    @Override
    public void close() {
        tailer.close();
        queue.close();
    }

    /**
     * Copies the next frame, if the queue has one, into our buffer.
     *
     * @return its length, or 0 at the end.
     */
    private int copyNext() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return 0;
            }
            index = document.index();
            final Bytes<?> bytes = document.wire().bytes();
            final long position = bytes.readPosition();
            final long length = bytes.readRemaining();
            // The queue believes any length it finds; ours must agree with it before a byte is touched.
            if (length < FRAME_LENGTH_MIN || length > FrameDescriptor.MAX_FRAME_LENGTH) {
                throw damaged("an excerpt of " + length + " bytes is no frame");
            }
            if (position + length > currentFileLength()) {
                throw damaged("an excerpt of " + length + " bytes reaches beyond the end of the file");
            }
            source.wrap(bytes.addressForRead(position), (int) length);
            final int frameLength = source.getInt(FrameDescriptor.LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
            if (frameLength != length) {
                throw damaged("a frame of " + frameLength + " bytes stands in an excerpt of " + length);
            }
            growTo(frameLength);
            frame.putBytes(0, source, 0, frameLength);
            return frameLength;
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException | AssertionError | InternalError e) {
            // What the queue throws over damaged files is not specified; a mapping cut short is an InternalError.
            throw JournalException.damaged(message("the queue failed with " + e), e);
        }
    }

    private long currentFileLength() {
        final File current = tailer.currentFile();
        if (current != file) {
            file = current;
            fileLength = current.length();
        }
        return fileLength;
    }

    private void growTo(int capacity) {
        if (frame.capacity() < capacity) {
            frameBytes = BufferUtil.allocateDirectAligned(
                    BitUtil.findNextPositivePowerOfTwo(capacity), FrameDescriptor.ALIGNMENT);
            frame.wrap(frameBytes);
        }
    }

    private void checkFrame(int length) {
        final FrameDecoder decoder = this.decoder.wrap(frame, length);
        crc.reset();
        crc.update(frameBytes.limit(decoder.bodyEnd()).position(0));
        if ((int) crc.getValue() != decoder.checksum()) {
            throw damaged("the checksum of a frame does not match its bytes");
        }
        if (decoder.version() != FrameDescriptor.VERSION) {
            throw JournalException.input("The journal " + directory + " is written in format version "
                    + decoder.version() + ", and this build reads version " + FrameDescriptor.VERSION
                    + ". Use the build that wrote it.");
        }
        if (decoder.previousChecksum() != checksum) {
            throw damaged(
                    framesRead == 0
                            ? "the beginning of the journal is missing"
                            : "a frame does not follow the one before it");
        }
        final String defect = decoder.defect();
        if (defect != null) {
            throw damaged(defect);
        }
        if (framesRead == 0 && decoder.type() != FrameType.MANIFEST) {
            throw damaged("the first frame is no manifest");
        }
        checkSequences();
        if (decoder.type() == FrameType.EVENTS) {
            checkEntries();
        }
    }

    private void checkSequences() {
        final long firstSequence = decoder.firstSequence();
        final boolean firstEvents =
                nextSequence == NULL_SEQUENCE && decoder.type() == FrameType.EVENTS && firstSequence >= 0;
        if (firstSequence != nextSequence && !firstEvents) {
            throw damaged("a frame begins at sequence " + firstSequence + " where " + nextSequence + " is due");
        }
        final int outcomeCount = decoder.outcomeCount();
        if (outcomeCount > 0
                && (decoder.firstOutcomeSequence() != nextOutcomeSequence
                        || nextOutcomeSequence + outcomeCount > nextSequence)) {
            throw damaged(outcomeCount + " outcomes from sequence " + decoder.firstOutcomeSequence()
                    + " on, where that of " + nextOutcomeSequence + " is due");
        }
    }

    /** Walks the entries of the frame; nothing is handed out before all of them are known to lie inside it. */
    private void checkEntries() {
        final int end = decoder.bodyEnd();
        long offset = decoder.bodyOffset();
        for (int i = decoder.entryCount(); i > 0; i--) {
            final int length =
                    offset + FrameDescriptor.ENTRY_HEADER_LENGTH <= end ? decoder.eventLength((int) offset) : -1;
            if (length < 0 || length > end - offset - FrameDescriptor.ENTRY_HEADER_LENGTH) {
                throw damaged("an event of " + length + " bytes reaches beyond its frame");
            }
            offset += FrameDescriptor.entryLength(length);
        }
        if (offset != end) {
            throw damaged("the events of a frame end at byte " + offset + " of " + end);
        }
    }

    private void deliverOutcomes(JournalHandler handler) {
        final int count = decoder.outcomeCount();
        final long firstSequence = nextOutcomeSequence;
        nextOutcomeSequence += count;
        for (int i = 0; i < count; i++) {
            handler.onOutcome(firstSequence + i, decoder.outcome(i));
        }
    }

    private void deliverEvents(JournalHandler handler) {
        final FrameDecoder decoder = this.decoder;
        final int count = decoder.entryCount();
        final long firstSequence = decoder.firstSequence();
        if (nextOutcomeSequence == NULL_SEQUENCE) {
            nextOutcomeSequence = firstSequence;
        }
        nextSequence = firstSequence + count;
        int offset = decoder.bodyOffset();
        for (int i = 0; i < count; i++) {
            final int length = decoder.eventLength(offset);
            handler.onEvent(
                    firstSequence + i,
                    decoder.sourceId(offset),
                    decoder.sourceSequence(offset),
                    frame,
                    offset + FrameDescriptor.ENTRY_HEADER_LENGTH,
                    length);
            offset += FrameDescriptor.entryLength(length);
        }
    }

    private Manifest manifest() {
        try {
            return ManifestYaml.decode(decoder.text());
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw JournalException.damaged(message("the manifest cannot be read: " + e.getMessage()), e);
        }
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                decoder.checkpointField(FrameDescriptor.CHECKPOINT_SEQUENCE_OFFSET),
                decoder.checkpointField(FrameDescriptor.CHECKPOINT_ENGINE_TIME_OFFSET),
                decoder.checkpointField(FrameDescriptor.CHECKPOINT_OUTPUT_COUNT_OFFSET),
                decoder.checkpointField(FrameDescriptor.CHECKPOINT_OUTPUTS_HASH_OFFSET),
                decoder.checkpointField(FrameDescriptor.CHECKPOINT_STATE_HASH_OFFSET),
                decoder.nodeDigests(),
                (decoder.checkpointField(FrameDescriptor.CHECKPOINT_FLAGS_OFFSET)
                                & FrameDescriptor.CHECKPOINT_CLOSING_FLAG)
                        != 0);
    }

    /**
     * The queue ends early, without a word, where a page is zeroed or a file is missing. So its own last index must be
     * the one reached, and no file beyond it may hold anything.
     */
    private void checkEnd() {
        if (index != lastIndex) {
            throw damaged("the queue ends here, but its last index is " + Long.toHexString(lastIndex));
        }
        if (framesRead == 0) {
            throw damaged("no frame can be read: its writer ended before the first, or the beginning is destroyed");
        }
        final String reached = tailer.currentFile().getName();
        for (Path later : JournalDirectory.files(directory)) {
            if (later.getFileName().toString().compareTo(reached) > 0 && JournalDirectory.holdsExcerpt(later)) {
                throw damaged("the queue ends here, but " + later.getFileName() + " holds more");
            }
        }
    }

    private JournalException damaged(String what) {
        return JournalException.damaged(message(what), null);
    }

    private String message(String what) {
        final String where = index < 0 ? "at its beginning" : "at index " + Long.toHexString(index);
        final String sound = nextSequence == NULL_SEQUENCE
                ? "No event before that is sound; set the journal aside and start a new one."
                : "Events up to " + (nextSequence - 1)
                        + " are sound; set the journal aside and ask the sources again from there.";
        return "The journal " + directory + " is damaged " + where + (file == null ? "" : " in " + file.getName())
                + ": " + what + ". " + sound;
    }
}
