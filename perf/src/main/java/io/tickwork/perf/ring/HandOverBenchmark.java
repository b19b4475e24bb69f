// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to hand a trade to another thread that spins, one after another as fast as it goes and
 * one at a time there and back, by our ring and by the bare Disruptor with the same message?
 *
 * <p>Expected: the same, as our ring is the Disruptor's sequencer over one block of slots; it adds the heads of slots,
 * four to a cache line.
 *
 * <p>What is reported is the time of single invocations of less than a time slice, so that the low percentiles are of
 * those in which both threads had a core. The other side adds up what comes, and the sum must be that of what was sent.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class HandOverBenchmark {
    private static final int STREAM_LENGTH = 1_024;
    private static final int ROUND_TRIPS = 16;

    /** Which lane: {@code ring}, {@code disruptor}, or the name of a class that is one. */
    @Param({"ring", "disruptor"})
    public String lane;

    private HandOver stream;
    private HandOver roundTrip;

    /** Makes the benchmark. */
    public HandOverBenchmark() {}

    /** Opens the lanes of one of the two; the thread of the other would take a core. */
    private static Lane open(String name) {
        return switch (name) {
            case "ring" -> new RingLane();
            case "disruptor" -> new DisruptorLane();
            default -> openByName(name);
        };
    }

    private static Lane openByName(String name) {
        try {
            return (Lane) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + " is no lane", e);
        }
    }

    /** Checks what has come, and ends the other thread. */
    @TearDown
    public void close() {
        for (HandOver each : new HandOver[] {stream, roundTrip}) {
            if (each != null) {
                each.check();
                each.close();
            }
        }
    }

    /** {@return the sum so far} */
    @Benchmark
    @OperationsPerInvocation(STREAM_LENGTH)
    public long stream() {
        if (stream == null) {
            stream = new HandOver(open(lane), null);
        }
        return stream.stream(STREAM_LENGTH);
    }

    /** {@return how many so far} */
    @Benchmark
    @OperationsPerInvocation(ROUND_TRIPS)
    public long roundTrip() {
        if (roundTrip == null) {
            roundTrip = new HandOver(open(lane), open(lane));
        }
        return roundTrip.roundTrips(ROUND_TRIPS);
    }
}
