// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.bench.NodeProfile.Part;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GraphBenchTest {
    private static final int TRADES = 500;
    private static final long PROFILE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Graph GRAPH = YamlGraphReader.read(
            Catalogue.of(Stream.concat(Catalogue.load().types().stream(), Stream.of(Spin.TYPE))
                    .toList()),
            List.of(new GraphSource("graph.yaml", """
                    indicators:
                      light: {type: change, inputs: [Tick], publish: true}
                      heavy: {type: spin, inputs: [Tick], publish: true}
                      barred: {type: sma, inputs: [Candle(1s)], params: {period: 5}, publish: true}
                    groups:
                      both: {type: sub, inputs: [SYNTH/heavy, SYNTH/light], publish: true}
                    """)));

    /** Takes so long that nothing else counts, however cold the code is. */
    private record Spin(DoubleIn input, DoubleOut value) implements Node {
        private static final int TURNS = 5_000;
        static final NodeType TYPE = NodeType.named("spin")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "Something like it.")
                .create(w -> new Spin(w.doubleIn("input"), w.doubleOut("value")));

        @Override
        public long compute(State s) {
            double sum = input.get(s);
            for (int i = 0; i < TURNS; i++) {
                sum += 1 / (sum + i);
            }
            return value.set(s, sum);
        }
    }

    private final EventTape tape = EventTape.of(
            Symbol.named("SYNTH"), new SyntheticTradeSource(TRADES, 1, SyntheticMarket.DEFAULT), Long.MAX_VALUE);
    private final GraphBench bench = new GraphBench(GRAPH, tape);

    @Test
    void shouldRunEachRoundFromNothingToTheAnswerOfTheInterpreter() {
        GraphBench.Answer answer = bench.interpret();
        assertThat(answer.outputCount()).isGreaterThan(2 * TRADES);
        for (int i = 0; i < 3; i++) {
            GraphBench.Round round = bench.round(); // throws when the answer is another
            assertThat(round.eventCount()).as("events but for the definition").isEqualTo(TRADES);
            assertThat(round.elapsedNs()).isPositive();
        }
    }

    @Test
    void shouldTimeEachEvent() {
        bench.interpret();
        Histogram timesNs = GraphBench.histogram();
        bench.timedRound(timesNs);
        assertThat(timesNs.getTotalCount()).isEqualTo(TRADES);
    }

    @Test
    void shouldCountInHowManyCyclesANodeRuns() {
        bench.interpret();
        assertThat(bench.runCount(GRAPH.template().node("light"))).isEqualTo(TRADES);
        assertThat(bench.runCount(GRAPH.template().node("barred"))).isBetween(50L, TRADES / 2L);
        assertThat(bench.runCount(GRAPH.groups().node("both"))).isBetween(TRADES - 2L, (long) TRADES);
    }

    @Test
    void shouldTakeNoMoreEventsThanItIsAllowed() {
        EventTape part =
                EventTape.of(Symbol.named("X"), new SyntheticTradeSource(TRADES, 1, SyntheticMarket.DEFAULT), 10);
        assertThat(part.eventCount()).isEqualTo(10);
        EventTape definition =
                EventTape.of(Symbol.named("X"), new SyntheticTradeSource(TRADES, 1, SyntheticMarket.DEFAULT), 1);
        assertThat(definition.isMeasurable()).isFalse();
    }

    @Test
    void shouldFindTheNodeThatTakesLongest() throws IOException {
        bench.interpret();
        NodeProfile profile = NodeProfile.of(() -> {
            long startNs = System.nanoTime();
            do {
                bench.round();
            } while (System.nanoTime() - startNs < PROFILE_NS);
        });
        int heavy = GRAPH.template().node("heavy").index();
        assertThat(profile.count()).as("%s", profile).isPositive();
        assertThat(profile.symbolNodes().getOrDefault(heavy, 0L))
                .as("%s", profile)
                .isGreaterThan(profile.count() / 2)
                .isGreaterThan(profile.of(Part.EVENTS));
    }
}
