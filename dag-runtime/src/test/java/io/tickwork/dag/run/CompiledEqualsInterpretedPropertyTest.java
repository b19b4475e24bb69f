// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.support.RandomEvents;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.Recorder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: the compiled plan does what the interpreter does, bit for bit. Method: random graphs get the same random events
 * in both forms; after every event their outputs are compared, and after every hundred their whole state.
 *
 * <p>{@code -Dtickwork.graphs=100000} runs more of them, {@code -Dtickwork.seed=7} others.
 */
class CompiledEqualsInterpretedPropertyTest {
    private static final int EVENTS = 400;

    private final int graphCount = Integer.getInteger("tickwork.graphs", 1000);
    private final long firstSeed = Long.getLong("tickwork.seed", 20_250_101L);

    private long faultCount;
    private long signalCount;
    private long nonFiniteCount;
    private long lateTradeCount;
    private long outsideTradeCount;
    private long lateCandleCount;
    private long refusedCount;
    private long haltedCount;
    private long vectorCount;
    private long groupCount;
    private long candleCount;
    private long outputCount;

    @Test
    void shouldAgreeBitForBitOnRandomGraphs() {
        System.out.println("graphs: " + graphCount + ", first seed: " + firstSeed);
        for (int i = 0; i < graphCount; i++) {
            compare(firstSeed + i);
        }
        // A comparison of runs in which nothing happens proves nothing.
        assertThat(faultCount).as("faults").isGreaterThan(graphCount / 2);
        assertThat(signalCount).as("signals").isGreaterThan(graphCount);
        assertThat(nonFiniteCount).as("values that were not finite").isGreaterThan(graphCount);
        assertThat(lateTradeCount).as("late trades").isGreaterThan(graphCount);
        assertThat(outsideTradeCount).as("trades outside of sessions").isGreaterThan(graphCount);
        assertThat(lateCandleCount).as("late candles").isGreaterThan(graphCount);
        assertThat(refusedCount).as("changes that were refused").isGreaterThan(graphCount / 10);
        assertThat(haltedCount).as("halts").isGreaterThan(graphCount / 100);
        assertThat(vectorCount).as("vectors").isGreaterThan(graphCount);
        assertThat(groupCount).as("outputs of groups").isGreaterThan(graphCount);
        assertThat(candleCount).as("candles").isGreaterThan(graphCount);
        assertThat(outputCount).as("outputs").isGreaterThan(100L * graphCount);
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        Graph graph = RandomGraph.of(random);
        Recorder compiledOutputs = new Recorder(graph);
        Recorder interpretedOutputs = new Recorder(graph);
        GraphProcessor compiled = new GraphProcessor(graph, PlanCompiler::compile, compiledOutputs);
        GraphProcessor interpreted = new GraphProcessor(graph, Interpreter::new, interpretedOutputs);
        RandomEvents events = new RandomEvents(graph, random, compiled, interpreted);
        for (int i = 0; i < EVENTS; i++) {
            events.next();
            String where = "seed " + seed + ", event " + i;
            assertThat(compiledOutputs.lines()).as(where).isEqualTo(interpretedOutputs.lines());
            assertThat(compiled.eventDigest()).as(where).isEqualTo(interpreted.eventDigest());
            count(compiledOutputs);
            compiledOutputs.lines().clear();
            interpretedOutputs.lines().clear();
            if (i % 100 == 99) {
                compareStates(compiled, interpreted, where);
            }
        }
        nonFiniteCount += compiled.nonFiniteCount();
        lateTradeCount += compiled.lateTradeCount();
        outsideTradeCount += compiled.outsideTradeCount();
        lateCandleCount += compiled.lateCandleCount();
        refusedCount += compiled.refusedCount();
        haltedCount += compiled.isHalted() ? 1 : 0;
        for (int i = 0; i < graph.template().bars().size(); i++) {
            candleCount += compiled.candleCount(i);
        }
    }

    private void count(Recorder outputs) {
        outputCount += outputs.lines().size();
        for (String line : outputs.lines()) {
            faultCount += line.contains("threw") ? 1 : 0;
            vectorCount += line.contains("=[") ? 1 : 0;
            signalCount += line.contains(",") && !line.contains("=[") ? 1 : 0;
            groupCount += line.contains(" -1/") ? 1 : 0;
        }
    }

    private static void compareStates(GraphProcessor compiled, GraphProcessor interpreted, String where) {
        long[] ofCompiled = new long[compiled.nodeDigestCountMax()];
        long[] ofInterpreted = new long[interpreted.nodeDigestCountMax()];
        assertThat(compiled.stateHash(ofCompiled)).as(where).isEqualTo(interpreted.stateHash(ofInterpreted));
        assertThat(ofCompiled).as(where).isEqualTo(ofInterpreted);
        assertThat(compiled.outputsHash()).as(where).isEqualTo(interpreted.outputsHash());
    }
}
