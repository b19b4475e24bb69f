// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.State;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.view.GraphView;
import io.tickwork.engine.view.GraphViewBuilder;
import io.tickwork.engine.view.WarmUp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what a graph says it needs before its first values is what a run takes. Method: run it and count. */
class WarmUpTest {
    private static final int TRADES = 4_000;
    private static final String YAML = """
            a: {type: sma, inputs: [Tick], params: {period: 7}}
            b: {type: ema, inputs: [a], params: {period: 5}}
            c: {type: zscore, inputs: [b], params: {period: 20}}
            d: {type: sub, inputs: [a, c]}
            e: {type: sma, inputs: [Candle(1s)], params: {period: 9}}
            f: {type: ema, inputs: [e], params: {period: 4}}
            g: {type: rsi, inputs: [Candle(5s)], params: {period: 6}}
            h: {type: sub, inputs: [f, g]}
            i: {type: macd, inputs: [Candle(1s)]}
            j: {type: sub, inputs: [{from: g, sampled: true}, d]}
            """;

    @TempDir
    private Path temporary;

    @Test
    void shouldSayWhatARunTakes() {
        List<GraphSource> sources = List.of(new GraphSource("test.yaml", YAML));
        Graph graph = YamlGraphReader.read(Catalogue.load(), sources);
        Map<String, Map<String, Long>> taken = new TreeMap<>();
        EngineContext context = new EngineContext()
                .graph(graph, sources)
                .journalDirectory(temporary)
                .batchLimit(1)
                .checkpointInterval(10_000);
        try (Engine engine = Engine.create(context);
                Feed feed = SteppedEngine.feed(engine.inbound(), TRADES)) {
            engine.open();
            long tradeCount = -1; // the first event defines the symbol
            while (!feed.isDone() || !engine.isIdle()) {
                feed.poll(1);
                tradeCount += engine.agent().doWork();
                engine.outboundConsumer().poll((ring, first, last) -> {}, Integer.MAX_VALUE);
                note(graph, engine, tradeCount, taken);
            }
        }
        GraphView view = GraphViewBuilder.of("test", graph);
        assertThat(taken.keySet()).hasSize(view.nodes().size());
        for (GraphView.Node node : view.nodes()) {
            Map<String, Long> counts = taken.get(node.key());
            for (WarmUp.Need need : node.warmUp().needs()) {
                long count = counts.get(need.source().key());
                if (node.warmUp().needs().size() == 1) {
                    assertThat(count).as(node.key()).isEqualTo(need.count());
                } else { // more of one may have come before there was enough of the other
                    assertThat(count).as(node.key()).isGreaterThanOrEqualTo(need.count());
                }
            }
        }
    }

    /** Notes, for nodes that have just got their first values, how much has come of each source. */
    private static void note(Graph graph, Engine engine, long tradeCount, Map<String, Map<String, Long>> taken) {
        if (tradeCount <= 0) {
            return;
        }
        State state = engine.processor().state(0);
        for (GraphNode node : graph.template().nodes()) {
            boolean isWarm = node.slots().outputs().stream().allMatch(output -> state.isValid(output.index()));
            if (isWarm && !taken.containsKey(node.id())) {
                Map<String, Long> counts = new HashMap<>(Map.of("Tick", tradeCount));
                for (int i = 0; i < graph.template().bars().size(); i++) {
                    Bars bars = graph.template().bars().get(i);
                    String label = graph.template().sources().stream()
                            .filter(source -> source.timeframeNs() == bars.timeframeNs())
                            .findFirst()
                            .orElseThrow()
                            .label();
                    counts.put(label, engine.processor().candleCount(i));
                }
                taken.put(node.id(), counts);
            }
        }
    }
}
