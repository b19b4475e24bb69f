// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.sbe.AggressorSide;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads the file that {@link CsvTradeFile} describes, for its validation and for the feed alike. */
final class CsvTradeSource implements TradeSource {
    private static final CsvColumn PRICE = CsvColumn.required("price", "price");
    private static final CsvColumn SIZE = CsvColumn.required("size", "amount", "size", "quantity");
    private static final CsvColumn SIDE = CsvColumn.optional("side", "side");
    private static final CsvColumn ID = CsvColumn.optional("id", "id");

    private final Symbol symbol;
    private final CsvTable table;
    private final int priceIndex;
    private final int sizeIndex;
    private final int sideIndex;
    private final int idIndex;

    CsvTradeSource(Path path, Symbol symbol, TimeFormat timeFormat, long tradeCount) {
        this.symbol = symbol;
        table = new CsvTable(path, "trade", List.of(CsvColumn.TIME, PRICE, SIZE, SIDE, ID), timeFormat, tradeCount);
        try {
            priceIndex = table.indexOf(PRICE);
            sizeIndex = table.indexOf(SIZE);
            sideIndex = table.indexOf(SIDE);
            idIndex = table.indexOf(ID);
        } catch (FeedException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public boolean next(TradeRow trade) {
        if (!table.nextRow()) {
            return false;
        }
        trade.set(
                table.timeNs(),
                table.priceMantissa(priceIndex, PRICE.label(), symbol.priceExponent()),
                table.sizeMantissa(sizeIndex, SIZE.label(), symbol.sizeExponent()),
                aggressorSide(),
                table.wholeNumber(idIndex, ID.label(), TradeRow.NO_TRADE_ID));
        return true;
    }

    @Override
    public long tradeCount() {
        return table.expectedCount();
    }

    @Override
    public void close() {
        table.close();
    }

    /** What to say of a file that has nothing but a header. */
    FeedException withoutTrades() {
        return table.withoutRows();
    }

    /** What to say of the row last read. */
    FeedException refused(String reason) {
        return table.refusedRow(reason, "a sound one");
    }

    private AggressorSide aggressorSide() {
        String text = table.text(sideIndex);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "b", "buy" -> AggressorSide.BUYER;
            case "s", "sell" -> AggressorSide.SELLER;
            case "", "unknown" -> AggressorSide.UNKNOWN;
            default -> throw table.refused(sideIndex, "side is not known", text, "b, buy, s, sell, unknown or nothing");
        };
    }
}
