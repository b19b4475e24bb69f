// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.engine.diff.OutputDifference.Kind;
import io.tickwork.engine.diff.OutputDifference.Moment;

/**
 * Counts what becomes of one output of one symbol, or of the faults of one node.
 *
 * <p>The emissions of an event are paired by the time of their cycle. Where an output has several at one time, as when
 * a bar ends at the very time of the event, those of the same cycle are paired first, and then the others in order:
 * graphs with other bars count cycles otherwise.
 */
final class OutputTally {
    private final String symbol;
    private final String name;
    private final Kind kind;
    private final boolean isShared;

    private Emission firstHead;
    private Emission firstTail;
    private Emission secondHead;
    private Emission secondTail;
    private boolean isTouched;

    private long equalCount;
    private long changedCount;
    private long lostCount;
    private long gainedCount;
    private double largestDistance;
    private long largestSequence;
    private Moment firstMoment;

    /**
     * @param symbol its name, empty for none.
     * @param name {@code node} or {@code node.output}; of faults, of the node.
     * @param kind what it is.
     * @param isShared whether both sides declare it.
     */
    OutputTally(String symbol, String name, Kind kind, boolean isShared) {
        this.symbol = symbol;
        this.name = name;
        this.kind = kind;
        this.isShared = isShared;
    }

    /** Adds an emission of the event at hand. Returns whether it is the first of this output in the event. */
    boolean add(Emission emission, boolean isOfFirst) {
        if (isOfFirst) {
            if (firstHead == null) {
                firstHead = emission;
            } else {
                firstTail.next = emission;
            }
            firstTail = emission;
        } else {
            if (secondHead == null) {
                secondHead = emission;
            } else {
                secondTail.next = emission;
            }
            secondTail = emission;
        }
        boolean isFirst = !isTouched;
        isTouched = true;
        return isFirst;
    }

    /**
     * Compares what was added.
     *
     * @return whether the sides differ, in an output that both have.
     */
    boolean settle(long sequence, Tolerance tolerance) {
        long differencesBefore = changedCount + lostCount + gainedCount;
        if (isOne(firstHead) && isOne(secondHead) && firstHead.cycleTimeNs == secondHead.cycleTimeNs) {
            pair(firstHead, secondHead, sequence, tolerance);
        } else {
            pairAll(true, sequence, tolerance);
            pairAll(false, sequence, tolerance);
            for (Emission each = firstHead; each != null; each = each.next) {
                if (!each.isPaired) {
                    lostCount++;
                    note(sequence, each, each, null);
                }
            }
            for (Emission each = secondHead; each != null; each = each.next) {
                if (!each.isPaired) {
                    gainedCount++;
                    note(sequence, each, null, each);
                }
            }
        }
        firstHead = null;
        secondHead = null;
        isTouched = false;
        return isShared && changedCount + lostCount + gainedCount > differencesBefore;
    }

    private static boolean isOne(Emission head) {
        return head != null && head.next == null;
    }

    private void pairAll(boolean isSameCycle, long sequence, Tolerance tolerance) {
        for (Emission first = firstHead; first != null; first = first.next) {
            for (Emission second = secondHead; second != null && !first.isPaired; second = second.next) {
                if (!second.isPaired
                        && first.cycleTimeNs == second.cycleTimeNs
                        && (!isSameCycle || first.cycle == second.cycle)) {
                    pair(first, second, sequence, tolerance);
                }
            }
        }
    }

    private void pair(Emission first, Emission second, long sequence, Tolerance tolerance) {
        first.isPaired = true;
        second.isPaired = true;
        if (first.isEqual(second, tolerance)) {
            equalCount++;
            return;
        }
        changedCount++;
        double distance = first.distance(second);
        if (distance > largestDistance) {
            largestDistance = distance;
            largestSequence = sequence;
        }
        note(sequence, first, first, second);
    }

    /** The first of an event is the one of the earliest cycle. */
    private void note(long sequence, Emission at, Emission first, Emission second) {
        if (firstMoment == null || firstMoment.sequence() == sequence && at.cycleTimeNs < firstMoment.cycleTimeNs()) {
            firstMoment = new Moment(
                    sequence,
                    at.cycle,
                    at.cycleTimeNs,
                    first == null ? null : first.text(),
                    second == null ? null : second.text());
        }
    }

    Kind kind() {
        return kind;
    }

    long equalCount() {
        return equalCount;
    }

    long changedCount() {
        return changedCount;
    }

    long lostCount() {
        return lostCount;
    }

    long gainedCount() {
        return gainedCount;
    }

    /** {@return what differs, null when nothing does} */
    OutputDifference difference() {
        return firstMoment == null
                ? null
                : new OutputDifference(
                        symbol,
                        name,
                        kind,
                        isShared,
                        equalCount,
                        changedCount,
                        lostCount,
                        gainedCount,
                        largestDistance,
                        largestSequence,
                        firstMoment);
    }
}
