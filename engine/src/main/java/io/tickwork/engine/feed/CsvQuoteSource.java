// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.QuoteEncoder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Reads best bids and asks. */
final class CsvQuoteSource extends CsvEventSource {
    private static final CsvColumn BID = CsvColumn.required("bid", "bid", "bid_price");
    private static final CsvColumn BID_SIZE = CsvColumn.required("bid size", "bid_size", "bid_amount", "bidsize");
    private static final CsvColumn ASK = CsvColumn.required("ask", "ask", "ask_price");
    private static final CsvColumn ASK_SIZE = CsvColumn.required("ask size", "ask_size", "ask_amount", "asksize");
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;

    private final int bidIndex = table.indexOf(BID);
    private final int bidSizeIndex = table.indexOf(BID_SIZE);
    private final int askIndex = table.indexOf(ASK);
    private final int askSizeIndex = table.indexOf(ASK_SIZE);
    private final QuoteEncoder quote = new QuoteEncoder();
    private long bid;
    private long bidSize;
    private long ask;
    private long askSize;

    CsvQuoteSource(Path path, Symbol symbol, TimeFormat timeFormat, long expectedCount) {
        super(path, "quote", List.of(CsvColumn.TIME, BID, BID_SIZE, ASK, ASK_SIZE), symbol, timeFormat, expectedCount);
    }

    @Override
    long read(long timeNs) {
        bid = price(bidIndex, BID);
        bidSize = size(bidSizeIndex, BID_SIZE);
        ask = price(askIndex, ASK);
        askSize = size(askSizeIndex, ASK_SIZE);
        return timeNs;
    }

    @Override
    public int encode(MutableDirectBuffer buffer, int offset) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        InboundEvents.stamp(buffer, offset, eventTimeNs(), eventTimeNs(), symbol.id());
        quote.bidPriceMantissa(bid)
                .bidSizeMantissa(bidSize)
                .askPriceMantissa(ask)
                .askSizeMantissa(askSize);
        return LENGTH;
    }
}
