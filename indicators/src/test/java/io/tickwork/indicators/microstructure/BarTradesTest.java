// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * That a whole graph counts the trades of a bar where the bar counts them. Method: in a graph of real bars, what the
 * node says of each bar is compared with what the bar says of itself, over trades with gaps and late ones.
 */
class BarTradesTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_385_337_600L * SECOND_NS;

    @Test
    void shouldCountTheTradesOfTheBar() {
        Graph graph = YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", """
                short: {type: footprint, inputs: [Tick, Candle(1s)], params: {size: 1, levels: 4}}
                profile: {type: volume-profile, inputs: [Tick, Candle(5s)], params: {size: 1, bars: 1}}
                long: {type: footprint, inputs: [Tick, Candle(5s)], params: {size: 1}}
                a: {type: sub, inputs: [short.volume, Candle(1s).volume], publish: true}
                b: {type: sub, inputs: [profile.volume, Candle(5s).volume], publish: true}
                c: {type: sub, inputs: [long.volume, Candle(5s).volume], publish: true}
                d: {type: sub, inputs: [long.first-price, Candle(5s).low], publish: true}
                """)));
        Differences differences = new Differences(graph.outputs().size());
        Feed feed = new Feed(new GraphProcessor(graph, PlanCompiler::compile, differences.proxy()));
        Random random = new Random(1);
        long timeNs = START_NS;
        int sinceGap = 0;
        for (int i = 0; i < 50_000; i++) {
            boolean isGap = random.nextInt(200) == 0;
            sinceGap = isGap ? 0 : sinceGap + 1;
            timeNs += isGap ? 12 * SECOND_NS + SECOND_NS / 2 : random.nextInt(200_000_000);
            boolean isLate = sinceGap > 30 && random.nextInt(10) == 0;
            feed.trade(
                    isLate ? timeNs - 3 * SECOND_NS / 2 : timeNs,
                    100 + random.nextInt(6),
                    1 + random.nextInt(100),
                    i % 3);
        }
        assertThat(Arrays.stream(differences.counts).min().orElseThrow()).isGreaterThan(500);
        assertThat(differences.greatest).isZero();
    }

    /** Takes the differences, all of which should be 0: whole sizes and prices. */
    private static final class Differences {
        final int[] counts;
        double greatest;

        Differences(int outputCount) {
            counts = new int[outputCount];
        }

        /** An interface of six methods, of which one is of interest. */
        OutputHandler proxy() {
            return (OutputHandler) Proxy.newProxyInstance(
                    OutputHandler.class.getClassLoader(),
                    new Class<?>[] {OutputHandler.class},
                    (self, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("onDouble");
                        counts[(Integer) arguments[4]]++;
                        greatest = Math.max(greatest, Math.abs((Double) arguments[5]));
                        return null;
                    });
        }
    }

    /** Encodes trades of one symbol. */
    private static final class Feed {
        private static final long MANTISSA_PER_UNIT = 1_000_000_000L;

        private final GraphProcessor processor;
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final TradeEncoder trade = new TradeEncoder();
        private long sequence;

        Feed(GraphProcessor processor) {
            this.processor = processor;
            SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
            definition.wrapAndApplyHeader(buffer, 0, header);
            InboundEvents.stamp(buffer, 0, 0, 0, 0);
            definition
                    .priceExponent((byte) Decimal.DEFAULT_EXPONENT)
                    .sizeExponent((byte) Decimal.DEFAULT_EXPONENT)
                    .symbolName("S");
            processor.onEvent(++sequence, buffer, 0);
        }

        void trade(long timeNs, long price, long size, int side) {
            trade.wrapAndApplyHeader(buffer, 0, header);
            InboundEvents.stamp(buffer, 0, timeNs, timeNs, 0);
            trade.aggressorSide(AggressorSide.get((short) side))
                    .priceMantissa(price * MANTISSA_PER_UNIT)
                    .sizeMantissa(size * MANTISSA_PER_UNIT)
                    .tradeId(sequence);
            processor.onEvent(++sequence, buffer, 0);
        }
    }
}
