// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.QuoteDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.Plan;
import org.agrona.DirectBuffer;

/**
 * Turns events into cycles: the same for live events and for replayed ones, so that both give the same outputs.
 *
 * <p>Engine time is the greatest event time seen. An event first yields one cycle for each boundary, the end of a bar,
 * at or before its time, in the order of time; in it all bars that end there close together, for all symbols in the
 * order of their ids. Then comes the event's own cycle. What moved the time, a trade, a quote or a clock event, makes
 * no difference to the boundaries.
 *
 * <p>Threading: the engine thread. Memory: everything is allocated by the constructor but what the definition of a
 * symbol needs. Buffers handed in are not kept.
 */
public final class GraphProcessor {
    private final Graph graph;
    private final Plan plan;
    private final CandleAggregator candles;
    private final Source trade;
    private final Source quote;
    private final SymbolState[] symbols;
    private final CycleEmitter emitter;
    private final long[] candleMasks;
    private final long[] candleCounts;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder tradeDecoder = new TradeDecoder();
    private final QuoteDecoder quoteDecoder = new QuoteDecoder();
    private final SymbolDefinitionDecoder definitionDecoder = new SymbolDefinitionDecoder();

    private long engineTimeNs = Long.MIN_VALUE;
    private long nextBoundaryNs = CandleAggregator.NEVER;
    private long eventCount;
    private long lateTradeCount;
    private long ignoredEventCount;

    /**
     * @param graph checked.
     * @param plan that runs it.
     * @param symbolLimit the most symbols; ids run from 0 to one less.
     * @param outputs takes what leaves the graph.
     */
    public GraphProcessor(Graph graph, Plan plan, int symbolLimit, OutputHandler outputs) {
        if (symbolLimit < 1) {
            throw new IllegalArgumentException("symbolLimit=" + symbolLimit + " is below 1");
        }
        this.graph = graph;
        this.plan = plan;
        candles = new CandleAggregator(graph.candles());
        trade = graph.source(SourceKind.TRADE);
        quote = graph.source(SourceKind.QUOTE);
        candleMasks = graph.candles().stream().mapToLong(Source::mask).toArray();
        candleCounts = new long[candleMasks.length];
        emitter = new CycleEmitter(outputs);
        symbols = new SymbolState[symbolLimit];
        for (int i = 0; i < symbolLimit; i++) {
            symbols[i] = new SymbolState(graph);
        }
    }

