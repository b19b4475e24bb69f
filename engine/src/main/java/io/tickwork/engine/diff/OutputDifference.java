// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

/**
 * How one output of one symbol differs between two sides.
 *
 * @param symbol whose it is; empty for what groups put out.
 * @param name {@code node} or {@code node.output}, as it is published; of faults, the node.
 * @param kind what it is.
 * @param isShared whether both sides declare it; if not, all it did is lost or gained.
 * @param equalCount how often both put out the same.
 * @param changedCount how often both put out something at the same time, and not the same.
 * @param lostCount how often only the first put out something.
 * @param gainedCount how often only the second did.
 * @param largestDistance the greatest distance of two numbers that changed: of a vector, of its elements; of a signal,
 *     of strength and price. 0 where nothing could be measured, because nothing changed, or only from a zero to its
 *     negative, or only a side, a reason or a kind.
 * @param largestSequence the event of it; 0 when there is none.
 * @param first where they differed first.
 */
public record OutputDifference(
        String symbol,
        String name,
        Kind kind,
        boolean isShared,
        long equalCount,
        long changedCount,
        long lostCount,
        long gainedCount,
        double largestDistance,
        long largestSequence,
        Moment first) {

    /** What is put out. */
    public enum Kind {
        /** A value or a vector. */
        VALUE,
        /** A signal of a strategy. */
        SIGNAL,
        /** A node that threw. */
        FAULT
    }

    /**
     * An output of an event on both sides.
     *
     * @param sequence of the event.
     * @param cycle within the event, on the first side if it put something out, else on the second.
     * @param cycleTimeNs time of that cycle, UTC epoch nanoseconds.
     * @param firstValue what the first put out, as text; null when nothing.
     * @param secondValue what the second did.
     */
    public record Moment(long sequence, int cycle, long cycleTimeNs, String firstValue, String secondValue) {}

    /** {@return {@code symbol/name}, or {@code name} of what groups put out} */
    public String label() {
        return symbol.isEmpty() ? name : symbol + "/" + name;
    }

    /** {@return how often it differed} */
    public long count() {
        return changedCount + lostCount + gainedCount;
    }
}
