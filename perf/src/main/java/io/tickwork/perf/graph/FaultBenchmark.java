// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: does a node that throws, is reset, and throws again cost more after a million times than the first times?
 *
 * <p>Expected: the same, since of a fault nothing is kept beyond its cycle, and what depends on the node is looked up
 * once. What it costs is mostly the stack trace that the JVM collects. The first times are measured with warm code:
 * other processors have thrown as often as it takes.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@State(Scope.Thread)
public class FaultBenchmark {
    private static final int MEASURED_FAULTS = 1_000;
    /** Many new processors, so that neither the first events of one nor the later ones are news to the compiler. */
    private static final int PROCESSORS_UNTIL_WARM = 2_000;

    private static final int FAULTS_UNTIL_WARM = 200;
    private static final String NODE = "bomb";
    private static final NodeType BOMB = NodeType.named(NODE)
            .doc("Throws at every run.")
            .doubleInput("source", "Anything.")
            .doubleOutput("value", "Never.")
            .create(w -> state -> {
                throw new IllegalStateException("thrown by design");
            });

    /** How often the node has thrown before. */
    @Param({"0", "999000"})
    public int before;

    private final Graph graph = graph();
    /** Compiled once, so that the code is as warm for the first faults as for the last. */
    private final Map<Subgraph, Plan> plans = new IdentityHashMap<>();

    private final MutableDirectBuffer trade = new UnsafeBuffer(new byte[256]);
    private final MutableDirectBuffer reset = new UnsafeBuffer(new byte[256]);
    private GraphProcessor processor;
    private long sequence;

    /** Makes the benchmark. */
    public FaultBenchmark() {}

    private static Graph graph() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(BOMB);
        return new GraphBuilder(Catalogue.of(types))
                .node(NODE, NODE)
                .input("Tick")
                .end()
                .node("dependant", "ema")
                .input(NODE)
                .parameter("period", 20)
                .end()
                .node("bystander", "ema")
                .input("Tick")
                .parameter("period", 20)
                .build();
    }

    /** Makes the events, and the code warm. */
    @Setup
    public void warm() {
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        new TradeEncoder().wrapAndApplyHeader(trade, 0, header).priceMantissa(1).sizeMantissa(1);
        InboundEvents.stamp(trade, 0, 1, 1, 0);
        new NodeResetEncoder().wrapAndApplyHeader(reset, 0, header).node(NODE);
        InboundEvents.stamp(reset, 0, 1, 1, 0);
        for (int i = 0; i < PROCESSORS_UNTIL_WARM; i++) {
            begin();
            fail(FAULTS_UNTIL_WARM);
        }
    }

    /** Makes a processor whose node has thrown as often as the parameter says. */
    @Setup(Level.Iteration)
    public void prepare() {
        begin();
        fail(before);
    }

    private void begin() {
        processor = new GraphProcessor(
                graph, subgraph -> plans.computeIfAbsent(subgraph, PlanCompiler::compile), OutputHandler.NONE);
        sequence = 0;
        MutableDirectBuffer definition = new UnsafeBuffer(new byte[256]);
        new SymbolDefinitionEncoder()
                .wrapAndApplyHeader(definition, 0, new MessageHeaderEncoder())
                .priceExponent((byte) Decimal.DEFAULT_EXPONENT)
                .sizeExponent((byte) Decimal.DEFAULT_EXPONENT)
                .symbolName("S");
        InboundEvents.stamp(definition, 0, 0, 0, 0);
        processor.onEvent(sequence++, definition, 0);
    }

    /** Each trade must make the node throw, and each reset put it back into service; nothing else is put out. */
    private void fail(int count) {
        long expected = processor.outputCount() + count;
        for (int i = 0; i < count; i++) {
            processor.onEvent(sequence++, trade, 0);
            processor.onEvent(sequence++, reset, 0);
        }
        if (processor.outputCount() != expected) {
            throw new IllegalStateException(
                    count + " trades, " + (expected - processor.outputCount()) + " faults missing");
        }
    }

    /** {@return the number of faults so far} */
    @Benchmark
    @OperationsPerInvocation(MEASURED_FAULTS)
    public long fault() {
        fail(MEASURED_FAULTS);
        return processor.outputCount();
    }
}
