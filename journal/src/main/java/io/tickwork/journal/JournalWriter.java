// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameEncoder;
import io.tickwork.journal.frame.FrameType;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.DirectBuffer;

/**
 * Appends to a journal.
 *
 * <pre>{@code
 * writer.manifest(manifest);                 // first of all
 * writer.begin(sequence);                    // then, for every batch:
 * writer.entry(sourceId, sourceSequence, buffer, offset, length);
 * writer.commit();                           // one frame
 * writer.outcome(digest);                    // for every event of it, once run
 * writer.checkpoint(...);                    // now and then, and closing at the end
 * }</pre>
 *
 * <p>What {@link #commit} and {@link #checkpoint} have returned from survives the end of the process, not that of the
 * machine. Outcomes wait in memory for the next frame: a closing checkpoint takes the last of them along.
 *
 * <p>Threading: one thread at a time; it may be created on one and handed to another that is started later. Memory:
 * arguments are copied before a method returns. Cost: nothing is allocated or logged, except by {@link #manifest}, and
 * by the queue when a file goes on to its next block ({@link JournalContext#blockSize(long)}) or a new file begins.
 *
 * <p>A method called out of turn throws {@link IllegalStateException} and changes nothing. A failed append throws
 * {@link JournalException}; after it nothing more is accepted, since how much of it reached the file is not known.
 */
public final class JournalWriter implements AutoCloseable {
    private final Path directory;
    private final JournalContext context;
    private final RollClock clock;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore excerpt = BytesStore.nativePointer();
    private final FrameEncoder frame;
    private final int[] outcomes;

    private FrameEncoder manifestFrame;
    private byte[] manifestText;
    private int outcomeCount;
    private long nextSequence = NULL_SEQUENCE;
    private long nextOutcomeSequence = NULL_SEQUENCE;
    private long batchSequence = NULL_SEQUENCE;
    private int checksum = FrameDescriptor.NO_PREVIOUS_CHECKSUM;
    private long framesWritten;
    private long eventsWritten;
    private long bytesWritten;
    private boolean failed;

    private JournalWriter(Path directory, JournalContext context, RollClock clock, SingleChronicleQueue queue) {
        this.directory = directory;
        this.context = context;
        this.clock = clock;
        this.queue = queue;
        appender = queue.createAppender();
        // Chronicle would bind the appender to the thread that writes the first manifest.
        appender.singleThreadedCheckDisabled(true);
        frame = new FrameEncoder(context.frameLengthMax());
        outcomes = new int[context.outcomeLimit()];
    }

    /**
     * Refuses a directory that {@link #create} would refuse, for those who want to know before they make anything else.
     * Changes nothing.
     *
     * @param directory where a journal is to be created.
     * @throws JournalException of kind INPUT when it is taken, ENVIRONMENT when it cannot be listed.
     */
    public static void refuseUnlessFree(Path directory) {
        JournalDirectory.refuseUnlessFree(directory.toAbsolutePath().normalize());
    }

    /**
     * Loads the queue, which registers with the JVM what it does at the end of the process. It fails to do so once that
     * end has begun: call this first where a journal may have to be created, or closed in order, even then.
     */
    public static void load() {
        BackgroundResourceReleaser.releasePendingResources();
    }

    /**
     * Creates a journal and opens it.
     *
     * @param directory where; must not exist or be empty. Missing parents are created.
     * @param context the settings; concluded here if need be.
     * @return the writer.
     * @throws JournalException of kind INPUT when the directory is taken, ENVIRONMENT when it cannot be created.
     */
    public static JournalWriter create(Path directory, JournalContext context) {
        context.conclude();
        final RollClock clock = new RollClock(context.clock(), context.rollPeriod());
        final SingleChronicleQueue queue = JournalDirectory.create(directory, context, clock);
        try {
            return new JournalWriter(directory, context, clock, queue);
        } catch (RuntimeException e) {
            queue.close();
            throw JournalException.environment(
                    "The journal " + directory + " could not be opened for appending: " + e + ".", e);
        }
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
                (long) FrameDescriptor.frameLength(context.outcomeLimit(), 0) + text.length + FrameDescriptor.ALIGNMENT;
        if (lengthMax > context.manifestFrameLengthMax()) {
            throw JournalException.input("The manifest for the journal " + directory + " is " + text.length
                    + " bytes long, which does not fit blockSize=" + context.blockSize()
                    + ". Choose a larger block size or a smaller graph source.");
        }
        manifestFrame = new FrameEncoder((int) lengthMax);
        manifestText = text;
        clock.advance();
        beginWithOutcomes(manifestFrame, FrameType.MANIFEST);
        manifestFrame.text(text);
        append(manifestFrame);
        outcomesWritten();
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
     * @throws IllegalArgumentException when the event is longer than the context allows.
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
        frame.entry(sourceId, sourceSequence, buffer, offset, length);
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
        appendRolling();
        final int count = frame.entryCount();
        outcomesWritten();
        if (nextOutcomeSequence == NULL_SEQUENCE) {
            nextOutcomeSequence = batchSequence;
        }
        nextSequence = batchSequence + count;
        batchSequence = NULL_SEQUENCE;
        eventsWritten += count;
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
        beginWithOutcomes(frame, FrameType.CHECKPOINT);
        frame.checkpoint(
                sequence, engineTimeNs, outputCount, outputsHash, stateHash, nodeDigests, nodeDigestCount, closing);
        appendRolling();
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

    /** Releases files and mappings. A batch not committed and outcomes not yet written are dropped. Idempotent. */
    @Override
    public void close() {
        failed = true;
        appender.close();
        queue.close();
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

    /** Appends the frame; a manifest first when a new file begins with it. */
    private void appendRolling() {
        if (clock.advance()) {
            manifestFrame.begin(FrameType.MANIFEST, nextSequence, null, 0, 0);
            manifestFrame.text(manifestText);
            append(manifestFrame);
        }
        append(frame);
    }

    private void append(FrameEncoder encoder) {
        final int length = encoder.finish(checksum);
        excerpt.set(encoder.buffer().addressOffset(), length);
        try {
            appender.writeBytes(excerpt);
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
        if (manifestText == null) {
            throw new IllegalStateException(operation + " before the first manifest");
        }
    }
}
