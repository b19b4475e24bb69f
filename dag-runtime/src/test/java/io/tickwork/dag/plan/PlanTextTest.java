// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.TestNodes;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final String YAML = """
            trend: {type: mean, inputs: [Candle(1m)], params: {period: 3}}
            fast: {type: mean, inputs: [Tick], params: {period: 3}}
            quick: {type: mean, inputs: [Tick], params: {period: 3}}
            spread: {type: sum, inputs: [fast, Quote.bid, {from: trend, sampled: true}], emit: on-change(0.5)}
            alarm: {type: alarm, inputs: {input: spread, price: Tick}}
            """;

    private final Graph graph = YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("test.yaml", YAML)));

    @Test
    void shouldTellWhatATradeRuns() {
        assertThat(PlanText.of(graph.template(), CycleKind.TRADE)).isEqualTo("""
                trade: 3 of 4 nodes, methods: 1

                  always, since Tick is what happens:  // method 1

                    1. fast = quick = mean(Tick)
                       runs if Tick happened, as in every such cycle
                       needs valid Tick
                       stands here first of what waits for nothing, in the order of declaration

                    2. spread = sum(fast, Quote, sampled trend)
                       runs if fast was produced
                       needs valid fast, Quote, trend
                       goes on only if it changed by more than 0.5
                       stands here behind fast (1), which it reads

                    3. alarm = alarm(spread, sampled Tick)
                       runs if spread was produced
                       needs valid spread, Tick
                       stands here behind spread (2), which it reads

                  put out, in the order of declaration:
                    alarm, if it was produced
                """);
    }

    @Test
    void shouldTellWhatABoundaryRuns() {
        assertThat(PlanText.of(graph.template(), CycleKind.BOUNDARY)).isEqualTo("""
                boundary: 1 of 4 nodes, methods: 1

                  if Candle(1m) happened:  // method 1

                    1. trend = mean(Candle(1m))
                       runs if Candle(1m) was produced
                       needs valid Candle(1m)
                       stands here first of what waits for nothing, in the order of declaration
                """);
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(PlanText.of(graph.template(), CycleKind.DEPTH)).isEqualTo("depth: 0 of 4 nodes, methods: 0\n");
    }

    @Test
    void shouldExplainAnyGraph() {
        for (int seed = 0; seed < 50; seed++) {
            Graph any = RandomGraph.of(new Random(seed));
            for (CycleKind kind : CycleKind.values()) {
                assertThat(PlanText.of(any.template(), kind))
                        .as("seed %d", seed)
                        .startsWith(kind.methodName());
                assertThat(PlanText.of(any.groups(), kind)).as("seed %d", seed).startsWith(kind.methodName());
            }
        }
    }
}
