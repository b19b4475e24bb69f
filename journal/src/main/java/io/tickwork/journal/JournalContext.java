// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import io.tickwork.journal.frame.FrameDescriptor;
import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * What a {@link JournalWriter} needs to know. Fluent setters, then {@link #conclude}, which checks all of it by name;
 * from then on it is only read.
 *
 * <p>The limits size every buffer of the writer at its creation; nothing grows later.
 */
public final class JournalContext {
    /** The most sources that one journal takes events of: the head of every segment tells how far each has come. */
    public static final int SOURCES_MAX = 4_000;
    /** Default of {@link #segmentLength(long)}: 256 MiB. */
    public static final long SEGMENT_LENGTH_DEFAULT = 256L << 20;

    /** Smallest segment: 1 MiB. */
    public static final long SEGMENT_LENGTH_MIN = 1L << 20;

    /** Largest segment: 512 MiB. */
    public static final long SEGMENT_LENGTH_MAX = 512L << 20;

    /** Default of {@link #reserveLength(long)}: 16 MiB. */
    public static final long RESERVE_LENGTH_DEFAULT = 16L << 20;

    /** Default of {@link #aheadLength(long)}: 16 MiB. */
    public static final long AHEAD_LENGTH_DEFAULT = 16L << 20;

    /** Default of {@link #batchLimit(int)}. */
    public static final int BATCH_LIMIT_DEFAULT = 256;

    /** Default of {@link #eventLengthMax(int)}: 512 bytes. */
    public static final int EVENT_LENGTH_MAX_DEFAULT = 512;

    /** Default of {@link #outcomeLimit(int)}. */
    public static final int OUTCOME_LIMIT_DEFAULT = 4096;

    /** Default of {@link #nodeDigestLimit(int)}. */
    public static final int NODE_DIGEST_LIMIT_DEFAULT = 4096;

    /** A segment holds several of the longest frames, so that its length is kept to somehow. */
    private static final int SEGMENT_LENGTH_TO_FRAME_LENGTH_MAX = 4;

    /** More than the head of a segment takes, the manifest aside. */
    static final int HEAD_LENGTH = 1 << 16;

    /** Events, a checkpoint in the midst of them, events, a checkpoint for a snapshot, and the last one of all. */
    private static final int FRAMES_OF_A_BATCH = 5;

    private static final long MIN_BLOCK_SIZE = 1L << 20;

    private RollPeriod rollPeriod = RollPeriod.DAILY;
    private long segmentLength = SEGMENT_LENGTH_DEFAULT;
    private long reserveLength = RESERVE_LENGTH_DEFAULT;
    private long aheadLength = AHEAD_LENGTH_DEFAULT;
    private long retainAge;
    private long retainBytes;
    private Durability durability = Durability.PROCESS;
    private int batchLimit = BATCH_LIMIT_DEFAULT;
    private int eventLengthMax = EVENT_LENGTH_MAX_DEFAULT;
    private int outcomeLimit = OUTCOME_LIMIT_DEFAULT;
    private int nodeDigestLimit = NODE_DIGEST_LIMIT_DEFAULT;
    private EpochClock clock = SystemEpochClock.INSTANCE;
    private int frameLengthMax;

    /** A context with all defaults. */
    public JournalContext() {}

    /**
     * After how much time a new segment begins.
     *
     * @param rollPeriod default {@link RollPeriod#DAILY}.
     * @return this.
     */
    public JournalContext rollPeriod(RollPeriod rollPeriod) {
        this.rollPeriod = rollPeriod;
        return this;
    }

    /**
     * After how much time a new segment begins.
     *
     * @return the roll period.
     */
    public RollPeriod rollPeriod() {
        return rollPeriod;
    }

    /**
     * The length after which a new segment begins: about, since a frame is never divided. A segment is mapped as a
     * whole, so that appending never calls the operating system.
     *
     * @param segmentLength bytes, from {@link #SEGMENT_LENGTH_MIN} to {@link #SEGMENT_LENGTH_MAX}.
     * @return this.
     */
    public JournalContext segmentLength(long segmentLength) {
        this.segmentLength = segmentLength;
        return this;
    }

    /**
     * The length after which a new segment begins.
     *
     * @return bytes.
     */
    public long segmentLength() {
        return segmentLength;
    }

    /**
     * How far ahead of the writer the file is given its space on the disk. What is granted to the writer is really
     * there, so that a full disk shows before an event is accepted and not after.
     *
     * @param aheadLength bytes, at least 1 MiB.
     * @return this.
     */
    public JournalContext aheadLength(long aheadLength) {
        this.aheadLength = aheadLength;
        return this;
    }

    /**
     * How far ahead of the writer the file is given its space on the disk.
     *
     * @return bytes.
     */
    public long aheadLength() {
        return aheadLength;
    }

    /**
     * Space that is kept back: events are no longer accepted when less is free, and a file of this length is given up
     * then, so that a snapshot and an orderly end still find room.
     *
     * @param reserveLength bytes, not negative.
     * @return this.
     */
    public JournalContext reserveLength(long reserveLength) {
        this.reserveLength = reserveLength;
        return this;
    }

    /**
     * Space that is kept back.
     *
     * @return bytes.
     */
    public long reserveLength() {
        return reserveLength;
    }

    /**
     * How long a segment is kept after the next one was begun. What is needed stays longer, see
     * {@link JournalKeeper#neededSequence}.
     *
     * @param retainAge milliseconds, not negative; 0, the default, for ever.
     * @return this.
     */
    public JournalContext retainAge(long retainAge) {
        this.retainAge = retainAge;
        return this;
    }

    /**
     * How long a segment is kept after the next one was begun.
     *
     * @return milliseconds; 0 for ever.
     */
    public long retainAge() {
        return retainAge;
    }

    /**
     * How long the files of all segments may be together before the oldest is removed. What is needed stays, see
     * {@link JournalKeeper#neededSequence}.
     *
     * @param retainBytes bytes, not negative; 0, the default, for no limit.
     * @return this.
     */
    public JournalContext retainBytes(long retainBytes) {
        this.retainBytes = retainBytes;
        return this;
    }

    /**
     * How long the files of all segments may be together before the oldest is removed.
     *
     * @return bytes; 0 for no limit.
     */
    public long retainBytes() {
        return retainBytes;
    }

    /**
     * What an event that was journaled survives.
     *
     * @param durability default {@link Durability#PROCESS}.
     * @return this.
     */
    public JournalContext durability(Durability durability) {
        this.durability = durability;
        return this;
    }

    /**
     * What an event that was journaled survives.
     *
     * @return the level.
     */
    public Durability durability() {
        return durability;
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
     * The clock that decides when a new segment begins, UTC epoch milliseconds. It may step back: the greatest time
     * seen counts. Nothing but that depends on it: segments are ordered by their numbers.
     *
     * @param clock default the system clock.
     * @return this.
     */
    public JournalContext clock(EpochClock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * The clock that decides when a new segment begins.
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

    /** The longest frame a segment takes: a bound for manifests, which no limit above speaks of. */
    int manifestFrameLengthMax() {
        return (int) (segmentLength / SEGMENT_LENGTH_TO_FRAME_LENGTH_MAX) - Long.BYTES;
    }

    /**
     * What is mapped at once: a segment, and what goes beyond its length before the next one is ready. The keeper has
     * granted the space ahead once when it prepares the next one, and at most once more while it does.
     */
    long blockSize() {
        return BitUtil.align(segmentLength + 2 * ahead() + MIN_BLOCK_SIZE, MIN_BLOCK_SIZE);
    }

    /** The space ahead of the writer: half of it is still there when the keeper goes about getting more. */
    long ahead() {
        return Math.max(aheadLength, 4L * roomNeeded());
    }

    /** What there must be room for when a batch begins; known once concluded. */
    int roomNeeded() {
        return FRAMES_OF_A_BATCH * frameLengthMax + HEAD_LENGTH;
    }

    /**
     * Checks every setting and derives {@link #frameLengthMax()}.
     *
     * @return this.
     * @throws IllegalArgumentException naming the setting and its value.
     */
    public JournalContext conclude() {
        Objects.requireNonNull(rollPeriod, "rollPeriod");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(clock, "clock");
        check(
                segmentLength >= SEGMENT_LENGTH_MIN && segmentLength <= SEGMENT_LENGTH_MAX,
                "segmentLength",
                segmentLength,
                "from 1 MiB to 512 MiB");
        check(aheadLength >= 1 << 20, "aheadLength", aheadLength, "at least 1 MiB");
        check(reserveLength >= 0, "reserveLength", reserveLength, "not negative");
        check(retainAge >= 0, "retainAge", retainAge, "not negative");
        check(retainBytes >= 0, "retainBytes", retainBytes, "not negative");
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
                    + " allow a frame of " + lengthMax + " bytes, but segmentLength=" + segmentLength + " takes "
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
