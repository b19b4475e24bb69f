// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import io.tickwork.ring.EventRing;

/**
 * Encodes trades, and the definitions of their symbols, straight into slots of the inbound ring, numbered from 1 as
 * events of one source. Every byte of an event follows from the arguments and that number.
 *
 * <p>Threading: only the ring's producer. Cost: a trade allocates nothing.
 */
public final class TradePublisher {
    private static final int TRADE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH;
    private static final int SYMBOL_DEFINITION_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + SymbolDefinitionEncoder.BLOCK_LENGTH
            + SymbolDefinitionEncoder.symbolNameHeaderLength();

    private final EventRing ring;
    private final int sourceId;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SymbolDefinitionEncoder symbolDefinition = new SymbolDefinitionEncoder();
    private final TradeEncoder trade = new TradeEncoder();

    private long sourceSequence;

    /**
     * Publishes as a source that has published nothing yet.
     *
     * @param ring to publish to, with slots for the longest definition of a symbol.
     * @param sourceId that goes with every event.
     * @throws IllegalArgumentException if the slots are too short.
     */
    public TradePublisher(EventRing ring, int sourceId) {
        int longest = SYMBOL_DEFINITION_LENGTH + Symbol.MAX_NAME_LENGTH;
        if (ring.payloadCapacity() < longest) {
            throw new IllegalArgumentException(
                    "slots for " + ring.payloadCapacity() + " bytes are too short for " + longest);
        }
        this.ring = ring;
        this.sourceId = sourceId;
    }

    /**
     * Publishes the definition of a symbol.
     *
     * @param symbol to define.
     * @param eventTimeNs UTC epoch nanoseconds.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return false if the ring was full: nothing was published, retry later.
     */
    public boolean publish(Symbol symbol, long eventTimeNs, long receiveTimeNs) {
        byte[] name = symbol.name().getBytes(UTF_8);
        long sequence = ring.tryClaim(SYMBOL_DEFINITION_LENGTH + name.length);
        if (sequence == EventRing.BACK_PRESSURED) {
            return false;
        }
        int offset = ring.payloadOffset(sequence);
        symbolDefinition.wrapAndApplyHeader(ring.buffer(), offset, header);
        InboundEvents.stamp(ring.buffer(), offset, eventTimeNs, receiveTimeNs, symbol.id());
        symbolDefinition
                .priceExponent((byte) symbol.priceExponent())
                .sizeExponent((byte) symbol.sizeExponent())
                .putSymbolName(name, 0, name.length);
        publish(sequence);
        return true;
    }

    /**
     * Publishes a trade.
     *
     * @param symbolId of a symbol that has been defined.
     * @param row the trade; not kept.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return false if the ring was full: nothing was published, retry later.
     */
    public boolean publish(int symbolId, TradeRow row, long receiveTimeNs) {
        long sequence = ring.tryClaim(TRADE_LENGTH);
        if (sequence == EventRing.BACK_PRESSURED) {
            return false;
        }
        int offset = ring.payloadOffset(sequence);
        trade.wrapAndApplyHeader(ring.buffer(), offset, header);
        InboundEvents.stamp(ring.buffer(), offset, row.eventTimeNs(), receiveTimeNs, symbolId);
        trade.aggressorSide(row.aggressorSide())
                .priceMantissa(row.priceMantissa())
                .sizeMantissa(row.sizeMantissa())
                .tradeId(row.tradeId());
        publish(sequence);
        return true;
    }

    /**
     * How far this source has come.
     *
     * @return the source sequence of the last event published, 0 before the first.
     */
    public long sourceSequence() {
        return sourceSequence;
    }

    private void publish(long sequence) {
        ring.source(sequence, sourceId, ++sourceSequence);
        ring.publish(sequence);
    }
}
