// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

/**
 * Tells from the sequences of one source on one subject what is missing, late, or came twice. The first sequence seen
 * is where the count begins. Of the last {@value #LENGTH} sequences it is remembered which have come; what is older
 * than these cannot be told from a duplicate and is taken for one.
 *
 * <p>For one thread; allocates nothing once made.
 */
final class SequenceWindow {
    /** The sequence has come before, or may have. */
    static final long DUPLICATE = -1;
    /** The sequence had been missing. */
    static final long LATE = -2;

    /** Sequences that are remembered; a power of two. */
    static final int LENGTH = 1_024;

    private final long[] seen = new long[LENGTH / Long.SIZE];
    private long first;
    private long last = -1;

    /**
     * Notes a sequence.
     *
     * @param sequence not negative.
     * @return how many are missing right before it, 0 for the one expected; {@link #LATE} or {@link #DUPLICATE}.
     */
    long note(long sequence) {
        if (last < 0) {
            first = sequence;
            last = sequence;
            mark(sequence);
            return 0;
        }
        if (sequence > last) {
            long missing = sequence - last - 1;
            forget(last + 1, Math.min(missing + 1, LENGTH));
            last = sequence;
            mark(sequence);
            return missing;
        }
        if (sequence < first || last - sequence >= LENGTH || isMarked(sequence)) {
            return DUPLICATE;
        }
        mark(sequence);
        return LATE;
    }

    private void forget(long from, long count) {
        for (long i = 0; i < count; i++) {
            seen[word(from + i)] &= ~(1L << (from + i));
        }
    }

    private void mark(long sequence) {
        seen[word(sequence)] |= 1L << sequence;
    }

    private boolean isMarked(long sequence) {
        return (seen[word(sequence)] & 1L << sequence) != 0;
    }

    private static int word(long sequence) {
        return (int) (sequence & (LENGTH - 1)) / Long.SIZE;
    }
}
