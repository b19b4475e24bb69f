// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_CLOSING_FLAG;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_ENGINE_TIME_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_FLAGS_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_OUTPUTS_HASH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_OUTPUT_COUNT_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_SEQUENCE_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.CHECKPOINT_STATE_HASH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.ENTRY_HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_HIGH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_LOW_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_NUMBER_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.VERSION;
import static io.tickwork.journal.frame.FrameDescriptor.entryLength;

import io.tickwork.journal.frame.FrameChain;
import io.tickwork.journal.frame.FrameChecks;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a journal frame by frame, and vouches for what it hands out: checksum, chain, lengths and sequences of every
 * frame are checked before the handler sees any of it, and at the end of every segment that nothing is missing there.
 *
 * <p>A segment counts as far as the one behind it goes on from it: what stands further on was given up, and is passed
 * over.
 *
 * <p>Nothing in the directory is changed. Where a journal is being written to, the end is what has been appended so
 * far; {@link #next} may be called again then.
 *
 * <p>Threading: one thread. Memory: the files are read into a buffer of 256 KiB, or the longest frame; the handler sees
 * that buffer. Nothing is allocated per event or outcome.
 */
public final class JournalReader implements AutoCloseable {
    private final Path directory;
    private final FrameChecks checks = new FrameChecks();
    private final FrameDecoder decoder = checks.frame();
    private final FrameChain frames = new FrameChain();

    private SegmentReader excerpts;
    private long segmentNumber;
    private long frameSegmentNumber;
    private boolean isTrimmed;
    private boolean isInSegment;

    /** Those from the one at hand on. */
    private List<SegmentChain.Head> chain;

    private SegmentChain.Head continuation;

    private UUID journalId;
    private Manifest manifest;
    private long framesRead;
    private int segmentPlace;

    private JournalReader(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a journal at its beginning, or at that of its oldest segment where older ones have been removed.
     *
     * @param directory that holds it.
     * @return the reader.
     * @throws JournalException of kind INPUT when there is no journal, ENVIRONMENT when it may not be read, DAMAGED
     *     when its first segment is.
     */
    public static JournalReader open(Path directory) {
        final JournalReader reader = new JournalReader(directory);
        reader.chain = segments(directory);
        reader.journalId = SegmentChain.journalId(reader.chain);
        final SegmentFiles first = reader.chain.get(0).files();
        reader.isTrimmed = reader.chain.get(0).follows() != 0;
        reader.segmentNumber = first.number();
        reader.guard(() -> reader.enter(first));
        return reader;
    }

    /**
     * Opens a journal at a place between two frames.
     *
     * <p>A place that the journal does not have, or has given up since, is refused. It has a place where the bytes
     * before it are the checksum that was noted, and what stands behind it, a frame or another segment, goes on from
     * that checksum and with the sequence that was noted. At the journal's end, where nothing stands behind it, the
     * bytes before it have to do; so have they where what stands behind it is damaged, which {@link #next} will tell.
     * Where the segment has been removed, the next one has to go on from the place.
     *
     * @param directory that holds it.
     * @param position where a frame ended, as {@link #position()} or {@link JournalWriter#position()} told.
     * @return the reader.
     * @throws JournalException as {@link #open(Path)} does; of kind INPUT also when the journal has no such place.
     */
    public static JournalReader open(Path directory, JournalPosition position) {
        final JournalReader reader = new JournalReader(directory);
        reader.chain = segments(directory);
        reader.journalId = SegmentChain.journalId(reader.chain);
        final SegmentFiles segment = reader.chain.stream()
                .map(SegmentChain.Head::files)
                .filter(each -> each.number() == position.segment())
                .findFirst()
                .orElse(null);
        reader.segmentNumber = position.segment();
        reader.guard(() -> {
            if (segment == null) {
                reader.enterBehind(position);
            } else {
                reader.enterAt(segment, position);
            }
        });
        return reader;
    }

    /**
     * Reads what the newest segment begins with.
     *
     * @param directory that holds the journal.
     * @return the head; that of the segment before where it is not sound, and null when none is.
     * @throws JournalException as {@link #open(Path)} does, but for damage.
     */
    public static JournalHead newestHead(Path directory) {
        final List<SegmentChain.Head> chain = segments(directory);
        for (int i = chain.size() - 1; i >= 0; i--) {
            try (JournalReader reader = new JournalReader(directory)) {
                reader.chain = chain;
                reader.journalId = SegmentChain.journalId(chain);
                reader.enter(chain.get(i).files());
                reader.findManifest(Long.MAX_VALUE);
                if (reader.manifest != null) {
                    return new JournalHead(reader.journalId, reader.segmentNumber, reader.manifest);
                }
            } catch (Damage e) {
                continue; // the one before it may be sound
            }
        }
        return null;
    }

    /**
     * Finds out how far a journal goes. Reads its newest segment.
     *
     * @param directory that holds it.
     * @return the sequence of its last event, {@link Long#MIN_VALUE} when it has none.
     * @throws JournalException as {@link #open(Path)} and {@link #next} do, of that segment.
     */
    public static long lastSequence(Path directory) {
        try (JournalReader reader = new JournalReader(directory)) {
            reader.chain = segments(directory);
            reader.journalId = SegmentChain.journalId(reader.chain);
            final SegmentChain.Head newest = reader.chain.get(reader.chain.size() - 1);
            reader.isTrimmed = newest.follows() != 0; // as if those before it had been removed
            reader.segmentNumber = newest.files().number();
            reader.guard(() -> reader.enter(newest.files()));
            reader.readAll(new JournalHandler() {});
            return reader.nextSequence() == NULL_SEQUENCE ? NULL_SEQUENCE : reader.nextSequence() - 1;
        }
    }

    private static List<SegmentChain.Head> segments(Path directory) {
        if (!Files.exists(directory)) {
            throw JournalException.input(
                    "There is no journal at " + directory + ": no such directory. Check the path.");
        }
        if (!Files.isDirectory(directory)) {
            throw JournalException.input(
                    directory + " is a file, and a journal is a directory. Give the directory that holds the journal.");
        }
        final List<SegmentChain.Head> segments = SegmentChain.of(directory, 0);
        if (segments.isEmpty()) {
            throw JournalException.input(
                    "There is no journal in " + directory + ": it holds no segment. Check the path.");
        }
        return segments;
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
            if (!nextFrame()) {
                return false;
            }
            checkFrame();
        } catch (Damage e) {
            throw damaged(e);
        }
        accept();
        deliverOutcomes(handler);
        switch (decoder.type()) {
            case EVENTS -> deliverEvents(handler);
            case MANIFEST -> handler.onManifest(manifest);
            case CHECKPOINT -> handler.onCheckpoint(checkpoint());
            case SOURCES -> deliverSources(handler);
            case SEGMENT -> throw new AssertionError();
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
     * Whether the journal was opened at its oldest segment, and there were older ones that have been removed.
     *
     * @return true when its first event is not in it.
     */
    public boolean isTrimmed() {
        return isTrimmed;
    }

    /**
     * Frames read since the journal was opened.
     *
     * @return the count.
     */
    public long framesRead() {
        return framesRead;
    }

    /**
     * The sequence that the next event will have.
     *
     * @return the sequence, {@link Long#MIN_VALUE} before the first event.
     */
    public long nextSequence() {
        return frames.nextSequence();
    }

    /**
     * The place behind the last frame read.
     *
     * @return where reading can begin again.
     */
    public JournalPosition position() {
        return new JournalPosition(
                excerpts.segment().number(),
                excerpts.end(),
                frames.checksum(),
                frames.nextSequence(),
                frames.nextOutcomeSequence());
    }

    /**
     * What was read up to here, for a writer that goes on from here.
     *
     * @return the end.
     */
    public JournalEnd end() {
        return new JournalEnd(
                journalId,
                frameSegmentNumber,
                frames.checksum(),
                frames.nextSequence(),
                frames.nextOutcomeSequence(),
                manifest == null ? 0 : manifest.generation());
    }

    /**
     * The explanation that holds for the last frame read.
     *
     * @return the manifest; null before the first.
     */
    public Manifest manifest() {
        return manifest;
    }

    /** Closes the file being read. Idempotent. */
    @Override
    public void close() {
        if (excerpts != null) {
            excerpts.close();
        }
    }

    private void guard(Runnable opening) {
        try {
            opening.run();
        } catch (Damage e) {
            close();
            throw damaged(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Opens a segment and reads the frame that says which it is. */
    private void enter(SegmentFiles segment) {
        isInSegment = false;
        segmentNumber = segment.number();
        final SegmentReader opened = open(segment, excerpts == null ? null : excerpts.window());
        close();
        excerpts = opened;
        if (!opened.next()) {
            throw new Damage("it does not say which segment it is");
        }
        checkIdentity(segment, journalId);
        journalId = journalId();
        segmentPlace = FrameDescriptor.segmentPlace(journalId, segmentNumber);
        isInSegment = true;
        lookAhead();
    }

    private void goOn() {
        if (continuation.follows() != segmentNumber) {
            throw new Damage("segment " + continuation.follows() + " is missing, and "
                    + continuation.files().name() + " goes on from it");
        }
        enter(continuation.files());
    }

    private void enterAt(SegmentFiles segment, JournalPosition position) {
        enter(segment);
        if (!excerpts.isChecksumBefore(position.offset(), position.checksum())) {
            throw JournalException.input("The journal " + directory + " has no frame that ends at byte "
                    + position.offset() + " of " + segment.name() + " with the checksum that was noted.");
        }
        findManifest(position.offset());
        excerpts.seek(position.offset());
        begin(position);
        lookAhead();
        if (!isGoneOnFrom(position)) {
            throw JournalException.input("The journal " + directory + " does not go on from byte " + position.offset()
                    + " of " + segment.name() + " with event " + position.nextSequence()
                    + ": what was noted there has been given up.");
        }
        excerpts.seek(position.offset());
    }

    /** The segment is not there; if it ended at the place, it is not needed. */
    private void enterBehind(JournalPosition position) {
        lookAhead();
        if (!isContinuedFrom(position.checksum(), position.nextSequence())) {
            throw JournalException.input("The journal " + directory + " has no segment " + position.segment()
                    + ", and none that goes on where that was left.");
        }
        enter(continuation.files());
        begin(position);
    }

    private void begin(JournalPosition position) {
        frameSegmentNumber = position.segment();
        frames.begin(position.checksum(), position.nextSequence(), position.nextOutcomeSequence());
    }

    /** Whether the segment at hand is left behind a frame with this checksum. */
    private boolean isContinuedFrom(int checksum, long nextSequence) {
        return isContinued()
                && continuation.previousChecksum() == checksum
                && continuation.firstSequence() == nextSequence;
    }

    /**
     * Looks at what stands behind a place: the next frame, and where that alone does not tell whether the segment is
     * left before or behind the place, those up to the next event.
     */
    private boolean isGoneOnFrom(JournalPosition position) {
        int before = position.checksum();
        while (!isContinuedFrom(before, position.nextSequence())) {
            if (isContinued() && position.nextSequence() > continuation.firstSequence()) {
                return false;
            }
            try {
                if (!excerpts.next()) {
                    return !isContinued();
                }
            } catch (Damage e) {
                return true; // which is said when it is read
            }
            if (!isNextSound()) {
                return true;
            }
            final boolean isEvents = decoder.type() == FrameType.EVENTS;
            if (decoder.previousChecksum() != before
                    || decoder.firstSequence() != position.nextSequence()
                            && (position.nextSequence() != NULL_SEQUENCE || !isEvents)) {
                return false;
            }
            if (!isContinued() || position.nextSequence() < continuation.firstSequence()) {
                return true;
            }
            if (isEvents) {
                return false;
            }
            before = decoder.checksum();
        }
        return true;
    }

    private boolean isNextSound() {
        final int place = FrameDescriptor.place(segmentPlace, excerpts.position());
        return checks.wrap(excerpts.window(), excerpts.offset(), excerpts.length(), place) == null
                && checks.content() == null;
    }

    /** The manifest that a segment begins with explains what follows in it, unless another stands in between. */
    private void findManifest(long upTo) {
        if (excerpts.next() && excerpts.end() <= upTo) {
            wrapFrame(FrameDescriptor.place(segmentPlace, excerpts.position()));
            if (decoder.type() == FrameType.MANIFEST) {
                decodeManifest();
                frames.generation(manifest.generation());
            }
        }
    }

    private static SegmentReader open(SegmentFiles segment, ByteBuffer window) {
        return new SegmentReader(segment, MAX_FRAME_LENGTH, window);
    }

    private void checkIdentity(SegmentFiles segment, UUID expected) {
        wrapFrame(0);
        if (decoder.type() != FrameType.SEGMENT || decoder.defect() != null) {
            throw new Damage("it does not say which segment it is");
        }
        if (decoder.segmentField(SEGMENT_NUMBER_OFFSET) != segment.number()) {
            throw new Damage("it is segment " + decoder.segmentField(SEGMENT_NUMBER_OFFSET)
                    + " and stands where another should");
        }
        if (expected != null && !expected.equals(journalId())) {
            throw new Damage("it belongs to another journal");
        }
    }

    private UUID journalId() {
        return new UUID(
                decoder.segmentField(SEGMENT_JOURNAL_HIGH_OFFSET), decoder.segmentField(SEGMENT_JOURNAL_LOW_OFFSET));
    }

    /** Finds the segment that goes on from the one at hand. */
    private void lookAhead() {
        continuation = chain.stream()
                .filter(each -> each.files().number() > segmentNumber)
                .findFirst()
                .orElse(null);
    }

    /** Whether it is known where the segment at hand is left. */
    private boolean isContinued() {
        return continuation != null && continuation.isWhole();
    }

    private boolean nextFrame() {
        while (true) {
            if (!isInSegment) {
                throw new Damage("it cannot be read any further");
            }
            if (isContinuedFrom(frames.checksum(), frames.nextSequence())) {
                goOn();
            } else if (excerpts.next()) {
                return true;
            } else if (continuation == null) {
                chain = SegmentChain.of(directory, segmentNumber); // it may have been gone on from meanwhile
                lookAhead();
                if (continuation == null) {
                    excerpts.checkEnd();
                    return false;
                }
            } else if (isContinued()) {
                throw new Damage("it ends before event " + continuation.firstSequence() + ", where "
                        + continuation.files().name() + " goes on, or is not what that goes on from");
            } else {
                goOn();
            }
        }
    }

    private void wrapFrame(int place) {
        check(checks.wrap(excerpts.window(), excerpts.offset(), excerpts.length(), place));
        if (decoder.version() != VERSION) {
            throw JournalException.input("The journal " + directory + " is written in format version "
                    + decoder.version() + ", and this build reads version " + VERSION
                    + ". Use the build that wrote it.");
        }
    }

    private static void check(String defect) {
        if (defect != null) {
            throw new Damage(defect);
        }
    }

    private void checkFrame() {
        wrapFrame(FrameDescriptor.place(segmentPlace, excerpts.position()));
        check(checks.content());
        if (isTrimmed && framesRead == 0 && decoder.type() == FrameType.MANIFEST) {
            frames.beginBefore(decoder); // older segments have been removed
        }
        check(frames.defect(decoder));
        if (decoder.type() == FrameType.MANIFEST) {
            decodeManifest();
        }
    }

    private void decodeManifest() {
        try {
            manifest = ManifestYaml.decode(decoder.text());
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new Damage("the manifest cannot be read: " + e.getMessage(), e);
        }
    }

    /** Moves behind the frame before the handler sees it, so that a handler's exception does no harm here. */
    private void accept() {
        frameSegmentNumber = segmentNumber;
        framesRead++;
        frames.accept(decoder);
        if (decoder.type() == FrameType.MANIFEST) {
            frames.generation(manifest.generation());
        }
    }

    private void deliverOutcomes(JournalHandler handler) {
        final FrameDecoder decoder = this.decoder;
        final int count = decoder.outcomeCount();
        final long firstSequence = decoder.firstOutcomeSequence();
        for (int i = 0; i < count; i++) {
            handler.onOutcome(firstSequence + i, decoder.outcome(i));
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
                    checks.buffer(),
                    offset + ENTRY_HEADER_LENGTH,
                    length);
            offset += entryLength(length);
        }
    }

    private void deliverSources(JournalHandler handler) {
        for (int i = 0; i < decoder.entryCount(); i++) {
            handler.onSource(decoder.sourceIdAt(i), decoder.sourceSequenceAt(i));
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

    private JournalException damaged(Damage e) {
        final String where = isInSegment ? excerpts.location() : "in segment " + segmentNumber;
        final long nextSequence = frames.nextSequence();
        final String sound = nextSequence == NULL_SEQUENCE
                ? "No event before that is sound"
                : "Events up to " + (nextSequence - 1) + " are sound";
        return JournalException.damaged(
                "The journal " + directory + " is damaged " + where + ": " + e.getMessage() + ". " + sound
                        + "; 'tickwork journal scan' tells what is lost.",
                e);
    }
}
