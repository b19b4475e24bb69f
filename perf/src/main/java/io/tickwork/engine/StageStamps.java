// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/**
 * When the parts of the engine thread's work on an event began, of the events that are sampled.
 *
 * <p>Threading: {@link #sample} while no event is under way. Stamps are written by the engine thread before it
 * publishes the event's output, and may be read by whoever has taken that.
 */
public final class StageStamps {
    /** The batch was taken from the ring; from here it is appended to the journal. */
    public static final int TAKEN = 0;
    /** The batch is in the journal. */
    public static final int JOURNALED = 1;
    /** The event begins to run: those before it in the batch have been run. */
    public static final int BEGUN = 2;
    /** It puts out its value. */
    public static final int DONE = 3;

    private static final int STAMPS = 4;
    /** Many more than there are sampled events under way. */
    private static final int EVENTS = 1 << 15;

    private final long[] stamps = new long[EVENTS * STAMPS];
    private long first = 1;
    private int shift = Long.SIZE - 2;

    // What the engine thread knows of the batch and the event at hand.
    private long takenNs;
    private long journaledNs;
    private long begunNs;

    StageStamps() {}

    /**
     * Says of which events stamps are wanted.
     *
     * @param firstSequence of an event that is sampled.
     * @param everyShift one in two to this power is.
     */
    public void sample(long firstSequence, int everyShift) {
        first = firstSequence;
        shift = everyShift;
    }

    /** {@return whether an event is sampled} @param sequence of the event. */
    public boolean isSampled(long sequence) {
        return (sequence - first & (1L << shift) - 1) == 0;
    }

    /**
     * {@return a stamp of a sampled event, nanoseconds of {@link System#nanoTime}}
     *
     * @param sequence of the event.
     * @param stamp which.
     */
    public long get(long sequence, int stamp) {
        return stamps[place(sequence) + stamp];
    }

    void onBatch(long batchTakenNs, long batchJournaledNs) {
        takenNs = batchTakenNs;
        journaledNs = batchJournaledNs;
        begunNs = batchJournaledNs;
    }

    void onNext(long sequence) {
        if (isSampled(sequence)) {
            begunNs = System.nanoTime();
        }
    }

    void onOutput(long sequence) {
        if (isSampled(sequence)) {
            int place = place(sequence);
            stamps[place + TAKEN] = takenNs;
            stamps[place + JOURNALED] = journaledNs;
            stamps[place + BEGUN] = begunNs;
            stamps[place + DONE] = System.nanoTime();
        }
    }

    private int place(long sequence) {
        return (int) (sequence - first >> shift & EVENTS - 1) * STAMPS;
    }
}
