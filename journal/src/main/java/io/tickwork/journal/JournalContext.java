// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.frame.FrameDescriptor;
import java.util.Objects;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * What a {@link JournalWriter} needs to know. Fluent setters, then {@link #conclude}, which checks all of it by name;
 * from then on it is only read.
 *
 * <p>The limits size every buffer of the writer at its creation; nothing grows later.
 */
public final class JournalContext {
    /** Default of {@link #blockSize(long)}: 256 MiB. */
    public static final long BLOCK_SIZE_DEFAULT = 256L << 20;

    /** Smallest block size: 1 MiB, which holds the queue's own index of either roll period. */
    public static final long BLOCK_SIZE_MIN = 1L << 20;

    /** Largest block size: 1 GiB. */
    public static final long BLOCK_SIZE_MAX = 1L << 30;

    /** Default of {@link #batchLimit(int)}. */
    public static final int BATCH_LIMIT_DEFAULT = 256;

    /** Default of {@link #eventLengthMax(int)}: 512 bytes. */
    public static final int EVENT_LENGTH_MAX_DEFAULT = 512;

    /** Default of {@link #outcomeLimit(int)}. */
    public static final int OUTCOME_LIMIT_DEFAULT = 4096;

    /** Default of {@link #nodeDigestLimit(int)}. */
    public static final int NODE_DIGEST_LIMIT_DEFAULT = 4096;

    /** The queue maps a quarter of a block beyond each block: a frame must fit into that. */
    private static final int BLOCK_SIZE_TO_FRAME_LENGTH_MAX = 4;

    private RollPeriod rollPeriod = RollPeriod.DAILY;
    private long blockSize = BLOCK_SIZE_DEFAULT;
    private int batchLimit = BATCH_LIMIT_DEFAULT;
    private int eventLengthMax = EVENT_LENGTH_MAX_DEFAULT;
    private int outcomeLimit = OUTCOME_LIMIT_DEFAULT;
    private int nodeDigestLimit = NODE_DIGEST_LIMIT_DEFAULT;
    private EpochClock clock = SystemEpochClock.INSTANCE;
    private int frameLengthMax;

    /** A context with all defaults. */
    public JournalContext() {}

    /**
     * Time covered by one file.
     *
     * @param rollPeriod default {@link RollPeriod#DAILY}.
     * @return this.
     */
    public JournalContext rollPeriod(RollPeriod rollPeriod) {
        this.rollPeriod = rollPeriod;
        return this;
    }

    /**
     * Time covered by one file.
     *
     * @return the roll period.
     */
    public RollPeriod rollPeriod() {
        return rollPeriod;
    }

    /**
     * Bytes of a file that are mapped at once. Files are sparse: a block takes address space, and disk only as it is
     * written. Going from one block to the next is the one thing in an append that calls the operating system and
     * allocates (about 700 bytes on the heap), so larger is better.
     *
     * @param blockSize a power of two from {@link #BLOCK_SIZE_MIN} to {@link #BLOCK_SIZE_MAX}.
     * @return this.
     */
    public JournalContext blockSize(long blockSize) {
        this.blockSize = blockSize;
        return this;
    }

    /**
     * Bytes of a file that are mapped at once.
     *
     * @return the block size.
     */
    public long blockSize() {
        return blockSize;
    }

    /**
     * The most events in one batch.
     *
     * @param batchLimit positive.
     * @return this.
     */
    public JournalContext batchLimit(int batchLimit) {
        this.batchLimit = batchLimit;
        return this;
    }

    /**
     * The most events in one batch.
     *
     * @return the limit.
     */
    public int batchLimit() {
        return batchLimit;
    }

    /**
     * The longest event.
     *
     * @param eventLengthMax bytes, positive.
     * @return this.
     */
    public JournalContext eventLengthMax(int eventLengthMax) {
        this.eventLengthMax = eventLengthMax;
        return this;
    }

    /**
     * The longest event.
     *
     * @return bytes.
     */
    public int eventLengthMax() {
        return eventLengthMax;
    }

    /**
     * The most outcomes that may wait for the next frame: the number of events the engine may run between two frames.
     * Where the engine runs each batch before it journals the next, that is the batch limit.
     *
     * @param outcomeLimit not negative.
     * @return this.
     */
    public JournalContext outcomeLimit(int outcomeLimit) {
        this.outcomeLimit = outcomeLimit;
        return this;
    }

    /**
     * The most outcomes that may wait for the next frame.
     *
     * @return the limit.
     */
    public int outcomeLimit() {
        return outcomeLimit;
    }

    /**
     * The most node digests in a checkpoint.
     *
     * @param nodeDigestLimit not negative.
     * @return this.
     */
    public JournalContext nodeDigestLimit(int nodeDigestLimit) {
        this.nodeDigestLimit = nodeDigestLimit;
        return this;
    }

    /**
     * The most node digests in a checkpoint.
     *
     * @return the limit.
     */
    public int nodeDigestLimit() {
        return nodeDigestLimit;
    }

    /**
     * The clock that decides when a new file begins, UTC epoch milliseconds; read once per frame. It may step back: the
     * writer takes the greatest time it has seen.
     *
     * @param clock default the system clock.
     * @return this.
     */
    public JournalContext clock(EpochClock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * The clock that decides when a new file begins.
     *
     * @return the clock.
     */
    public EpochClock clock() {
        return clock;
    }

    /**
     * The longest frame of events or checkpoint that the limits allow; known once concluded.
     *
     * @return bytes.
     */
    public int frameLengthMax() {
        return frameLengthMax;
    }

    /** The longest frame the queue takes: a bound for manifests, which no limit above speaks of. */
    int manifestFrameLengthMax() {
        return (int) (blockSize / BLOCK_SIZE_TO_FRAME_LENGTH_MAX) - Long.BYTES;
    }

    /**
     * Checks every setting and derives {@link #frameLengthMax()}.
     *
     * @return this.
     * @throws IllegalArgumentException naming the setting and its value.
     */
    public JournalContext conclude() {
        Objects.requireNonNull(rollPeriod, "rollPeriod");
        Objects.requireNonNull(clock, "clock");
        check(
                blockSize >= BLOCK_SIZE_MIN && blockSize <= BLOCK_SIZE_MAX && Long.bitCount(blockSize) == 1,
                "blockSize",
                blockSize,
                "a power of two from 1 MiB to 1 GiB");
        check(batchLimit > 0, "batchLimit", batchLimit, "positive");
        check(eventLengthMax > 0, "eventLengthMax", eventLengthMax, "positive");
        check(outcomeLimit >= 0, "outcomeLimit", outcomeLimit, "not negative");
        check(nodeDigestLimit >= 0, "nodeDigestLimit", nodeDigestLimit, "not negative");
        final long events = batchLimit * (7L + eventLengthMax + FrameDescriptor.ENTRY_HEADER_LENGTH);
        final long checkpoint = FrameDescriptor.CHECKPOINT_HEADER_LENGTH + (long) nodeDigestLimit * Long.BYTES;
        final long outcomes = (long) outcomeLimit * FrameDescriptor.OUTCOME_LENGTH;
        final long lengthMax =
                FrameDescriptor.HEADER_LENGTH + outcomes + 7L + Math.max(events, checkpoint) + 7L + Long.BYTES;
        if (lengthMax > manifestFrameLengthMax()) {
            throw new IllegalArgumentException("batchLimit=" + batchLimit + ", eventLengthMax=" + eventLengthMax
                    + ", outcomeLimit=" + outcomeLimit + " and nodeDigestLimit=" + nodeDigestLimit
                    + " allow a frame of " + lengthMax + " bytes, but blockSize=" + blockSize + " takes "
                    + manifestFrameLengthMax());
        }
        frameLengthMax = FrameDescriptor.padded((int) lengthMax);
        return this;
    }

    private static void check(boolean ok, String name, long value, String rule) {
        if (!ok) {
            throw new IllegalArgumentException(name + "=" + value + " must be " + rule);
        }
    }
}
