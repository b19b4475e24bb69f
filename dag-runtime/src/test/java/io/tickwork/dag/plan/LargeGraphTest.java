// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Recorder;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** Graphs of the sizes and shapes that strain a generated class: it must load, agree, and stay fit for the JIT. */
class LargeGraphTest {
    private static final int NODES = 1_500;
    /** HotSpot never compiles a method of more bytecode. */
    private static final int HUGE_METHOD = 8_000;

    private final GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);

    @Test
    void shouldRunAChain() {
        builder.node("n0", "sum").input("Tick").end();
        for (int i = 1; i < NODES; i++) {
            builder.node("n" + i, i == NODES / 2 ? "fuse" : "sum")
                    .input("n" + (i - 1))
                    .publish()
                    .end();
        }
        verify(builder.build());
    }

    @Test
    void shouldRunDiamondsOnDiamonds() {
        // 2^750 paths lead from the first node to the last.
        builder.node("join0", "fuse").input("Tick").end();
        for (int i = 1; i <= NODES / 2; i++) {
            builder.node("side" + i, "sum").input("join" + (i - 1)).end();
            builder.node("join" + i, "sum")
                    .input("join" + (i - 1))
                    .input("side" + i)
                    .publish()
                    .end();
        }
        verify(builder.build());
    }

    @Test
    void shouldRunAWideGraph() {
        Random random = new Random(1);
        String[] sources = {"Tick", "Quote.bid", "Candle(1m)", "Candle(5m)", "Candle(1h)"};
        for (int i = 0; i < NODES; i++) {
            builder.node("n" + i, i % 100 == 99 ? "fuse" : "mean")
                    .input(sources[random.nextInt(sources.length)])
                    .parameter(i % 100 == 99 ? "limit" : "period", 2 + random.nextInt(20))
                    .publish()
                    .end();
        }
        for (int i = 0; i < 16; i++) {
            GraphBuilder.NodeStep all = builder.node("all" + i, "sum");
            for (int input = 0; input < 256; input++) {
                all.input("n" + input);
            }
            all.publish().end();
        }
        verify(builder.build());
    }

    @Test
    void shouldRunManyOutputsInOneSegment() {
        for (int i = 0; i < NODES; i++) {
            GraphBuilder.NodeStep node = builder.node("n" + i, i % 2 == 0 ? "bar" : "splitter");
            if (i < 2 || i % 2 == 0) {
                node.input("Candle(1m)");
            } else {
                node.input("n" + (i - 2) + ".half");
            }
            node.emit("on-change(0.1)").publish().end();
        }
        verify(builder.build());
    }

    @Test
    void shouldRunAGraphInWhichEveryNodeIsASegment() {
        String[] sources = {"Candle(1m)", "Candle(5m)"};
        builder.node("n0", "sum").input("Tick").end();
        for (int i = 1; i < NODES; i++) {
            builder.node("n" + i, "sum")
                    .input(sources[i % 2])
                    .input(null, "n" + (i - 1), Role.SAMPLED)
                    .publish()
                    .end();
        }
        verify(builder.build());
    }

    @Test
    void shouldSayWhenAGraphDoesNotFitIntoAClass() {
        for (int i = 0; i < 8_000; i++) {
            builder.node("n" + i, "bar")
                    .input("Candle(1m)")
                    .emit("on-change(" + i + ")")
                    .publish()
                    .end();
        }
        Graph graph = builder.build();
        assertThatThrownBy(() -> PlanCompiler.compile(graph.template()))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("limit: the plan of 8000 nodes with 64000 outputs needs");
    }

    private static void verify(Graph graph) {
        assertMethodsAreSmall(graph);
        Recorder compiledOutputs = new Recorder(graph);
        Recorder interpretedOutputs = new Recorder(graph);
        GraphProcessor compiled = new GraphProcessor(graph, PlanCompiler::compile, compiledOutputs);
        GraphProcessor interpreted = new GraphProcessor(graph, Interpreter::new, interpretedOutputs);
        Events events = new Events(compiled, interpreted).define(0, "X");
        for (int i = 0; i < 60; i++) {
            long timeNs = Rig.timeNs(31 * i);
            events.trade(0, timeNs, 1_000_000_000L * (i % 7), 1).quote(0, timeNs, 1_000_000_000L * (i % 5), 1);
            assertThat(compiledOutputs.lines()).as("event %d", i).isEqualTo(interpretedOutputs.lines());
            compiledOutputs.lines().clear();
            interpretedOutputs.lines().clear();
        }
        assertThat(compiled.outputCount()).isGreaterThan(graph.outputs().size());
        long[] ofCompiled = new long[compiled.nodeDigestCountMax()];
        long[] ofInterpreted = new long[interpreted.nodeDigestCountMax()];
        assertThat(compiled.stateHash(ofCompiled)).isEqualTo(interpreted.stateHash(ofInterpreted));
        assertThat(ofCompiled).isEqualTo(ofInterpreted);
    }

    private static void assertMethodsAreSmall(Graph graph) {
        Map<String, Integer> lengths = codeLengths(PlanCompiler.bytecode(graph.template()));
        assertThat(lengths).containsKeys("trade", "quote", "boundary", "<clinit>");
        // It runs once, and only there may final fields be set.
        lengths.remove("<clinit>");
        assertThat(lengths)
                .allSatisfy((method, length) -> assertThat(length).as(method).isLessThan(HUGE_METHOD));
    }

    /** Walks over the methods of a class file: its length of code is the one thing visitors are not told. */
    private static Map<String, Integer> codeLengths(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        char[] buffer = new char[reader.getMaxStringLength()];
        Map<String, Integer> lengths = new TreeMap<>();
        int offset = reader.header + 6;
        offset += 2 + 2 * reader.readUnsignedShort(offset); // interfaces
        for (boolean inMethods : new boolean[] {false, true}) {
            int memberCount = reader.readUnsignedShort(offset);
            offset += 2;
            for (int member = 0; member < memberCount; member++) {
                String name = reader.readUTF8(offset + 2, buffer);
                int attributeCount = reader.readUnsignedShort(offset + 6);
                offset += 8;
                for (int attribute = 0; attribute < attributeCount; attribute++) {
                    if (inMethods && reader.readUTF8(offset, buffer).equals("Code")) {
                        lengths.put(name, reader.readInt(offset + 10));
                    }
                    offset += 6 + reader.readInt(offset + 2);
                }
            }
        }
        return lengths;
    }
}
