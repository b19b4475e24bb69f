// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces to the disk what a {@link JournalWriter} has appended, as many events at once as have come meanwhile.
 *
 * <p>The queue's own {@code sync} is not enough: it brings the block at hand to the disk, and not the file.
 *
 * <p>Threading: one thread of its own, which spends its time waiting for the disk. What it tells is for any thread.
 * When the disk refuses, {@link #failure()} says so and nothing is forced any more: an operating system that has failed
 * to write once forgets what it failed with.
 */
public final class JournalForcer implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalForcer.class);
    private static final int CLOSABLE_CAPACITY = 64;

    private final JournalWriter writer;
    private final OneToOneConcurrentArrayQueue<SegmentAppender> closable =
            new OneToOneConcurrentArrayQueue<>(CLOSABLE_CAPACITY);
    private final Deque<SegmentAppender> forced = new ArrayDeque<>();
    private long forcedEnd;
    private volatile long forcedSequence;
    private volatile long forceCount;
    private volatile long exposedBytes;
    private volatile long exposedSinceNs;
    private volatile IOException failure;

    JournalForcer(JournalWriter writer) {
        this.writer = writer;
        forcedSequence = writer.committedSequence();
    }

    @Override
    public String roleName() {
        return "journal-forcer";
    }

    @Override
    public int doWork() {
        final long sequence = writer.committedSequence();
        if (sequence == forcedSequence || failure != null) {
            exposedBytes = failure == null ? 0 : exposedBytes;
            return handOver();
        }
        exposedSinceNs = System.nanoTime();
        try {
            // In this order: whatever was committed up to the sequence lies in the segment at hand, or in one that was
            // left before that was looked up. Should that be left meanwhile, it is forced all the same.
            final SegmentAppender segment = writer.segment();
            SegmentAppender left = writer.retired().poll();
            while (left != null) {
                left.force();
                forced.add(left);
                forcedEnd = 0;
                left = writer.retired().poll();
            }
            final long end = segment.end();
            exposedBytes = Math.max(0, end - forcedEnd);
            segment.force();
            forcedEnd = end;
            forcedSequence = sequence;
            forceCount = forceCount + 1;
        } catch (IOException e) {
            failure = e;
            LOGGER.error(
                    "The journal could not be forced to its disk: {}. Nothing further leaves the engine.",
                    e.toString());
        }
        handOver();
        return 1;
    }

    /**
     * The last event that survives the end of the machine.
     *
     * @return its sequence, {@link Long#MIN_VALUE} before the first.
     */
    public long forcedSequence() {
        return forcedSequence;
    }

    /**
     * How often the disk was waited for.
     *
     * @return a count that only grows.
     */
    public long forceCount() {
        return forceCount;
    }

    /**
     * Bytes that were appended and not yet forced when the force at hand, or the last one, began.
     *
     * @return bytes; 0 when everything is forced.
     */
    public long exposedBytes() {
        return exposedBytes;
    }

    /**
     * How long the oldest event that is not forced has waited, about.
     *
     * @return nanoseconds; 0 when everything is forced.
     */
    public long exposedNs() {
        return writer.committedSequence() == forcedSequence ? 0 : System.nanoTime() - exposedSinceNs;
    }

    /**
     * What the disk has answered, after which nothing is forced any more.
     *
     * @return the failure, or null.
     */
    public IOException failure() {
        return failure;
    }

    private int handOver() {
        int count = 0;
        while (!forced.isEmpty() && closable.offer(forced.peek())) {
            forced.remove();
            count++;
        }
        return count;
    }

    /** For the keeper: closes what was left by the writer and has been forced. */
    int closeForced() {
        int count = 0;
        SegmentAppender segment = closable.poll();
        while (segment != null) {
            segment.close();
            count++;
            segment = closable.poll();
        }
        return count;
    }

    /** Closes the rest, once both threads have ended. */
    void close() {
        closeForced();
        forced.forEach(SegmentAppender::close);
        forced.clear();
    }
}
