// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameEncoder;
import io.tickwork.journal.frame.FrameType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Appends to a journal.
 *
 * <pre>{@code
 * writer.manifest(manifest);                 // first of all
 * if (writer.hasRoom()) {                    // then, for every batch:
 *     writer.begin(sequence);
 *     writer.entry(sourceId, sourceSequence, buffer, offset, length);
 *     writer.commit();                       // one frame
 *     writer.outcome(digest);                // for every event of it, once run
 *     writer.checkpoint(...);                // now and then, and closing at the end
 * }
 * }</pre>
 *
 * <p>What {@link #commit} and {@link #checkpoint} have returned from survives the end of the process, and that of the
 * machine once {@link JournalForcer#forcedSequence()} has come so far. Outcomes wait in memory for the next frame: a
 * closing checkpoint takes the last of them along.
 *
 * <p>A {@link JournalKeeper} beside it gives it room and prepares the segments that it goes on to.
 *
 * <p>Threading: one thread at a time; it may be created on one and handed to another that is started later. What is
 * said to be for any thread is. Memory: arguments are copied before a method returns. Cost: nothing is allocated or
 * logged, and nothing asked of the operating system, except by {@link #manifest}.
 *
 * <p>A method called out of turn throws {@link IllegalStateException} and changes nothing. A failed append throws
 * {@link JournalException}; after it nothing more is accepted, since how much of it reached the file is not known.
 */
public final class JournalWriter {
    /**
     * A segment that is ready to be written to.
     *
     * @param segment with room for its head and what {@link #hasRoom} asks for.
     * @param manifest that it begins with.
     * @param manifestVersion what {@link #manifestVersion()} was when the manifest was made.
     * @param head long enough for the manifest.
     */
    record Prepared(SegmentAppender segment, byte[] manifest, int manifestVersion, FrameEncoder head) {}

    static final int RETIRED_CAPACITY = 64;
    private static final VarHandle COMMITTED_SEQUENCE;
    private static final VarHandle MANIFEST_VERSION;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            COMMITTED_SEQUENCE = lookup.findVarHandle(JournalWriter.class, "committedSequence", long.class);
            MANIFEST_VERSION = lookup.findVarHandle(JournalWriter.class, "manifestVersion", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path directory;
    private final JournalContext context;
    private final FrameEncoder frame;
    private final int[] outcomes;
    private final SourcePositions sources = new SourcePositions();
    private final AtomicReference<Prepared> prepared = new AtomicReference<>();
    private final OneToOneConcurrentArrayQueue<SegmentAppender> retired =
            new OneToOneConcurrentArrayQueue<>(RETIRED_CAPACITY);

    /** Written by the writer's thread alone. */
    private volatile SegmentAppender segment;

    /** Written by the writer's thread alone. */
    private volatile long committedSequence = NULL_SEQUENCE;

    /** Written by the writer's thread alone. */
    private volatile int manifestVersion;

    private FrameEncoder headFrame;
    private final int roomNeeded;
    private int outcomeCount;
    private long nextSequence;
    private long nextOutcomeSequence;
    private long batchSequence = NULL_SEQUENCE;
    private int checksum;
    private long framesWritten;
    private long eventsWritten;
    private long bytesWritten;
    private boolean failed;

    /**
     * Goes on with a journal in a new segment.
     *
     * @param directory of the journal.
     * @param context concluded.
     * @param segment new.
     * @param end of what there is.
     * @param sources how far each has come.
     */
    JournalWriter(
            Path directory, JournalContext context, SegmentAppender segment, JournalEnd end, SourcePositions sources) {
        this.directory = directory;
        this.context = context;
        this.segment = segment;
        this.sources.setAll(sources);
        checksum = end.checksum();
        nextSequence = end.nextSequence();
        nextOutcomeSequence = end.nextOutcomeSequence();
        committedSequence = nextSequence == NULL_SEQUENCE ? NULL_SEQUENCE : nextSequence - 1;
        frame = new FrameEncoder(context.frameLengthMax());
        // Those of a run that was cut short are made up for before the first frame.
        final long missing = nextSequence == NULL_SEQUENCE ? 0 : nextSequence - nextOutcomeSequence;
        outcomes = new int[Math.max(context.outcomeLimit(), Math.toIntExact(missing))];
        roomNeeded = context.roomNeeded();
    }

    /**
     * Writes what explains the events from here on; the writer repeats it at the head of every file. Allocates: at the
     * start and when the graph changes.
     *
     * @param manifest the explanation.
     * @throws IllegalStateException inside a batch.
     * @throws JournalException when it is too long for the block size, is not text, or cannot be appended.
     */
    public void manifest(Manifest manifest) {
        checkNoBatch("manifest");
        final byte[] text = ManifestYaml.encode(manifest);
        final long lengthMax =
                (long) FrameDescriptor.frameLength(outcomes.length, 0) + text.length + FrameDescriptor.ALIGNMENT;
        if (lengthMax > context.manifestFrameLengthMax()) {
            throw JournalException.input("The manifest for the journal " + directory + " is " + text.length
                    + " bytes long, which does not fit segmentLength=" + context.segmentLength()
                    + ". Choose a larger segment length or a smaller graph source.");
        }
        final boolean isHead = headFrame == null;
        headFrame = headFrame((int) lengthMax);
        if (isHead) {
            makeRoom(headFrame.capacity() + roomNeeded);
        }
        beginWithOutcomes(headFrame, FrameType.MANIFEST);
        headFrame.text(text);
        append(headFrame);
        outcomesWritten();
        if (isHead) {
            writeSources();
        } else {
            manifestChanged();
        }
    }

    /** Nobody else is at work yet. */
    private void makeRoom(int length) {
        try {
            segment.allocate(segment.end() + length);
        } catch (IOException e) {
            throw JournalException.environment(
                    "The journal " + directory + " cannot be written to: " + e + ". Make room on its disk.", e);
        }
    }

    static FrameEncoder headFrame(int manifestLength) {
        return new FrameEncoder(FrameDescriptor.padded(manifestLength) + JournalContext.HEAD_LENGTH);
    }

    /**
     * Says that the manifest which the keeper would be given now differs from the one it was given before: a symbol was
     * defined, a parameter changed. The next segment begins with it.
     */
    public void manifestChanged() {
        MANIFEST_VERSION.setRelease(this, manifestVersion + 1);
    }

    /**
     * Whether the disk has room for the next batch, divided by a checkpoint or not, a last checkpoint, and the head of
     * a new segment.
     *
     * @return false when the disk is full, or the keeper late.
     */
    public boolean hasRoom() {
        final SegmentAppender segment = this.segment;
        return segment.end() + roomNeeded <= segment.granted();
    }

    /**
     * Starts a batch.
     *
     * @param firstSequence sequence of its first event: not negative, and one above that of the last event before.
     * @throws IllegalStateException when another sequence is due, inside a batch, or before the first manifest.
     */
    public void begin(long firstSequence) {
        checkNoBatch("begin");
        checkExplained("begin");
        if (nextSequence == NULL_SEQUENCE ? firstSequence < 0 : firstSequence != nextSequence) {
            throw new IllegalStateException("begin(" + firstSequence + ") out of turn: "
                    + (nextSequence == NULL_SEQUENCE ? "a sequence is not negative" : "due is " + nextSequence));
        }
        rollIfReady();
        beginWithOutcomes(frame, FrameType.EVENTS, firstSequence);
        batchSequence = firstSequence;
    }

    /**
     * Adds an event to the batch.
     *
     * @param sourceId where it came from.
     * @param sourceSequence the source's own sequence number.
     * @param buffer holds the event; copied.
     * @param offset where it begins, in bytes.
     * @param length its length in bytes.
     * @throws IllegalStateException outside a batch, or when the batch is full.
     * @throws IllegalArgumentException when the event is longer than the context allows, or the source would be one
     *     more than {@link JournalContext#SOURCES_MAX}.
     */
    public void entry(int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        if (batchSequence == NULL_SEQUENCE) {
            throw new IllegalStateException("entry outside a batch: begin comes first");
        }
        if (length < 0 || length > context.eventLengthMax()) {
            throw new IllegalArgumentException(
                    "length=" + length + " is not within eventLengthMax=" + context.eventLengthMax());
        }
        if (frame.entryCount() == context.batchLimit()) {
            throw new IllegalStateException(
                    "entry " + (frame.entryCount() + 1) + " of a batch, but batchLimit=" + context.batchLimit());
        }
        if (sources.count() == JournalContext.SOURCES_MAX && sources.get(sourceId) == SourcePositions.NONE) {
            throw new IllegalArgumentException("sourceId=" + sourceId + " is one source more than the "
                    + JournalContext.SOURCES_MAX + " that a journal takes");
        }
        frame.entry(sourceId, sourceSequence, buffer, offset, length);
        sources.set(sourceId, sourceSequence);
    }

    /**
     * Appends the batch as one frame. When it returns, the events survive the end of the process.
     *
     * @throws IllegalStateException outside a batch, or when the batch is empty.
     * @throws JournalException when it cannot be appended.
     */
    public void commit() {
        if (batchSequence == NULL_SEQUENCE || frame.entryCount() == 0) {
            throw new IllegalStateException(
                    batchSequence == NULL_SEQUENCE ? "commit outside a batch" : "commit of an empty batch");
        }
        append(frame);
        final int count = frame.entryCount();
        outcomesWritten();
        if (nextOutcomeSequence == NULL_SEQUENCE) {
            nextOutcomeSequence = batchSequence;
        }
        nextSequence = batchSequence + count;
        batchSequence = NULL_SEQUENCE;
        eventsWritten += count;
        COMMITTED_SEQUENCE.setRelease(this, nextSequence - 1);
    }

    /**
     * Takes the digest of the outputs of the next event that has none yet. It goes out with the next frame.
     *
     * @param digest of its outputs.
     * @throws IllegalStateException when every journaled event has one, when as many wait as the context allows, or
     *     inside a batch.
     */
    public void outcome(int digest) {
        checkNoBatch("outcome");
        final int count = outcomeCount;
        if (nextOutcomeSequence + count >= nextSequence) {
            throw new IllegalStateException("outcome without an event: "
                    + (nextSequence == NULL_SEQUENCE
                            ? "none is journaled"
                            : "it would be that of " + (nextOutcomeSequence + count) + ", but journaled is only up to "
                                    + (nextSequence - 1)));
        }
        if (count == outcomes.length) {
            throw new IllegalStateException(
                    count + " outcomes wait for a frame, and outcomeLimit=" + outcomes.length + " allows no more");
        }
        outcomes[count] = digest;
        outcomeCount = count + 1;
    }

    /**
     * Appends a checkpoint.
     *
     * @param sequence the last journaled event; anything while there is none.
     * @param engineTimeNs engine time, UTC epoch nanoseconds.
     * @param outputCount outputs since the start of the journal.
     * @param outputsHash hash over those outputs.
     * @param stateHash hash over the whole state.
     * @param nodeDigests a digest per node; copied.
     * @param nodeDigestCount how many of them.
     * @param closing whether the run ends cleanly here.
     * @throws IllegalStateException when another event is the last, inside a batch, or before the first manifest.
     * @throws IllegalArgumentException when there are more digests than the context allows.
     * @throws JournalException when it cannot be appended.
     */
    public void checkpoint(
            long sequence,
            long engineTimeNs,
            long outputCount,
            long outputsHash,
            long stateHash,
            long[] nodeDigests,
            int nodeDigestCount,
            boolean closing) {
        checkNoBatch("checkpoint");
        checkExplained("checkpoint");
        if (nextSequence != NULL_SEQUENCE && sequence != nextSequence - 1) {
            throw new IllegalStateException(
                    "checkpoint at " + sequence + ", but the last journaled event is " + (nextSequence - 1));
        }
        if (nodeDigestCount < 0 || nodeDigestCount > context.nodeDigestLimit()) {
            throw new IllegalArgumentException("nodeDigestCount=" + nodeDigestCount + " is not within nodeDigestLimit="
                    + context.nodeDigestLimit());
        }
        rollIfReady();
        beginWithOutcomes(frame, FrameType.CHECKPOINT);
        frame.checkpoint(
                sequence, engineTimeNs, outputCount, outputsHash, stateHash, nodeDigests, nodeDigestCount, closing);
        append(frame);
        outcomesWritten();
    }

    /**
     * Frames appended.
     *
     * @return the count.
     */
    public long framesWritten() {
        return framesWritten;
    }

    /**
     * Events appended.
     *
     * @return the count.
     */
    public long eventsWritten() {
        return eventsWritten;
    }

    /**
     * Bytes of the frames appended; each takes 4 more in the queue.
     *
     * @return the count.
     */
    public long bytesWritten() {
        return bytesWritten;
    }

    /**
     * The last event that was committed. For any thread.
     *
     * @return its sequence, {@link Long#MIN_VALUE} before the first.
     */
    public long committedSequence() {
        return committedSequence;
    }

    /**
     * Where reading can begin so that what is appended next comes first.
     *
     * @return the place behind the last frame.
     */
    public JournalPosition position() {
        final SegmentAppender segment = this.segment;
        return new JournalPosition(
                segment.files().number(), segment.end(), checksum, nextSequence, nextOutcomeSequence);
    }

    /**
     * Notes the place behind the last frame, without allocating, but for sources that are new.
     *
     * @param mark to be set to it.
     */
    public void mark(JournalMark mark) {
        final SegmentAppender segment = this.segment;
        mark.set(segment.files().number(), segment.end(), checksum, nextSequence, nextOutcomeSequence, sources);
    }

    /**
     * How far each source has come.
     *
     * @return a copy.
     */
    public SourcePositions sources() {
        final SourcePositions copy = new SourcePositions();
        copy.setAll(sources);
        return copy;
    }

    /** Refuses whatever comes next. A batch not committed and outcomes not yet written are dropped. */
    void close() {
        failed = true;
    }

    /** The segment being written to. For any thread. */
    SegmentAppender segment() {
        return segment;
    }

    /** For the keeper: where it puts the segment to go on to. */
    AtomicReference<Prepared> prepared() {
        return prepared;
    }

    /** For the keeper: segments that are written to no longer, oldest first. */
    OneToOneConcurrentArrayQueue<SegmentAppender> retired() {
        return retired;
    }

    /** For the keeper: which manifest a segment must have been prepared with. */
    int manifestVersion() {
        return manifestVersion;
    }

    /** For the keeper: what {@link #hasRoom} asks for. */
    int roomNeeded() {
        return roomNeeded;
    }

    private void beginWithOutcomes(FrameEncoder encoder, FrameType type) {
        beginWithOutcomes(encoder, type, nextSequence);
    }

    private void beginWithOutcomes(FrameEncoder encoder, FrameType type, long firstSequence) {
        final int count = outcomeCount;
        encoder.begin(
                type,
                firstSequence,
                outcomes,
                count,
                count == 0 ? 0 : Math.toIntExact(firstSequence - nextOutcomeSequence));
    }

    private void outcomesWritten() {
        nextOutcomeSequence += outcomeCount;
        outcomeCount = 0;
    }

    /**
     * Goes on to the next segment if one is ready. Its head says how far the sources have come, so this comes before
     * any event that is not in the journal yet is noted.
     */
    private void rollIfReady() {
        if (prepared.getPlain() != null) {
            roll(prepared.getAndSet(null));
        }
    }

    private void roll(Prepared next) {
        if (next == null) {
            return; // the keeper has taken it back
        }
        if (next.manifestVersion() != manifestVersion || !retired.offer(segment)) {
            prepared.set(next); // another time, when the keeper has seen to it
            return;
        }
        segment = next.segment();
        headFrame = next.head();
        headFrame.begin(FrameType.MANIFEST, nextSequence, null, 0, 0);
        headFrame.text(next.manifest());
        append(headFrame);
        writeSources();
    }

    private void writeSources() {
        headFrame.begin(FrameType.SOURCES, nextSequence, null, 0, 0);
        for (int i = 0; i < sources.count(); i++) {
            headFrame.source(sources.id(i), sources.sequence(i));
        }
        append(headFrame);
    }

    private void append(FrameEncoder encoder) {
        final int length = encoder.finish(checksum, segment.placeOfNext());
        try {
            segment.append(encoder.buffer(), length);
        } catch (RuntimeException | Error e) {
            failed = true;
            throw JournalException.environment(
                    "A frame of " + length + " bytes could not be appended to the journal " + directory
                            + " after event "
                            + (nextSequence == NULL_SEQUENCE ? "none" : nextSequence - 1) + ": " + e
                            + ". Check the disk; the journal is sound up to that event.",
                    e);
        }
        checksum = encoder.checksum();
        framesWritten++;
        bytesWritten += length;
    }

    private void checkNoBatch(String operation) {
        if (failed) {
            throw new IllegalStateException(operation + ": the journal " + directory + " is closed or has failed");
        }
        if (batchSequence != NULL_SEQUENCE) {
            throw new IllegalStateException(
                    operation + " inside the batch that began at " + batchSequence + ": commit comes first");
        }
    }

    private void checkExplained(String operation) {
        if (headFrame == null) {
            throw new IllegalStateException(operation + " before the first manifest");
        }
    }
}
