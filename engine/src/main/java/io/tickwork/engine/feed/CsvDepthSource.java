// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.DepthEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Reads books, a row each: the best levels of both sides, best first. A level whose fields are empty is not there, nor
 * are those behind it.
 */
final class CsvDepthSource extends CsvEventSource {
    /** The most levels of a side in a message. */
    static final int LEVELS_MAX = 10;

    private static final CsvColumn ID = CsvColumn.optional("id", "id", "update_id");
    private static final List<CsvColumn> BIDS = new ArrayList<>();
    private static final List<CsvColumn> BID_SIZES = new ArrayList<>();
    private static final List<CsvColumn> ASKS = new ArrayList<>();
    private static final List<CsvColumn> ASK_SIZES = new ArrayList<>();
    private static final List<CsvColumn> COLUMNS = new ArrayList<>(List.of(CsvColumn.TIME));

    static {
        for (int level = 1; level <= LEVELS_MAX; level++) {
            BIDS.add(price("bid", level));
            BID_SIZES.add(size("bid", level));
            ASKS.add(price("ask", level));
            ASK_SIZES.add(size("ask", level));
        }
        COLUMNS.addAll(BIDS.subList(0, 1));
        COLUMNS.addAll(BID_SIZES.subList(0, 1));
        COLUMNS.addAll(ASKS.subList(0, 1));
        COLUMNS.addAll(ASK_SIZES.subList(0, 1));
        COLUMNS.add(CsvColumn.optional("level", "bid_2, bid_size_2 and so on up to " + LEVELS_MAX));
        COLUMNS.add(ID);
    }

    private final Side bids = new Side(BIDS, BID_SIZES);
    private final Side asks = new Side(ASKS, ASK_SIZES);
    private final int idIndex = table.indexOf(ID);
    private final DepthEncoder depth = new DepthEncoder();
    private long updateId;

    CsvDepthSource(Path path, Symbol symbol, TimeFormat timeFormat, long expectedCount) {
        super(path, "book", COLUMNS, symbol, timeFormat, expectedCount);
    }

    private static CsvColumn price(String side, int level) {
        String tardis = side + "s[" + (level - 1) + "].price"; // as some vendors of recordings call it
        return new CsvColumn(side + " " + level, level == 1, List.of(side + "_" + level, tardis));
    }

    private static CsvColumn size(String side, int level) {
        String tardis = side + "s[" + (level - 1) + "].amount";
        return new CsvColumn(side + " size " + level, level == 1, List.of(side + "_size_" + level, tardis));
    }

    /** One side of the book: where its levels stand in a row, and what they hold. */
    private final class Side {
        private final int[] priceIndexes;
        private final int[] sizeIndexes;
        private final List<CsvColumn> prices;
        private final List<CsvColumn> sizes;
        private final long[] priceMantissas = new long[LEVELS_MAX];
        private final long[] sizeMantissas = new long[LEVELS_MAX];
        private int count;

        Side(List<CsvColumn> prices, List<CsvColumn> sizes) {
            this.prices = prices;
            this.sizes = sizes;
            priceIndexes = prices.stream().mapToInt(table::indexOf).toArray();
            sizeIndexes = sizes.stream().mapToInt(table::indexOf).toArray();
        }

        void read() {
            count = 0;
            while (count < LEVELS_MAX && !table.text(priceIndexes[count]).isEmpty()) {
                if (sizeIndexes[count] == CsvTable.ABSENT) {
                    throw table.refusedRow(
                            "no column for the " + sizes.get(count).label(), "one beside that of its price");
                }
                priceMantissas[count] = price(priceIndexes[count], prices.get(count));
                sizeMantissas[count] = size(sizeIndexes[count], sizes.get(count));
                count++;
            }
        }
    }

    @Override
    long read(long timeNs) {
        bids.read();
        asks.read();
        updateId = table.wholeNumber(idIndex, ID.label(), DepthEncoder.updateIdNullValue());
        return timeNs;
    }

    @Override
    public int encode(MutableDirectBuffer buffer, int offset) {
        depth.wrapAndApplyHeader(buffer, offset, header);
        InboundEvents.stamp(buffer, offset, eventTimeNs(), eventTimeNs(), symbol.id());
        depth.updateId(updateId);
        DepthEncoder.BidsEncoder bidLevels = depth.bidsCount(bids.count);
        for (int i = 0; i < bids.count; i++) {
            bidLevels.next().priceMantissa(bids.priceMantissas[i]).sizeMantissa(bids.sizeMantissas[i]);
        }
        DepthEncoder.AsksEncoder askLevels = depth.asksCount(asks.count);
        for (int i = 0; i < asks.count; i++) {
            askLevels.next().priceMantissa(asks.priceMantissas[i]).sizeMantissa(asks.sizeMantissas[i]);
        }
        return depth.limit() - offset;
    }
}
