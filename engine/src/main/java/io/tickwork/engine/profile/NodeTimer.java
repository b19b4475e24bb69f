// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Chooses the runs of a node that are timed and keeps how long they took: one of {@value #PERIOD} on average, at no
 * fixed distance, so that what a node does at every so many runs is hit as often as it happens. Of a node that hardly
 * ever runs, all of the first runs are taken.
 */
final class NodeTimer {
    /** Runs from one that is timed to the next, on average: the clock must not keep nodes apart that run together. */
    static final int PERIOD = 64;
    /** With as many samples the first runs, which are those of a node that warms up, count no longer. */
    private static final int ENOUGH = 200;

    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    /** Of the samples: in the longest the machine did something else. */
    private static final double KEPT = 0.99;

    private final Histogram first = new Histogram(LONGEST_NS, DIGITS);
    private final Histogram sampled = new Histogram(LONGEST_NS, DIGITS);
    private final SplittableRandom random;
    private int countdown = 1;

    /** @param seed of the choice, any number. */
    NodeTimer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return whether the run that begins now is to be timed} */
    boolean isDue() {
        return --countdown <= 0; // below 0 when the run before was due and threw
    }

    /** Takes the time of a run that was due. */
    void add(long elapsedNs) {
        boolean isFirst = first.getTotalCount() < ENOUGH;
        (isFirst ? first : sampled).recordValue(Math.min(LONGEST_NS, Math.max(0, elapsedNs)));
        countdown = isFirst ? 1 : random.nextInt(1, 2 * PERIOD);
    }

    /** Forgets all times. */
    void clear() {
        first.reset();
        sampled.reset();
        countdown = 1;
    }

    /** {@return how long runs took in ns, clock included} */
    Histogram times() {
        if (sampled.getTotalCount() >= ENOUGH) {
            return sampled;
        }
        Histogram all = first.copy();
        all.add(sampled);
        return all;
    }

    /** {@return the mean of all but the longest hundredth, clock included; 0 when nothing was timed} */
    static double meanNs(Histogram times) {
        long kept = (long) Math.ceil(times.getTotalCount() * KEPT);
        double sum = 0;
        long count = 0;
        for (HistogramIterationValue each : times.recordedValues()) {
            long taken = Math.min(each.getCountAddedInThisIterationStep(), kept - count);
            sum += (double) taken * each.getValueIteratedTo();
            count += taken;
        }
        return count == 0 ? 0 : sum / count;
    }
}
