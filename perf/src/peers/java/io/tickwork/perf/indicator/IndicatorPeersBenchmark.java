// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import io.tickwork.perf.rounds.CpuTimed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a new bar cost for six usual indicators (SMA 20, EMA 20, RSI 14, MACD 12/26/9, Bollinger 20/2, ATR
 * 14), in a compiled graph of six nodes, in ta4j, and in TA-Lib?
 *
 * <p>Expected: at least twenty times less than in ta4j, which makes an object for each number and sums windows anew,
 * although here it gets what favours it: doubles instead of decimals, bars made beforehand, a series of bounded length.
 * TA-Lib has no state between calls, so that a new bar costs it as many old bars as its recursive functions need to
 * forget where they began; the same applied to all bars at once is the least that a bar can cost, since nothing is kept
 * between bars but in registers. We should be within a small factor of that.
 *
 * <p>All ten values must agree at all bars to 1e-9 before anything is timed: ours with TA-Lib's from the first value on,
 * the others once they have converged.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class IndicatorPeersBenchmark extends CpuTimed {
    private static final double ERROR_MAX = 1e-9;
    /** Where the truth is zero, as of a histogram, a part of the price is allowed: that of TA-Lib's running sums. */
    private static final double RESIDUE = 1e-13;

    private final PeerBars bars = PeerBars.random();
    private final TaLibIndicators taLib = new TaLibIndicators(bars);
    private Ta4jIndicators ta4j = new Ta4jIndicators(bars);
    private OurIndicators ours = new OurIndicators(bars);
    private int next;

    /** Makes the benchmark. */
    public IndicatorPeersBenchmark() {}

    /** Compares all four over all bars, then starts anew. */
    @Setup
    public void check() {
        double[][] expected = new double[PeerBars.COUNT][];
        taLib.batch();
        for (int bar = 0; bar < PeerBars.COUNT; bar++) {
            expected[bar] = taLib.ofBatch(bar);
            ours.add(bar);
            ta4j.add(bar);
            compare("ours", bar, expected[bar], ours.values(), 0);
            compare("ta4j", bar, expected[bar], ta4j.values(), TaLibIndicators.SETTLED);
            if (bar >= TaLibIndicators.SETTLED) {
                taLib.last(bar);
                compare("TA-Lib, one bar at a time,", bar, expected[bar], taLib.ofLast(), TaLibIndicators.SETTLED);
            }
        }
        ours = new OurIndicators(bars);
        ta4j = new Ta4jIndicators(bars);
    }

    private void compare(String who, int bar, double[] expected, double[] actual, int from) {
        for (int i = 0; bar >= from && i < expected.length; i++) {
            double error = Math.abs(expected[i] - actual[i]);
            boolean areBothMissing = Double.isNaN(expected[i]) && Double.isNaN(actual[i]);
            if (!areBothMissing && !(error <= ERROR_MAX * Math.abs(expected[i]) + RESIDUE * PeerBars.PRICE_MAX)) {
                throw new IllegalStateException("%s at bar %d, value %d: %s instead of %s"
                        .formatted(who, bar, i, actual[i], expected[i]));
            }
        }
    }

    private int nextBar() {
        next = next + 1 & (PeerBars.COUNT - 1);
        return next;
    }

    /** {@return the sum of the ten values} */
    @Benchmark
    public double ours() {
        ours.add(nextBar());
        return ours.sum();
    }

    /** {@return the sum of the ten values} */
    @Benchmark
    public double ta4j() {
        ta4j.add(nextBar());
        return ta4j.sum();
    }

    /** {@return the sum of the ten values} */
    @Benchmark
    public double taLibOneBar() {
        taLib.last(Math.max(nextBar(), TaLibIndicators.SETTLED));
        return taLib.sumOfLast();
    }

    /** {@return the sum of ten values} */
    @Benchmark
    @OperationsPerInvocation(PeerBars.COUNT)
    public double taLibAllBars() {
        taLib.batch();
        return taLib.sumOfBatch();
    }
}
