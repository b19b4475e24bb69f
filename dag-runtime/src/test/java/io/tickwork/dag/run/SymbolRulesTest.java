// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Recorder;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Symbols share the code and nothing else. */
@ParameterizedClass
@EnumSource(Form.class)
record SymbolRulesTest(Form form) {
    @Test
    void shouldKeepSymbolsApart() {
        Rig rig = Rig.of(form, "mean: {inputs: [Tick], params: {period: 2}, publish: true}")
                .define(1);
        rig.trade(0, 1, 10).trade(1, 2, 100).take();
        assertThat(rig.trade(0, 3, 20).takeCycles()).containsExactly("0@3 0/mean=15.0");
        assertThat(rig.trade(1, 4, 200).takeCycles()).containsExactly("0@4 1/mean=150.0");
    }

    @Test
    void shouldRunABoundaryForAllSymbolsInTheOrderOfTheirIds() {
        Rig rig = Rig.of(form, """
                bar: {inputs: [Candle(1m)], publish: [close]}
                tick: {type: sum, inputs: [Tick], publish: true}
                """).define(2).define(1);
        rig.trade(2, 1, 12).trade(1, 2, 11).trade(0, 3, 10).take();
        assertThat(rig.trade(1, 60, 21).takeCycles())
                .containsExactly(
                        "0@60 0/bar.close=10.0", "0@60 1/bar.close=11.0", "0@60 2/bar.close=12.0", "1@60 1/tick=21.0");
    }

    @Test
    void shouldCloseTheBarsOfASymbolByTheTimeOfAnother() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [close]}").define(1);
        rig.trade(0, 1, 10);
        assertThat(rig.trade(1, 200, 20).takeCycles()).containsExactly("0@60 0/bar.close=10.0");
        rig.trade(0, 30, 11);
        assertThat(rig.processor().lateTradeCount()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreAndCountEventsOfUnknownSymbolsButTakeTheirTime() {
        Rig rig = Rig.of(form, "bar: {inputs: [Candle(1m)], publish: [close]}");
        rig.trade(0, 1, 10);
        assertThat(rig.trade(3, 60, 20).takeCycles()).containsExactly("0@60 0/bar.close=10.0");
        rig.trade(4, 61, 20).trade(-1, 62, 20);
        assertThat(rig.take()).isEmpty();
        assertThat(rig.processor().ignoredEventCount()).isEqualTo(3);
        assertThat(rig.processor().engineTimeNs()).isEqualTo(Rig.timeNs(62));
    }

    @Test
    void shouldIgnoreASecondDefinition() {
        Rig rig = Rig.of(form, "sum: {inputs: [Tick], publish: true}").define(0).define(Graph.SYMBOL_LIMIT_DEFAULT);
        assertThat(rig.processor().ignoredEventCount()).isEqualTo(2);
        assertThat(rig.processor().symbolName(0)).isEqualTo("S0");
        assertThat(rig.trade(0, 1, 10).take()).containsExactly("sum=10.0");
    }

    @Test
    void shouldIgnoreASymbolWhoseNameIsTaken() {
        Graph graph = YamlGraphReader.read(
                TestNodes.CATALOGUE, List.of(new GraphSource("test.yaml", "sum: {inputs: [Tick]}")));
        GraphProcessor processor = new GraphProcessor(graph, form::plan, new Recorder(graph));
        new Events(processor).define(0, "ES").define(1, "ES");
        assertThat(processor.ignoredEventCount()).isEqualTo(1);
        assertThat(processor.symbolName(1)).isNull();
    }

    @Test
    void shouldDefineASymbolAtTheSameCostHoweverManyThereAre() {
        String yaml = "{symbols: {limit: 100000}, indicators: {sum: {inputs: [Tick]}}}";
        Graph graph = YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("test.yaml", yaml)));
        Events events = new Events(new GraphProcessor(graph, form::plan, new Recorder(graph)));
        assertTimeout(
                Duration.ofSeconds(10),
                () -> { // a minute, when each was compared with all others
                    for (int id = 0; id < 20_000; id++) {
                        events.define(id, "S" + id);
                    }
                });
    }
}
