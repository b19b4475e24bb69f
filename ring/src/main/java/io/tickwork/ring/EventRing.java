// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SingleProducerSequencer;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring of slots of fixed length, laid out as {@link SlotDescriptor} says, written by one thread and read by
 * {@linkplain RingConsumer consumers} on threads of their own.
 *
 * <pre>{@code
 * long sequence = ring.tryClaim(lengthBytes, sourceId, sourceSequence);
 * if (sequence != EventRing.BACK_PRESSURED) {
 *     encoder.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(sequence), header)...;
 *     ring.publish(sequence);
 * }
 * }</pre>
 *
 * <p>Threading: {@link #tryClaim}, {@link #publish}, {@link #abandon} and {@link #remaining} belong to one thread, the
 * producer; with assertions on, a second one is caught. A slot may be touched by the producer between claim and publish
 * and by a consumer during its batch. Memory: the ring owns the slots; they live as long as the ring. Cost: nothing is
 * allocated after construction, nothing blocks.
 *
 * <p>Design note: claims are counted here and given to Disruptor's sequencer when they are published. So a claim can be
 * abandoned, and several can become visible together. The sequencer is used without {@code RingBuffer}, whose array of
 * event objects would hold nothing: a slot is a place in the block that follows from its sequence.
 */
public final class EventRing {
    /** Nothing was claimed, as the slowest consumer is one lap behind. Retry after other work. */
    public static final long BACK_PRESSURED = -1;

    /** Length of a block that stays in a core's cache. */
    public static final int DEFAULT_BLOCK_LENGTH = 1 << 20;

    /** Lets an offset in the block be an {@code int}. */
    private static final long MAX_BLOCK_LENGTH = 1L << 30;

    private final int slotLengthBytes;
    private final int indexMask;
    private final UnsafeBuffer buffer;
    private final long[] heads;
    private final SingleProducerSequencer sequencer;

    /** Gates the producer of a ring without consumers, which fills up rather than forgets. */
    private final Sequence unconsumed = new Sequence();

    // Sequences are padded: the producer's stores leave alone the cache line of the fields above, which consumers read.
    private final Sequence claimed = new Sequence();
    /** Up to here there was room when the consumers were looked at last. */
    private final Sequence claimable = new Sequence();

    private final Sequence backPressureCount = new Sequence(0);

    /** Written only when assertions are on. */
    private Thread producer;

    /**
     * Allocates a ring.
     *
     * @param slotCount a power of two.
     * @param slotLengthBytes of the longest payload, a multiple of {@link SlotDescriptor#ALIGNMENT}.
     * @throws IllegalArgumentException if one of them is not, or the block would be longer than 1 GiB.
     */
    public EventRing(int slotCount, int slotLengthBytes) {
        if (!BitUtil.isPowerOfTwo(slotCount)) {
            throw new IllegalArgumentException("slotCount=" + slotCount + " is not a power of two");
        }
        if (slotLengthBytes <= 0 || slotLengthBytes % SlotDescriptor.ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "slotLengthBytes=" + slotLengthBytes + " is not a multiple of " + SlotDescriptor.ALIGNMENT);
        }
        if ((long) slotCount * slotLengthBytes > MAX_BLOCK_LENGTH) {
            throw new IllegalArgumentException("slotCount=" + slotCount + " times slotLengthBytes=" + slotLengthBytes
                    + " is longer than " + MAX_BLOCK_LENGTH);
        }
        this.slotLengthBytes = slotLengthBytes;
        this.indexMask = slotCount - 1;
        this.buffer = new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(slotCount * slotLengthBytes, SlotDescriptor.ALIGNMENT));
        this.heads = new long[slotCount * SlotDescriptor.HEAD_WORDS];
        // Nobody waits inside the sequencer, so its wait strategy is never asked.
        this.sequencer = new SingleProducerSequencer(slotCount, new BusySpinWaitStrategy());
        sequencer.addGatingSequences(unconsumed);
    }

    /**
     * Number of slots that makes a block of about {@link #DEFAULT_BLOCK_LENGTH}.
     *
     * @param slotLengthBytes of the ring to be.
     * @return a power of two, at least 2.
     */
    public static int defaultSlotCount(int slotLengthBytes) {
        return Math.max(2, Integer.highestOneBit(DEFAULT_BLOCK_LENGTH / slotLengthBytes));
    }

    /**
     * Adds a consumer. Called before the first claim, by the thread that builds the ring.
     *
     * @param after the consumers it must stay behind; none: it follows the producer.
     * @return the consumer, to be polled by one thread.
     * @throws IllegalStateException if something has been claimed.
     * @throws IllegalArgumentException if one of {@code after} reads another ring.
     */
    public RingConsumer addConsumer(RingConsumer... after) {
        if (claimed.get() >= 0) {
            throw new IllegalStateException("consumers are added before the first claim");
        }
        for (RingConsumer consumer : after) {
            if (consumer.ring() != this) {
                throw new IllegalArgumentException("a consumer cannot follow one of another ring");
            }
        }
        Sequence[] dependencies =
                Arrays.stream(after).map(RingConsumer::gatingSequence).toArray(Sequence[]::new);
        Sequence sequence = new Sequence();
        sequencer.addGatingSequences(sequence);
        sequencer.removeGatingSequence(unconsumed);
        // Whoever is followed is never the slowest, so the producer need not look at it.
        for (Sequence dependency : dependencies) {
            sequencer.removeGatingSequence(dependency);
        }
        return new RingConsumer(this, sequencer.newBarrier(dependencies), sequence);
    }

    /**
     * Claims the next slot for a payload and records its length; the slot has no source yet. Claims may be published
     * one by one or several at once.
     *
     * @param lengthBytes of the payload.
     * @return the sequence claimed, or {@link #BACK_PRESSURED}, which is counted.
     * @throws IllegalArgumentException if the payload cannot fit a slot.
     */
    public long tryClaim(int lengthBytes) {
        return tryClaim(lengthBytes, SlotDescriptor.NO_SOURCE, SlotDescriptor.NO_SOURCE);
    }

    /**
     * Claims the next slot for a payload and records its length and its source, for whoever knows it beforehand: each
     * word of the slot's head is then written once.
     *
     * @param lengthBytes of the payload.
     * @param sourceId of the source.
     * @param sourceSequence the source's own sequence of the payload.
     * @return the sequence claimed, or {@link #BACK_PRESSURED}, which is counted.
     * @throws IllegalArgumentException if the payload cannot fit a slot.
     */
    public long tryClaim(int lengthBytes, int sourceId, long sourceSequence) {
        assert isProducer() : "claimed by a second thread, " + Thread.currentThread();
        if (lengthBytes < 0 || lengthBytes > payloadCapacity()) {
            throw new IllegalArgumentException(
                    "a payload of " + lengthBytes + " bytes does not fit a slot for " + payloadCapacity());
        }
        long sequence = claimed.get() + 1;
        if (sequence > claimable.get() && !findRoom(sequence)) {
            backPressureCount.set(backPressureCount.get() + 1);
            return BACK_PRESSURED;
        }
        claimed.set(sequence);
        int head = head(sequence);
        heads[head] = SlotDescriptor.lengthAndSourceId(lengthBytes, sourceId);
        heads[head + 1] = sourceSequence;
        return sequence;
    }

    private boolean findRoom(long sequence) {
        claimable.set(sequencer.getCursor() + sequencer.remainingCapacity());
        return sequence <= claimable.get();
    }

    /**
     * Makes a claimed slot, and all those claimed before it, visible to the consumers.
     *
     * @param sequence from {@link #tryClaim}.
     */
    public void publish(long sequence) {
        assert sequencer.getCursor() < sequence && sequence <= claimed.get()
                : "sequence=" + sequence + " is not between published=" + sequencer.getCursor() + " and claimed="
                        + claimed.get();
        sequencer.claim(sequence); // there is room, or tryClaim would have said so: nothing is to be waited for
        sequencer.publish(sequence);
    }

    /** Gives back everything claimed and not published, as if it had not been claimed. */
    public void abandon() {
        assert isProducer() : "abandoned by a second thread, " + Thread.currentThread();
        claimed.set(sequencer.getCursor());
    }

    /**
     * The block that holds all payloads.
     *
     * @return a view whose offsets are those of {@link #payloadOffset}; to be used only within slots the caller may
     *     touch.
     */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /**
     * Where a payload begins.
     *
     * @param sequence of the slot.
     * @return its offset in {@link #buffer}, a multiple of {@link SlotDescriptor#ALIGNMENT}.
     */
    public int payloadOffset(long sequence) {
        return ((int) sequence & indexMask) * slotLengthBytes;
    }

    /**
     * Length of a payload.
     *
     * @param sequence of the slot.
     * @return the length it was claimed with, in bytes.
     */
    public int payloadLength(long sequence) {
        return SlotDescriptor.length(heads[head(sequence)]);
    }

    /**
     * Records where a payload came from.
     *
     * @param sequence of the slot.
     * @param sourceId of the source.
     * @param sourceSequence the source's own sequence of the payload.
     */
    public void source(long sequence, int sourceId, long sourceSequence) {
        int head = head(sequence);
        heads[head] = SlotDescriptor.lengthAndSourceId(payloadLength(sequence), sourceId);
        heads[head + 1] = sourceSequence;
    }

    /**
     * The source of a payload.
     *
     * @param sequence of the slot.
     * @return the source's id, or {@link SlotDescriptor#NO_SOURCE}.
     */
    public int sourceId(long sequence) {
        return SlotDescriptor.sourceId(heads[head(sequence)]);
    }

    /**
     * The source's own sequence of a payload.
     *
     * @param sequence of the slot.
     * @return that sequence, or {@link SlotDescriptor#NO_SOURCE}.
     */
    public long sourceSequence(long sequence) {
        return heads[head(sequence) + 1];
    }

    /**
     * How far the producer has come. May be called from any thread.
     *
     * @return the last sequence published, -1 before the first.
     */
    public long cursor() {
        return sequencer.getCursor();
    }

    /**
     * Number of slots.
     *
     * @return a power of two.
     */
    public int slotCount() {
        return indexMask + 1;
    }

    /**
     * Length of the longest payload.
     *
     * @return bytes.
     */
    public int payloadCapacity() {
        return slotLengthBytes;
    }

    /**
     * Number of slots the producer can claim now. For the producer only.
     *
     * @return from 0 to {@link #slotCount}.
     */
    public int remaining() {
        return (int) (sequencer.remainingCapacity() - (claimed.get() - sequencer.getCursor()));
    }

    /**
     * How often a claim found the ring full. May be called from any thread.
     *
     * @return a count that only grows.
     */
    public long backPressureCount() {
        return backPressureCount.get();
    }

    private int head(long sequence) {
        return ((int) sequence & indexMask) * SlotDescriptor.HEAD_WORDS;
    }

    private boolean isProducer() {
        Thread current = Thread.currentThread();
        if (producer == null) {
            producer = current;
        }
        return producer == current;
    }
}
