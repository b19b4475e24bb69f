// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder;

import com.fluxtion.compiler.Fluxtion;
import com.fluxtion.runtime.EventProcessor;
import io.tickwork.perf.ladder.fluxtion.Cut;
import io.tickwork.perf.ladder.fluxtion.Ladder;
import io.tickwork.perf.ladder.fluxtion.LadderListener;
import io.tickwork.perf.ladder.fluxtion.Mid;
import io.tickwork.perf.ladder.fluxtion.Publisher;
import io.tickwork.perf.ladder.fluxtion.Skew;
import io.tickwork.perf.rounds.CpuTimed;
import io.tickwork.perf.rounds.Turns;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a ladder of five levels cost that is shifted by a part of its mid price, cut to four levels and
 * published, in four nodes, with us and in Fluxtion? The task is that of the benchmark that Fluxtion publishes.
 *
 * <p>Expected: not much apart. Fluxtion gets the ladder by reference and writes it once; we lay it into the state of the
 * symbol and write it once more for whoever takes it, and look whether each of its 20 values is finite.
 *
 * <p>All published ladders must be equal before anything is timed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LadderPeersBenchmark extends CpuTimed {
    private static final int SLICE = 32_768;

    private final Ladder[] ladders = Ladders.random();
    private final OurLadder ours = new OurLadder();
    private LadderListener fluxtion;
    private Publisher publisher;
    private int next;

    /** Makes the benchmark. */
    public LadderPeersBenchmark() {}

    /** Compares all ladders that are published. @throws NoSuchFieldException when Fluxtion has made another graph. */
    @Setup
    public void check() throws NoSuchFieldException {
        EventProcessor<?> processor = Fluxtion.compile(config -> {
            Skew skew = new Skew(new Mid(), Ladders.SKEW);
            config.addNode(new Publisher(new Cut(skew, Ladders.LEVELS_SHOWN)), "publisher");
        });
        processor.init();
        fluxtion = processor.getExportedService(LadderListener.class);
        publisher = processor.getNodeById("publisher");
        for (Ladder ladder : ladders) {
            ours.onLadder(ladder);
            fluxtion.onLadder(ladder);
            Ladder theirs = publisher.published();
            for (int level = 0; level < Ladder.LEVELS; level++) {
                require(ours.published(level), theirs.bidPrices[level]);
                require(ours.published(Ladder.LEVELS + level), theirs.bidSizes[level]);
                require(ours.published(2 * Ladder.LEVELS + level), theirs.askPrices[level]);
                require(ours.published(3 * Ladder.LEVELS + level), theirs.askSizes[level]);
            }
        }
        if (ours.count() != ladders.length) {
            throw new IllegalStateException(ours.count() + " ladders were published");
        }
    }

    private static void require(double ours, double theirs) {
        if (ours != theirs) {
            throw new IllegalStateException("ours is " + ours + ", Fluxtion's " + theirs);
        }
    }

    private Ladder nextLadder() {
        next = next + 1 & (Ladders.COUNT - 1);
        return ladders[next];
    }

    /** {@return a value of the ladder} */
    @Benchmark
    public double ours() {
        ours.onLadder(nextLadder());
        return ours.published(0);
    }

    /** {@return a value of the ladder} */
    @Benchmark
    public double fluxtion() {
        fluxtion.onLadder(nextLadder());
        return publisher.published().bidPrices[0];
    }

    /** The same in turns; {@code -prof io.tickwork.perf.rounds.Turns} tells what each costs. */
    @Benchmark
    public void inTurns() {
        Turns.time("ours", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                ours();
            }
        });
        Turns.time("fluxtion", SLICE, () -> {
            for (int i = 0; i < SLICE; i++) {
                fluxtion();
            }
        });
    }
}