    /**
     * Runs all cycles of an event.
     *
     * @param sequence its journal sequence.
     * @param buffer holds its SBE message, checked at the edge.
     * @param offset where the message begins.
     */
    public void onEvent(long sequence, DirectBuffer buffer, int offset) {
        eventCount++;
        emitter.beginEvent(sequence);
        header.wrap(buffer, offset);
        long eventTimeNs = InboundEvents.eventTimeNs(buffer, offset);
        if (eventTimeNs > engineTimeNs) {
            engineTimeNs = eventTimeNs;
            if (eventTimeNs >= nextBoundaryNs) {
                runBoundaries();
            }
        }
        int symbol = InboundEvents.symbolId(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case TradeDecoder.TEMPLATE_ID ->
                onTrade(symbol, tradeDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case QuoteDecoder.TEMPLATE_ID ->
                onQuote(symbol, quoteDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            case SymbolDefinitionDecoder.TEMPLATE_ID ->
                onDefinition(symbol, definitionDecoder.wrap(buffer, body, header.blockLength(), header.version()));
            default -> onOther(header.templateId());
        }
    }

    private void runBoundaries() {
        while (nextBoundaryNs <= engineTimeNs) {
            long boundaryNs = nextBoundaryNs;
            long next = CandleAggregator.NEVER;
            for (int id = 0; id < symbols.length; id++) {
                SymbolState symbol = symbols[id];
                if (symbol.nextCloseNs() == boundaryNs) {
                    closeBars(id, symbol, boundaryNs);
                }
                next = Math.min(next, symbol.nextCloseNs());
            }
            emitter.endCycle();
            nextBoundaryNs = next;
        }
    }

    private void closeBars(int id, SymbolState symbol, long boundaryNs) {
        State state = symbol.state();
        state.beginCycle(boundaryNs);
        long closed = candles.closeAt(state, boundaryNs, symbol.sizeExponent());
        symbol.nextCloseNs(candles.nextCloseNs(state));
        for (int i = 0; i < candleCounts.length; i++) {
            candleCounts[i] += (closed & candleMasks[i]) != 0 ? 1 : 0;
        }
        plan.boundary(state, closed, emitter.cycle(id, symbol, boundaryNs));
    }

    private void onTrade(int id, TradeDecoder event) {
        SymbolState symbol = defined(id);
        if (symbol == null) {
            return;
        }
        State state = symbol.state();
        double price = Decimal.toDouble(event.priceMantissa(), symbol.priceExponent());
        if (candles.timeframeCount() > 0) {
            int result = candles.onTrade(state, event.eventTimeNs(), engineTimeNs, price, event.sizeMantissa());
            lateTradeCount += (result & CandleAggregator.LATE) != 0 ? 1 : 0;
            if ((result & CandleAggregator.OPENED) != 0) {
                symbol.nextCloseNs(candles.nextCloseNs(state));
                nextBoundaryNs = Math.min(nextBoundaryNs, symbol.nextCloseNs());
            }
        }
        if (trade != null) {
            state.beginCycle(engineTimeNs);
            state.setDouble(trade.doubleSlot(), price);
            state.setDouble(trade.doubleSlot() + 1, Decimal.toDouble(event.sizeMantissa(), symbol.sizeExponent()));
            state.setLong(trade.longSlot(), event.aggressorSideRaw());
            state.setLong(trade.longSlot() + 1, event.tradeId());
            state.setLong(trade.longSlot() + 2, event.eventTimeNs());
            state.setValid(trade.output(), true);
            plan.trade(state, emitter.cycle(id, symbol, engineTimeNs));
            emitter.endCycle();
        }
    }

    private void onQuote(int id, QuoteDecoder event) {
        SymbolState symbol = defined(id);
        if (symbol == null || quote == null) {
            return;
        }
        State state = symbol.state();
        state.beginCycle(engineTimeNs);
        int doubles = quote.doubleSlot();
        state.setDouble(doubles, Decimal.toDouble(event.bidPriceMantissa(), symbol.priceExponent()));
        state.setDouble(doubles + 1, Decimal.toDouble(event.bidSizeMantissa(), symbol.sizeExponent()));
        state.setDouble(doubles + 2, Decimal.toDouble(event.askPriceMantissa(), symbol.priceExponent()));
        state.setDouble(doubles + 3, Decimal.toDouble(event.askSizeMantissa(), symbol.sizeExponent()));
        state.setLong(quote.longSlot(), event.eventTimeNs());
        state.setValid(quote.output(), true);
        plan.quote(state, emitter.cycle(id, symbol, engineTimeNs));
        emitter.endCycle();
    }

    private void onDefinition(int id, SymbolDefinitionDecoder event) {
        if (id < 0 || id >= symbols.length || symbols[id].isDefined()) {
            ignoredEventCount++;
            return;
        }
        int priceExponent = event.priceExponent();
        int sizeExponent = event.sizeExponent();
        symbols[id].define(event.symbolName(), priceExponent, sizeExponent);
    }

    /** A clock event has done its work by moving the time; what this build does not know is counted. */
    private void onOther(int templateId) {
        if (templateId != ClockDecoder.TEMPLATE_ID) {
            ignoredEventCount++;
        }
    }

    private SymbolState defined(int id) {
        if (id < 0 || id >= symbols.length || !symbols[id].isDefined()) {
            ignoredEventCount++;
            return null;
        }
        return symbols[id];
    }

    /** {@return the greatest event time seen, UTC epoch nanoseconds; {@link Long#MIN_VALUE} before the first event} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** {@return the number of events} */
    public long eventCount() {
        return eventCount;
    }

    /** {@return the number of trades that came after a bar they belong to had closed} */
    public long lateTradeCount() {
        return lateTradeCount;
    }

    /** {@return the number of events of an unknown kind, or about a symbol that is not defined, or defined again} */
    public long ignoredEventCount() {
        return ignoredEventCount;
    }

    /**
     * {@return the number of bars closed, over all symbols}
     *
     * @param timeframe the place of the timeframe in {@link Graph#candles()}.
     */
    public long candleCount(int timeframe) {
        return candleCounts[timeframe];
    }

    /** {@return the number of values, signals and faults put out} */
    public long outputCount() {
        return emitter.outputCount();
    }

    /** {@return the hash of all outputs so far: time of the cycle, key, value} */
    public long outputsHash() {
        return emitter.outputsHash();
    }

    /** {@return the digest of the outputs of the last event, in 32 bits} */
    public int eventDigest() {
        return emitter.eventDigest();
    }

    /** {@return how many values were withdrawn because they were not finite, over all symbols} */
    public long nonFiniteCount() {
        long count = 0;
        for (SymbolState symbol : symbols) {
            count += symbol.state().nonFiniteCount();
        }
        return count;
    }

    /**
     * {@return the name of a symbol, null when it is not defined}
     *
     * @param symbol its id.
     */
    public String symbolName(int symbol) {
        return symbols[symbol].name();
    }

    /**
     * {@return the flat state of a symbol}
     *
     * @param symbol its id.
     */
    public State state(int symbol) {
        return symbols[symbol].state();
    }

    /** {@return how many digests {@link #stateHash(long[])} writes at most} */
    public int nodeDigestCountMax() {
        return symbols.length * graph.nodes().size();
    }

    /**
     * Hashes the state of all symbols: definitions, sources, nodes with validity and quarantine, and the engine time.
     * What depends on the machine, such as receive times, is not in it.
     *
     * @param nodeDigests takes a digest for each node of each defined symbol, by id and then by index.
     * @return the hash.
     */
    public long stateHash(long[] nodeDigests) {
        long hash = Digest.mix(Digest.SEED, engineTimeNs);
        int count = 0;
        for (SymbolState symbol : symbols) {
            if (symbol.isDefined()) {
                hash = Digest.mix(hash, symbol.sourcesDigest());
                for (int node = 0; node < graph.nodes().size(); node++) {
                    nodeDigests[count] = symbol.nodeDigest(node);
                    hash = Digest.mix(hash, nodeDigests[count++]);
                }
            }
        }
        return hash;
    }

    /** {@return how many digests {@link #stateHash(long[])} writes now} */
    public int nodeDigestCount() {
        int count = 0;
        for (SymbolState symbol : symbols) {
            count += symbol.isDefined() ? graph.nodes().size() : 0;
        }
        return count;
    }
}
