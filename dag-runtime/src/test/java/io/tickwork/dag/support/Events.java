// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.support;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.CandleEncoder;
import io.tickwork.codecs.sbe.ClockEncoder;
import io.tickwork.codecs.sbe.DepthEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.dag.run.GraphProcessor;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes events and gives them to one or more processors, numbering them from 1. */
public final class Events {
    private final List<GraphProcessor> processors;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final DepthEncoder depth = new DepthEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final ParameterChangeEncoder change = new ParameterChangeEncoder();
    private final NodeResetEncoder reset = new NodeResetEncoder();
    private final SessionStatusEncoder session = new SessionStatusEncoder();
    private final ClockEncoder clock = new ClockEncoder();
    private final SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
    private long sequence;

    /** @param processors that get every event. */
    public Events(GraphProcessor... processors) {
        this.processors = new ArrayList<>(List.of(processors));
    }

    /** One more processor gets every event from now on. @param processor that one. */
    public void add(GraphProcessor processor) {
        processors.add(processor);
    }

    /** A processor gets no more events. @param processor that one. */
    public void remove(GraphProcessor processor) {
        processors.remove(processor);
    }

    /** {@return the number of the last event} */
    public long sequence() {
        return sequence;
    }

    /** {@return the last event, from the beginning of the buffer} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Defines a symbol with the default exponents. */
    public Events define(int symbol, String name) {
        definition.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, 0, 0, symbol);
        definition
                .priceExponent((byte) Decimal.DEFAULT_EXPONENT)
                .sizeExponent((byte) Decimal.DEFAULT_EXPONENT)
                .symbolName(name);
        return offer();
    }

    /** A trade of symbol 0. */
    public Events trade(long timeNs, String price, String size) {
        return trade(
                0,
                timeNs,
                Decimal.parse(price, Decimal.DEFAULT_EXPONENT),
                Decimal.parse(size, Decimal.DEFAULT_EXPONENT));
    }

    /** A trade. */
    public Events trade(int symbol, long timeNs, long priceMantissa, long sizeMantissa) {
        trade.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        trade.aggressorSide(AggressorSide.BUYER)
                .priceMantissa(priceMantissa)
                .sizeMantissa(sizeMantissa)
                .tradeId(sequence);
        return offer();
    }

    /** A quote. */
    public Events quote(int symbol, long timeNs, long bidMantissa, long askMantissa) {
        quote.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        quote.bidPriceMantissa(bidMantissa)
                .bidSizeMantissa(1_000_000_000)
                .askPriceMantissa(askMantissa)
                .askSizeMantissa(2_000_000_000);
        return offer();
    }

    /** A book: prices of both sides, best first, each level with the same size. */
    public Events depth(int symbol, long timeNs, long[] bids, long[] asks, long sizeMantissa) {
        depth.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        depth.updateId(sequence);
        DepthEncoder.BidsEncoder bidLevels = depth.bidsCount(bids.length);
        for (long bid : bids) {
            bidLevels.next().priceMantissa(bid).sizeMantissa(sizeMantissa);
        }
        DepthEncoder.AsksEncoder askLevels = depth.asksCount(asks.length);
        for (long ask : asks) {
            askLevels.next().priceMantissa(ask).sizeMantissa(sizeMantissa);
        }
        return offer();
    }

    /** A closed bar, from its low, where it opened, to its high, where it closed. */
    public Events candle(int symbol, long timeframeNs, long closeTimeNs, long low, long high, long volumeMantissa) {
        return candle(symbol, timeframeNs, closeTimeNs - timeframeNs, closeTimeNs, low, high, volumeMantissa);
    }

    /** A closed bar that need not be as long as its timeframe. */
    public Events candle(
            int symbol, long timeframeNs, long openTimeNs, long closeTimeNs, long low, long high, long volumeMantissa) {
        candle.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, closeTimeNs, closeTimeNs, symbol);
        candle.tradeCount(3)
                .timeframeNs(timeframeNs)
                .openTimeNs(openTimeNs)
                .openMantissa(low)
                .highMantissa(high)
                .lowMantissa(low)
                .closeMantissa(high)
                .volumeMantissa(volumeMantissa);
        return offer();
    }

    /** New values of parameters. */
    public Events change(int symbol, long timeNs, String[] nodes, String[] parameters, double[] values) {
        change.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        ParameterChangeEncoder.ChangesEncoder changes = change.changesCount(nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            changes.next().value(values[i]).node(nodes[i]).parameter(parameters[i]);
        }
        return offer();
    }

    /** A node begins anew. */
    public Events reset(int symbol, long timeNs, String node) {
        reset.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        reset.node(node);
        return offer();
    }

    /** The venue does something. */
    public Events session(int symbol, long timeNs, int status) {
        session.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, symbol);
        session.status(SessionState.get((short) status));
        return offer();
    }

    /** Time passes. */
    public Events clock(long timeNs) {
        clock.wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, timeNs, timeNs, InboundEvents.NO_SYMBOL);
        return offer();
    }

    private Events offer() {
        sequence++;
        for (int i = 0; i < processors.size(); i++) { // an iterator would be allocated
            processors.get(i).onEvent(sequence, buffer, 0);
        }
        return this;
    }
}
