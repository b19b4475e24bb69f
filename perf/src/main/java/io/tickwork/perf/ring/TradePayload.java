// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The trades that every lane carries, prices that wander at random: an SBE message, encoded where it will be read. For
 * one thread.
 */
public final class TradePayload {
    /** Length of a message. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH;

    /** How far apart event times are. */
    private static final long INTERVAL_NS = 1_000;

    private static final long[] PRICES = new long[1 << 16];

    static {
        Random random = new Random(1);
        double price = 1_000;
        for (int i = 0; i < PRICES.length; i++) {
            price += random.nextGaussian();
            PRICES[i] = Math.round(price * 1e9);
        }
    }

    private static final long SIZE = 1_000_000_000L;

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final TradeEncoder encoder = new TradeEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final TradeDecoder decoder = new TradeDecoder();

    /** For one thread. */
    public TradePayload() {}

    /**
     * Encodes a trade.
     *
     * @param buffer to encode into.
     * @param offset of the message.
     * @param number of the trade, from which all of it follows.
     */
    public void encode(MutableDirectBuffer buffer, int offset, long number) {
        encoder.wrapAndApplyHeader(buffer, offset, headerEncoder);
        InboundEvents.stamp(buffer, offset, number * INTERVAL_NS, number * INTERVAL_NS, 0);
        encoder.priceMantissa(price(number)).sizeMantissa(SIZE).tradeId(number).aggressorSide(AggressorSide.BUYER);
    }

    /**
     * Decodes a trade.
     *
     * @param buffer holds it.
     * @param offset of the message.
     * @return its number.
     */
    public long number(DirectBuffer buffer, int offset) {
        return decoder.wrapAndApplyHeader(buffer, offset, headerDecoder).tradeId();
    }

    /**
     * Decodes a trade.
     *
     * @param buffer holds it.
     * @param offset of the message.
     * @return price and id, added.
     */
    public long sum(DirectBuffer buffer, int offset) {
        decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
        return decoder.priceMantissa() + decoder.tradeId();
    }

    /** {@return what {@link #sum} gives for a trade} */
    static long sumOf(long number) {
        return price(number) + number;
    }

    private static long price(long number) {
        return PRICES[(int) number & (PRICES.length - 1)];
    }
}
