// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import io.tickwork.perf.rounds.CpuTimed;
import io.tickwork.perf.rounds.Turns;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do claim, publish and consume cost where no other thread is involved, in our ring and in the bare
 * Disruptor with the same message?
 *
 * <p>Expected: nearly the same: our slots have a head of 16 bytes that is written as well. What is measured is CPU time
 * that does not depend on how two cores share a cache line, nor on whether the other one is there.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LaneBenchmark extends CpuTimed {
    private static final int BATCH = 64;
    private static final int SLICE = 512;

    private final Lane ring = new RingLane();
    private final Lane disruptor = new DisruptorLane();
    private final TradePayload payload = new TradePayload();
    private final Lane.Sink sink = (buffer, offset) -> add(payload.sum(buffer, offset));
    private long number;
    private long sum;

    /** Makes the benchmark. */
    public LaneBenchmark() {}

    /** {@return the sum of what was taken} */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long ring() {
        return pass(ring);
    }

    /** {@return the sum of what was taken} */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long disruptor() {
        return pass(disruptor);
    }

    /** The same in turns; {@code -prof io.tickwork.perf.rounds.Turns} tells what each costs. */
    @Benchmark
    public void inTurns() {
        Turns.time("ring", SLICE * BATCH, () -> {
            for (int i = 0; i < SLICE; i++) {
                ring();
            }
        });
        Turns.time("disruptor", SLICE * BATCH, () -> {
            for (int i = 0; i < SLICE; i++) {
                disruptor();
            }
        });
    }

    private void add(long value) {
        sum += value;
    }

    private long pass(Lane lane) {
        long before = sum;
        long expected = 0;
        for (int i = 0; i < BATCH; i++) {
            expected += TradePayload.sumOf(number);
            lane.offer(number++);
        }
        int taken = lane.poll(sink, BATCH);
        if (taken != BATCH || sum - before != expected) {
            throw new IllegalStateException("what was taken is not what was offered");
        }
        return sum;
    }
}
