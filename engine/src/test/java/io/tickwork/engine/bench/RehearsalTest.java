// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A graph with a node on everything that may trigger one. */
class RehearsalTest {
    private static final Graph GRAPH =
            YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("graph.yaml", """
                    candles: {7m: external}
                    indicators:
                      tick: {type: change, inputs: [Tick], publish: true}
                      quoted: {type: mid, inputs: [Quote], publish: true}
                      deep: {type: depth-imbalance, inputs: [Depth], publish: true}
                      minutes: {type: sma, inputs: [Candle(5m)], params: {period: 2}, publish: true}
                      hours: {type: sma, inputs: [Candle(1h)], params: {period: 2}, publish: true}
                      days: {type: sma, inputs: [Candle(1d)], params: {period: 2}, publish: true}
                      forming: {type: change, inputs: [Candle(5m).forming.close], publish: true}
                      outside: {type: change, inputs: [Candle(7m).close], publish: true}
                      timed: {type: count, inputs: [Timer(1h)], publish: true}
                    groups:
                      both: {type: sub, inputs: [rehearsal/tick, rehearsal/quoted], publish: true}
                    """)));

    private final EventTape tape = EventTape.rehearsal(GRAPH, 30_000);

    @Test
    void shouldRunEveryNode() {
        GraphBench bench = new GraphBench(GRAPH, tape);
        bench.interpret();
        bench.round(); // compares the answers
        for (GraphNode node : GRAPH.template().nodes()) {
            assertThat(bench.runCount(node)).as(node.id()).isGreaterThan(1);
        }
        assertThat(bench.runCount(GRAPH.groups().node("both"))).isGreaterThan(1);
    }

    @Test
    void shouldLeaveNoTraceInWhoeverRunsTheSamePlansLater() {
        SharedPlans plans = new SharedPlans();
        GraphProcessor cold = processor(new SharedPlans());
        new GraphBench(GRAPH, tape, plans).round();
        Plan warm = plans.apply(GRAPH.template());
        GraphProcessor later = processor(plans);
        assertThat(plans.apply(GRAPH.template())).as("the code that ran").isSameAs(warm);
        assertThat(hash(later)).as("before the first event").isEqualTo(hash(cold));
        EventTape real = EventTape.of(
                Symbol.named("ES"), new SyntheticTradeSource(2_000, 7, SyntheticMarket.DEFAULT), Long.MAX_VALUE);
        for (GraphProcessor each : List.of(cold, later)) {
            long sequence = 0;
            for (EventTape.Reel reel : real.reels()) {
                sequence = GraphBench.play(each, reel, sequence);
            }
        }
        assertThat(hash(later)).isEqualTo(hash(cold));
        assertThat(later.outputsHash()).isEqualTo(cold.outputsHash());
        assertThat(later.outputCount()).isGreaterThan(2_000);
    }

    @Test
    void shouldLetEveryNodeFailAndMendIt() {
        List<String> failed = new ArrayList<>();
        OutputHandler faults = (OutputHandler) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OutputHandler.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("onFault")) {
                        failed.add(GRAPH.nodeIds().get((int) arguments[4]));
                    }
                    return null;
                });
        new FaultDrill(GRAPH, new SharedPlans(), () -> faults).run();
        assertThat(failed).containsExactlyInAnyOrderElementsOf(GRAPH.nodeIds());
    }

    private static GraphProcessor processor(SharedPlans plans) {
        return new GraphProcessor(GRAPH, plans, OutputHandler.NONE);
    }

    private static long hash(GraphProcessor processor) {
        return processor.stateHash(new long[processor.nodeDigestCountMax()]);
    }
}
