// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.testing.NodeFixture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does one update of an indicator cost?
 *
 * <p>Expected: a few nanoseconds, whatever the period, since every node does the same little work at each update; more
 * where a window is searched or sorted, a logarithm taken or a profile kept. Laying the input is measured too, by
 * itself: beside a small indicator it is no small part, and {@link IndicatorTable} takes it off.
 *
 * <p>Each type has a JVM to itself, in which no other node has run: the call of {@code compute} knows its one receiver,
 * which is a constant, as it is in a compiled graph. Whether the values are right is the business of the tests of the
 * types; here must agree, before anything is timed, the node that is measured and the same node with all the promises
 * of the graph looked after.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class IndicatorUpdateBenchmark {
    private static String measuredType;

    /** The name of a type of the catalogue. */
    @Param("ema")
    public String type;

    private io.tickwork.dag.node.State state;
    private long update;

    /** Made when the parameter is known; from then on a constant to the compiler. */
    private static final class Measured {
        static final String TYPE = measuredType;
        static final Subject SUBJECT = Subject.named(TYPE);
        static final NodeFixture FIXTURE = SUBJECT.newNode();
        static final Node NODE = FIXTURE.node();
        static final InputRows ROWS = SUBJECT.newRows();

        private Measured() {}
    }

    /** Makes the benchmark. */
    public IndicatorUpdateBenchmark() {}

    /** Checks the type, then starts anew. */
    @Setup
    public void check() {
        measuredType = type;
        if (!Measured.TYPE.equals(type)) {
            throw new IllegalStateException("each type needs a JVM to itself: run with at least one fork");
        }
        Measured.SUBJECT.check();
        state = Measured.FIXTURE.state();
        Measured.ROWS.begin(state);
    }

    /** {@return what the node returned} */
    @Benchmark
    public long update() {
        Measured.ROWS.lay(state, update++);
        return Measured.NODE.compute(state);
    }

    /** {@return the time of the cycle} */
    @Benchmark
    public long inputAlone() {
        return Measured.ROWS.lay(state, update++);
    }
}
