// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.price.DecimalException;
import io.tickwork.codecs.sbe.AggressorSide;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads the file that {@link CsvTradeFile} describes, for its validation and for the feed alike.
 *
 * <p>Memory: the longest row. Cost: a few short texts per row.
 */
final class CsvTradeSource implements TradeSource {
    /** Index of a column that is not there. */
    private static final int ABSENT = -1;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final Symbol symbol;
    private final TimeFormat timeFormat;
    private final long tradeCount;
    private final CsvReader<CsvRow> reader;
    private final Iterator<CsvRow> rows;
    private final CsvRow row = new CsvRow();

    private final String header;
    private final int columnCount;
    private final int timeIndex;
    private final int priceIndex;
    private final int sizeIndex;
    private final int sideIndex;
    private final int idIndex;

    private long readCount;

    CsvTradeSource(Path path, Symbol symbol, TimeFormat timeFormat, long tradeCount) {
        this.path = path;
        this.symbol = symbol;
        this.timeFormat = timeFormat;
        this.tradeCount = tradeCount;
        this.reader = open();
        this.rows = reader.iterator();
        try {
            if (!nextRow()) {
                throw new FeedException(path, "1:1", "the file is empty", "", CsvColumn.describeAll());
            }
            checkRequiredColumns();
            header = row.text();
            columnCount = row.fieldCount();
            timeIndex = indexOf(CsvColumn.TIME);
            priceIndex = indexOf(CsvColumn.PRICE);
            sizeIndex = indexOf(CsvColumn.SIZE);
            sideIndex = indexOf(CsvColumn.SIDE);
            idIndex = indexOf(CsvColumn.ID);
        } catch (FeedException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean next(TradeRow trade) {
        boolean hasTrade = nextRow();
        if (tradeCount != Feed.UNKNOWN && hasTrade != readCount < tradeCount) {
            throw new FeedException(
                    path, "has changed since it was checked: it held " + tradeCount + " trades; run it again", null);
        }
        if (!hasTrade) {
            return false;
        }
        readCount++;
        checkFieldCount();
        trade.set(timeNs(), priceMantissa(), sizeMantissa(), aggressorSide(), tradeId());
        return true;
    }

    @Override
    public long tradeCount() {
        return tradeCount;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What to say of a file that has nothing but a header. */
    FeedException withoutTrades() {
        return new FeedException(path, row.position(0), "no trade follows the header", header, "at least one row");
    }

    private CsvReader<CsvRow> open() {
        try {
            InputStream file = Files.newInputStream(path);
            try {
                boolean isGzipped = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
                return CsvReader.builder()
                        .allowMissingFields(true) // that is checked here, where the message can say more
                        .allowExtraFields(true)
                        .build(row, decode(isGzipped ? new GZIPInputStream(file) : file));
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new FeedException(path, "no such file; expected a CSV file of trades", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Passes over a byte order mark. The reader of the CSV could too, but misreads files of less than four bytes. */
    private static Reader decode(InputStream bytes) throws IOException {
        Reader text = new BufferedReader(new InputStreamReader(bytes, UTF_8));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private FeedException unreadable(IOException e) {
        return new FeedException(path, "cannot be read (" + e.getMessage() + "); expected a CSV file of trades", e);
    }

    private boolean nextRow() {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw refused(row.fieldCount(), "malformed field", cause.getMessage(), "CSV as in RFC 4180");
        }
    }

    private void checkRequiredColumns() {
        for (CsvColumn column : CsvColumn.values()) {
            if (column.isRequired() && indexOf(column) == ABSENT) {
                throw refused(0, "no column for the " + column.label(), row.text(), CsvColumn.describeAll());
            }
        }
    }

    /** Finds a column in the header, which the row holds. */
    private int indexOf(CsvColumn column) {
        int found = ABSENT;
        for (int i = 0; i < row.fieldCount(); i++) {
            if (column.isNamed(row.field(i))) {
                if (found != ABSENT) {
                    throw refused(
                            i,
                            "second column for the " + column.label(),
                            row.field(i),
                            "one, and '" + row.field(found) + "' came first");
                }
                found = i;
            }
        }
        return found;
    }

    private void checkFieldCount() {
        if (row.fieldCount() != columnCount) {
            String what = row.fieldCount() < columnCount ? "too few fields" : "too many fields";
            throw refused(0, what, row.text(), columnCount + ", as in the header (" + header + ")");
        }
    }

    private long timeNs() {
        String text = row.field(timeIndex);
        try {
            return timeFormat.parseNs(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    timeIndex, "time " + e.getMessage(), text, timeFormat.description() + timeFormat.alternative(text));
        }
    }

    private long priceMantissa() {
        long mantissa = mantissa(priceIndex, CsvColumn.PRICE, symbol.priceExponent());
        if (mantissa <= 0) {
            throw refused(priceIndex, "price is not positive", row.field(priceIndex), "a price above 0");
        }
        return mantissa;
    }

    private long sizeMantissa() {
        long mantissa = mantissa(sizeIndex, CsvColumn.SIZE, symbol.sizeExponent());
        if (mantissa < 0) {
            throw refused(sizeIndex, "size is negative", row.field(sizeIndex), "a size of 0 or more");
        }
        return mantissa;
    }

    private AggressorSide aggressorSide() {
        if (sideIndex == ABSENT) {
            return AggressorSide.UNKNOWN;
        }
        String text = row.field(sideIndex);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "b", "buy" -> AggressorSide.BUYER;
            case "s", "sell" -> AggressorSide.SELLER;
            case "", "unknown" -> AggressorSide.UNKNOWN;
            default -> throw refused(sideIndex, "side is not known", text, "b, buy, s, sell, unknown or nothing");
        };
    }

    private long tradeId() {
        if (idIndex == ABSENT || row.field(idIndex).isEmpty()) {
            return TradeRow.NO_TRADE_ID;
        }
        String text = row.field(idIndex);
        try {
            return Decimal.parse(text, 0);
        } catch (DecimalException e) {
            throw refused(idIndex, "id is not a whole number of 64 bits", text, "a whole number or nothing");
        }
    }

    private long mantissa(int index, CsvColumn column, int exponent) {
        String text = row.field(index);
        try {
            return Decimal.parse(text, exponent);
        } catch (DecimalException e) {
            String what = column.label();
            throw switch (e.reason()) {
                case NOT_A_DECIMAL ->
                    refused(index, what + " is not a plain decimal number", text, "digits with at most one point");
                case TOO_PRECISE ->
                    refused(
                            index,
                            what + " is finer than its exponent " + exponent + " allows",
                            text,
                            "no more decimals than that" + alternative(text, exponent, -1));
                case OVERFLOW ->
                    refused(
                            index,
                            what + " is too large for its exponent " + exponent,
                            text,
                            "at most " + Decimal.format(Long.MAX_VALUE, exponent) + alternative(text, exponent, 1));
            };
        }
    }

    /** The phrase that proposes the next exponent, in one direction, at which a text is exact. */
    private static String alternative(String text, int exponent, int step) {
        for (int e = exponent + step; e >= Decimal.MIN_EXPONENT && e <= Decimal.MAX_EXPONENT; e += step) {
            try {
                Decimal.parse(text, e);
                return "; exponent " + e + " would do";
            } catch (DecimalException ignored) {
                // Nor does this one.
            }
        }
        return "; no exponent would do";
    }

    private FeedException refused(int index, String what, String text, String expected) {
        return new FeedException(path, row.position(index), what, text, expected);
    }
}
