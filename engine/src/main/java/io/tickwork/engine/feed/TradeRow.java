// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.TradeEncoder;

/** One trade on its way from a source to the ring, used again for the next. Owned by the feed, for one thread. */
public final class TradeRow {
    /** Id of a trade whose source gives none. */
    public static final long NO_TRADE_ID = TradeEncoder.tradeIdNullValue();

    private long eventTimeNs;
    private long priceMantissa;
    private long sizeMantissa;
    private AggressorSide aggressorSide = AggressorSide.UNKNOWN;
    private long tradeId = NO_TRADE_ID;

    /**
     * Replaces the trade. Who calls has made sure that price, size and time are sane.
     *
     * @param eventTimeNs UTC epoch nanoseconds.
     * @param priceMantissa at the symbol's price exponent, positive.
     * @param sizeMantissa at the symbol's size exponent, not negative.
     * @param aggressorSide who crossed the spread.
     * @param tradeId the source's own id, or {@link #NO_TRADE_ID}.
     */
    public void set(
            long eventTimeNs, long priceMantissa, long sizeMantissa, AggressorSide aggressorSide, long tradeId) {
        this.eventTimeNs = eventTimeNs;
        this.priceMantissa = priceMantissa;
        this.sizeMantissa = sizeMantissa;
        this.aggressorSide = aggressorSide;
        this.tradeId = tradeId;
    }

    /** {@return when it was made, in UTC epoch nanoseconds} */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** {@return its price, at the symbol's price exponent} */
    public long priceMantissa() {
        return priceMantissa;
    }

    /** {@return its size, at the symbol's size exponent} */
    public long sizeMantissa() {
        return sizeMantissa;
    }

    /** {@return who crossed the spread} */
    public AggressorSide aggressorSide() {
        return aggressorSide;
    }

    /** {@return the source's own id, or {@link #NO_TRADE_ID}} */
    public long tradeId() {
        return tradeId;
    }
}
