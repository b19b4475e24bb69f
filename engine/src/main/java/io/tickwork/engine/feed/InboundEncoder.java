// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes what sources read, in place. Every byte follows from the arguments. For one thread; a trade allocates
 * nothing.
 */
public final class InboundEncoder {
    static final int TRADE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH;
    static final int DEFINITION_LENGTH_MAX = definitionLength(Symbol.MAX_NAME_LENGTH);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
    private final TradeEncoder trade = new TradeEncoder();

    private static int definitionLength(int nameLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + SymbolDefinitionEncoder.BLOCK_LENGTH
                + SymbolDefinitionEncoder.symbolNameHeaderLength()
                + nameLength;
    }

    static int definitionLength(Symbol symbol) {
        return definitionLength(symbol.name().getBytes(UTF_8).length);
    }

    /**
     * Encodes the definition of a symbol.
     *
     * @param buffer to encode into.
     * @param offset where the message begins.
     * @param symbol to define.
     * @param timeNs UTC epoch nanoseconds.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return its length in bytes.
     */
    public int definition(MutableDirectBuffer buffer, int offset, Symbol symbol, long timeNs, long receiveTimeNs) {
        byte[] name = symbol.name().getBytes(UTF_8);
        definition.wrapAndApplyHeader(buffer, offset, header);
        InboundEvents.stamp(buffer, offset, timeNs, receiveTimeNs, symbol.id());
        definition
                .priceExponent((byte) symbol.priceExponent())
                .sizeExponent((byte) symbol.sizeExponent())
                .putSymbolName(name, 0, name.length);
        return definitionLength(name.length);
    }

    /**
     * Encodes a trade.
     *
     * @param buffer to encode into.
     * @param offset where the message begins.
     * @param symbolId of a symbol that has been defined.
     * @param row the trade; not kept.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return its length in bytes.
     */
    public int trade(MutableDirectBuffer buffer, int offset, int symbolId, TradeRow row, long receiveTimeNs) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        InboundEvents.stamp(buffer, offset, row.eventTimeNs(), receiveTimeNs, symbolId);
        trade.aggressorSide(row.aggressorSide())
                .priceMantissa(row.priceMantissa())
                .sizeMantissa(row.sizeMantissa())
                .tradeId(row.tradeId());
        return TRADE_LENGTH;
    }
}
