// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one or more runs at one rate have measured, in nanoseconds.
 *
 * <p>Threading: filled by the thread that takes what arrives, read when the run is over.
 */
final class Latencies {
    private static final long NS_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Histogram whole = histogram();
    private final Histogram engine = histogram();
    private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    private long arrived;
    private long elapsedNs;
    private long backPressured;

    Latencies() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, histogram());
        }
    }

    private static Histogram histogram() {
        return new Histogram(NS_MAX, DIGITS);
    }

    /** Records a sampled event that arrives now. */
    void onArrival(Route route, long number, long dueNs, long nowNs) {
        record(whole, nowNs - dueNs);
        if (route.hasStages()) {
            long fromNs = dueNs;
            for (Stage stage : Stage.values()) {
                long toNs = stage == Stage.OUTBOUND ? nowNs : route.passedNs(number, stage);
                record(stages.get(stage), toNs - fromNs);
                fromNs = toNs;
            }
            record(engine, route.passedNs(number, Stage.GRAPH) - route.passedNs(number, Stage.RING));
        }
    }

    private static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.max(0, Math.min(ns, NS_MAX)));
    }

    /** A run has ended. */
    void onEnd(long arrivedCount, long runNs, long backPressuredCount) {
        arrived += arrivedCount;
        elapsedNs += runNs;
        backPressured += backPressuredCount;
    }

    void add(Latencies other) {
        whole.add(other.whole);
        engine.add(other.engine);
        stages.forEach((stage, histogram) -> histogram.add(other.stages.get(stage)));
        onEnd(other.arrived, other.elapsedNs, other.backPressured);
    }

    /** {@return from when events were due until they arrived} */
    Histogram whole() {
        return whole;
    }

    /** {@return from when events were taken from the ring until they had put out their value} */
    Histogram engine() {
        return engine;
    }

    Histogram stage(Stage stage) {
        return stages.get(stage);
    }

    /** {@return events per second that arrived} */
    double achievedRate() {
        return arrived * 1e9 / elapsedNs;
    }

    /** {@return how often there was no room for an event that was due} */
    long backPressured() {
        return backPressured;
    }
}
