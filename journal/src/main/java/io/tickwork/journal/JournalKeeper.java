// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.JournalWriter.Prepared;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for a {@link JournalWriter} what would make it wait: gives the file its space on the disk ahead of it, prepares
 * the segment to go on to, closes those it has left, and removes those that are not retained.
 *
 * <p>When the disk has no more than the reserve left, nothing further is granted and so no event accepted; the file
 * that held the reserve is removed. When there is space again, it goes on.
 *
 * <p>Threading: one thread, which may be any but the writer's; everything in it may block. The counters are for any
 * thread. It never ends because of what it meets.
 */
public final class JournalKeeper implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalKeeper.class);
    private static final String RESERVE_FILE = "reserve";
    private static final long STEP_LENGTH = 1 << 20;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path directory;
    private final JournalContext context;
    private final JournalWriter writer;
    private final UUID journalId;
    private final JournalForcer forcer;
    private final FileStore store;
    private final Path reserve;

    private final JournalRetention retention;

    private Supplier<Manifest> manifests;
    private volatile LongSupplier neededSequence = () -> NULL_SEQUENCE;
    private long timeMs = Long.MIN_VALUE;
    private long nextRollMs;
    private long nextNumber;
    private SegmentAppender next;
    private boolean isRollFailing;
    private long rollRetryNs;
    private boolean isStarved;
    private String fullReason;
    private long retryNs;

    private volatile boolean isFull;
    private volatile long fullCount;
    private volatile long segmentCount = 1;

    JournalKeeper(Path directory, JournalContext context, JournalWriter writer, UUID journalId, JournalForcer forcer)
            throws IOException {
        this.directory = directory;
        this.context = context;
        this.writer = writer;
        this.journalId = journalId;
        this.forcer = forcer;
        store = Files.getFileStore(directory);
        retention = new JournalRetention(directory, context);
        reserve = directory.resolve(RESERVE_FILE);
        nextNumber = writer.segment().files().number() + 1;
        nextRollMs = context.rollPeriod().nextRollMs(now());
    }

    /**
     * Sets what makes the manifests of segments to come. Before this is called, segments begin by size and time, too,
     * but not before there is a manifest to begin with.
     *
     * @param manifests called by the keeper's thread whenever a segment is prepared.
     */
    public void manifests(Supplier<Manifest> manifests) {
        this.manifests = manifests;
    }

    /**
     * Sets what tells from where on events are needed, whatever {@link JournalContext#retainAge} and
     * {@link JournalContext#retainBytes} say. Before this is called, everything is.
     *
     * @param neededSequence called by the keeper's thread; the sequence of the first event that is needed,
     *     {@link Long#MIN_VALUE} when all are.
     */
    public void neededSequence(LongSupplier neededSequence) {
        this.neededSequence = neededSequence;
    }

    @Override
    public String roleName() {
        return "journal-keeper";
    }

    @Override
    public int doWork() {
        return allocate() + roll() + closeRetired() + retain();
    }

    /**
     * Whether the disk has no room, so that no event is accepted. For any thread.
     *
     * @return true while it is so.
     */
    public boolean isFull() {
        return isFull;
    }

    /**
     * How often the disk has run out of room. For any thread.
     *
     * @return a count that only grows.
     */
    public long fullCount() {
        return fullCount;
    }

    /**
     * Segments begun or prepared by this process. For any thread.
     *
     * @return the count.
     */
    public long segmentCount() {
        return segmentCount;
    }

    /**
     * Segments removed because they were too old, or the journal too long. For any thread.
     *
     * @return the count.
     */
    public long removedCount() {
        return retention.removedCount();
    }

    private int allocate() {
        noteStarvation();
        final SegmentAppender segment = writer.segment();
        final long ahead = context.ahead();
        final long end = segment.end();
        if (segment.granted() - end > ahead / 2) {
            return 0;
        }
        return grant(segment, end + ahead) ? 1 : 0;
    }

    /** Gives the first segment its space. */
    void begin() throws IOException {
        makeReserve();
        final SegmentAppender segment = writer.segment();
        segment.allocate(segment.end() + context.ahead());
    }

    /** Grants step by step, as long as the disk keeps more than the reserve. */
    private boolean grant(SegmentAppender segment, long upTo) {
        if (isFull && System.nanoTime() - retryNs < 0) {
            return false;
        }
        try {
            while (segment.granted() < upTo) {
                final long spaceFree = store.getUsableSpace();
                final long kept = context.reserveLength() * (isFull ? 2 : 1); // the reserve's file is to be made again
                if (spaceFree < kept + STEP_LENGTH) {
                    full("only " + spaceFree + " bytes are free", null);
                    return false;
                }
                segment.allocate(Math.min(upTo, segment.granted() + STEP_LENGTH));
            }
            free();
            return true;
        } catch (IOException e) {
            full(e.toString(), e);
            return false;
        }
    }

    private void full(String reason, IOException cause) {
        retryNs = System.nanoTime() + RETRY_NS;
        fullReason = reason;
        if (cause != null) {
            LOGGER.debug("The journal {} gets no space", directory, cause);
        }
        if (!isFull) {
            isFull = true;
            removeReserve();
        }
        noteStarvation();
    }

    /** What has been granted is used up, of which the writer does not get out before more is. */
    private void noteStarvation() {
        final SegmentAppender segment = writer.segment();
        if (isFull && !isStarved && segment.end() + writer.roomNeeded() > segment.granted()) {
            isStarved = true;
            fullCount = fullCount + 1;
            LOGGER.error(
                    "The disk of the journal {} is full: {}. No event is accepted until there is space; nothing that was"
                            + " accepted is lost. Make room on that disk.",
                    directory,
                    fullReason);
        }
    }

    private void free() throws IOException {
        if (isFull) {
            isFull = false;
            if (isStarved) {
                isStarved = false;
                LOGGER.warn("The disk of the journal {} has room again; events are accepted.", directory);
            }
            makeReserve();
        }
    }

    /** Keeps space back in a file of its own. */
    private void makeReserve() throws IOException {
        if (context.reserveLength() == 0) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            final ByteBuffer zeros = ByteBuffer.allocateDirect((int) STEP_LENGTH);
            long left = context.reserveLength();
            while (left > 0) {
                zeros.clear().limit((int) Math.min(left, STEP_LENGTH));
                left -= channel.write(zeros);
            }
        }
    }

    /** Gives the space back that was kept. */
    void removeReserve() {
        try {
            Files.deleteIfExists(reserve);
        } catch (IOException e) {
            LOGGER.warn("{} could not be removed: {}", reserve, e.toString());
        }
    }

    private int roll() {
        if (manifests == null) {
            return 0;
        }
        final Prepared waiting = writer.prepared().get();
        if (waiting != null) {
            if (waiting.manifestVersion() != writer.manifestVersion()
                    && writer.prepared().compareAndSet(waiting, null)) {
                return offer(waiting.segment());
            }
            return 0;
        }
        if (next != null) {
            return offer(next);
        }
        final SegmentAppender current = writer.segment();
        if (current.files().number() != nextNumber - 1) {
            return 0; // it is just being gone on to
        }
        if (current.end() < context.segmentLength() && now() < nextRollMs || isFull) {
            return 0;
        }
        if (isRollFailing && System.nanoTime() - rollRetryNs < 0) {
            return 0;
        }
        try {
            next = SegmentAppender.create(directory, nextNumber, current.files().number(), journalId, context, timeMs);
            nextNumber++;
            nextRollMs = context.rollPeriod().nextRollMs(timeMs);
            segmentCount = segmentCount + 1;
            isRollFailing = false;
            return offer(next);
        } catch (IOException | RuntimeException e) {
            rollRetryNs = System.nanoTime() + RETRY_NS;
            if (!isRollFailing) {
                isRollFailing = true;
                LOGGER.error(
                        "The journal {} goes on in its segment {}: the next one cannot be made: {}",
                        directory,
                        current.files().name(),
                        e.toString());
            }
            return 0;
        }
    }

    private int offer(SegmentAppender segment) {
        next = segment;
        final int version = writer.manifestVersion();
        final byte[] text = ManifestYaml.encode(manifests.get());
        final FrameEncoder head = JournalWriter.headFrame(FrameDescriptor.frameLength(0, text.length));
        if (!grant(segment, segment.end() + head.capacity() + context.ahead())) {
            return 0;
        }
        writer.prepared().set(new Prepared(segment, text, version, head));
        next = null;
        return 1;
    }

    private int closeRetired() {
        // Whoever forces must have done so before the file is closed.
        if (forcer != null) {
            return forcer.closeForced();
        }
        int count = 0;
        SegmentAppender segment = writer.retired().poll();
        while (segment != null) {
            segment.close();
            count++;
            segment = writer.retired().poll();
        }
        return count;
    }

    private int retain() {
        final long forced = forcer == null ? Long.MAX_VALUE : forcer.forcedSequence();
        return retention.apply(now(), writer.segment().files().number(), Math.min(forced, neededSequence.getAsLong()));
    }

    /** Never goes back, whatever the clock does. */
    private long now() {
        timeMs = Math.max(timeMs, context.clock().time());
        return timeMs;
    }

    /** Closes what was prepared and left, and gives the reserve back. Called when the writer is done. */
    void close() {
        final Prepared waiting = writer.prepared().getAndSet(null);
        for (SegmentAppender unused : new SegmentAppender[] {waiting == null ? null : waiting.segment(), next}) {
            if (unused != null) {
                unused.close();
            }
        }
        next = null;
        SegmentAppender segment = writer.retired().poll();
        while (segment != null) {
            segment.close();
            segment = writer.retired().poll();
        }
        writer.segment().close();
        removeReserve();
    }
}
