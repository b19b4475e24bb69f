// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a graph leaves out does not hold a strategy back; what it gives and has no value does. */
class OptionalInputsTest {
    private static Map<Integer, Integer> signals(String yaml) {
        Graph graph = YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", yaml)));
        return SyntheticMarket.signalsByReason(graph);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                fast: {type: ema, inputs: [Candle(1m)], params: {period: 12}}
                slow: {type: ema, inputs: [Candle(1m)], params: {period: 26}}
                cross: {type: ma-cross, inputs: [fast, slow, Candle(1m)]}
                """, """
                breakout: {type: donchian-breakout, inputs: [Candle(5m)]}
                """, """
                groups: {pair: {type: pairs-spread, inputs: [ES/Candle(1m), NQ/Candle(1m)]}}
                """, """
                queues: {type: sub, inputs: [Quote.bidSize, Quote.askSize]}
                scalp: {type: order-flow-scalp, inputs: [queues, Quote], params: {entry: 20}}
                """})
    void shouldTradeWithoutThem(String yaml) {
        assertThat(signals(yaml)).as(yaml).containsKeys(0, 1);
    }

    @Test
    void shouldEnterNothingBeforeAnInputThatIsGivenHasAValue() {
        assertThat(signals("""
                fast: {type: ema, inputs: [Candle(1m)], params: {period: 12}}
                slow: {type: ema, inputs: [Candle(1m)], params: {period: 26}}
                week: {type: ema, inputs: [Candle(1w)], params: {period: 12}}
                cross: {type: ma-cross, inputs: [fast, slow, Candle(1m), week]}
                """)).isEmpty();
        assertThat(signals("""
                week: {type: atr, inputs: [Candle(1w)]}
                breakout: {type: donchian-breakout, inputs: [Candle(5m), week], params: {stop: 2}}
                """)).isEmpty();
        assertThat(signals("""
                indicators: {week: {type: ema, inputs: [Candle(1w)], params: {period: 12}}}
                groups: {pair: {type: pairs-spread, inputs: [ES/Candle(1m), NQ/Candle(1m), ES/week]}}
                """)).isEmpty();
    }
}
