// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Three days of quotes and trades of two symbols, ES and NQ, that wander together. */
final class SyntheticMarket {
    private static final long START_NS = 1_700_438_400_000_000_000L; // a Monday, 0:00 UTC
    private static final long STEP_NS = 10_000_000_000L;
    private static final int STEP_COUNT = 3 * 24 * 360;
    private static final double TICK = 0.25;

    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
    private final Random random = new Random(1);
    private final GraphProcessor processor;
    private long sequence;

    private SyntheticMarket(Graph graph, OutputHandler outputs) {
        processor = new GraphProcessor(graph, PlanCompiler::compile, outputs);
    }

    /** {@return how many signals of each reason code come out of a graph} @param graph that has one strategy. */
    static Map<Integer, Integer> signalsByReason(Graph graph) {
        Map<Integer, Integer> counts = new TreeMap<>();
        new SyntheticMarket(graph, new Counter(counts)).run();
        return counts;
    }

    private void run() {
        define(0, "ES");
        define(1, "NQ");
        double common = 0;
        double apart = 0;
        for (int step = 0; step < STEP_COUNT; step++) {
            common += 0.5 * random.nextGaussian();
            apart = 0.99 * apart + 0.5 * random.nextGaussian();
            long timeNs = START_NS + step * STEP_NS;
            event(0, timeNs, 4_000 + common + apart);
            event(1, timeNs + STEP_NS / 2, 16_000 + 4 * common);
        }
    }

    private void define(int symbol, String name) {
        definition.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, 0, 0, symbol);
        definition
                .priceExponent((byte) Decimal.DEFAULT_EXPONENT)
                .sizeExponent((byte) Decimal.DEFAULT_EXPONENT)
                .symbolName(name);
        processor.onEvent(++sequence, buffer, 0);
    }

    private void event(int symbol, long timeNs, double price) {
        double bid = Math.floor(price / TICK) * TICK;
        boolean isBought = random.nextBoolean();
        quote.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        quote.bidPriceMantissa(mantissa(bid))
                .bidSizeMantissa(mantissa(1 + random.nextInt(50)))
                .askPriceMantissa(mantissa(bid + TICK))
                .askSizeMantissa(mantissa(1 + random.nextInt(50)));
        processor.onEvent(++sequence, buffer, 0);
        trade.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        trade.aggressorSide(isBought ? AggressorSide.BUYER : AggressorSide.SELLER)
                .priceMantissa(mantissa(isBought ? bid + TICK : bid))
                .sizeMantissa(mantissa(1 + random.nextInt(20)))
                .tradeId(sequence);
        processor.onEvent(++sequence, buffer, 0);
    }

    private static long mantissa(double value) {
        return Math.round(value * 1e9); // the default exponent
    }

    /** Counts signals and takes no notice of values. */
    private record Counter(Map<Integer, Integer> counts) implements OutputHandler {
        @Override
        public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {}

        @Override
        public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {}

        @Override
        public void onDoubles(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onLongs(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onSignal(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                int side,
                int reason,
                double strength,
                double referencePrice) {
            counts.merge(reason, 1, Integer::sum);
        }

        @Override
        public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
            throw new AssertionError(cause);
        }
    }
}
