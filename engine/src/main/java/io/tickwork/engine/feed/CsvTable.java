// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tickwork.codecs.price.Decimal;
import io.tickwork.codecs.price.DecimalException;
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
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file of market data, read row by row: finds columns by their headers, reads times, prices and sizes, and says
 * of what is wrong where it stands and what was expected.
 *
 * <p>CSV as RFC 4180 has it, in UTF-8, with any line ends, gzipped if its name ends in {@code .gz}. Memory: the longest
 * row. Cost: a few short texts per row.
 */
final class CsvTable implements AutoCloseable {
    /** Index of a column that is not there. */
    static final int ABSENT = -1;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final String rowWord;
    private final TimeFormat timeFormat;
    private final long expectedCount;
    private final CsvReader<CsvRow> reader;
    private final Iterator<CsvRow> rows;
    private final CsvRow row = new CsvRow();
    private final String header;
    private final int columnCount;
    private final int timeIndex;

    private long readCount;

    /**
     * Opens a file and reads its header.
     *
     * @param path of the file.
     * @param rowWord what a row is, for messages.
     * @param columns that are known, the time among them.
     * @param timeFormat of its times.
     * @param expectedCount how many rows it held when it was checked, or {@link Feed#UNKNOWN}.
     */
    CsvTable(Path path, String rowWord, List<CsvColumn> columns, TimeFormat timeFormat, long expectedCount) {
        this.path = path;
        this.rowWord = rowWord;
        this.timeFormat = timeFormat;
        this.expectedCount = expectedCount;
        this.reader = open();
        this.rows = reader.iterator();
        try {
            if (!nextLine()) {
                throw new FeedException(path, "1:1", "the file is empty", "", CsvColumn.describeAll(columns));
            }
            for (CsvColumn column : columns) {
                if (column.isRequired() && indexOf(column) == ABSENT) {
                    throw refused(0, "no column for the " + column.label(), row.text(), CsvColumn.describeAll(columns));
                }
            }
            header = row.text();
            columnCount = row.fieldCount();
            timeIndex = indexOf(CsvColumn.TIME);
        } catch (FeedException e) {
            close();
            throw e;
        }
    }

    /** Finds a column; before the first row only, since the header is read like one. */
    int indexOf(CsvColumn column) {
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

    /** Goes on to the next row; false at the end. */
    boolean nextRow() {
        boolean hasRow = nextLine();
        if (expectedCount != Feed.UNKNOWN && hasRow != readCount < expectedCount) {
            throw new FeedException(
                    path,
                    "has changed since it was checked: it held " + expectedCount + " " + rowWord + "s; run it again",
                    null);
        }
        if (hasRow) {
            readCount++;
            checkFieldCount();
        }
        return hasRow;
    }

    /** Number of rows read. */
    long readCount() {
        return readCount;
    }

    /** Number of rows there are, if that is known. */
    long expectedCount() {
        return expectedCount;
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
    FeedException withoutRows() {
        return new FeedException(
                path, row.position(0), "no " + rowWord + " follows the header", header, "at least one row");
    }

    /** Text of a field; nothing where the column is absent. */
    String text(int index) {
        return index == ABSENT ? "" : row.field(index);
    }

    /** The time of the row, UTC epoch nanoseconds. */
    long timeNs() {
        String text = row.field(timeIndex);
        try {
            return timeFormat.parseNs(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    timeIndex, "time " + e.getMessage(), text, timeFormat.description() + timeFormat.alternative(text));
        }
    }

    /** A price, above 0. */
    long priceMantissa(int index, String label, int exponent) {
        long mantissa = mantissa(index, label, exponent);
        if (mantissa <= 0) {
            throw refused(index, label + " is not positive", row.field(index), "a price above 0");
        }
        return mantissa;
    }

    /** A size, not negative. */
    long sizeMantissa(int index, String label, int exponent) {
        long mantissa = mantissa(index, label, exponent);
        if (mantissa < 0) {
            throw refused(index, label + " is negative", row.field(index), "a size of 0 or more");
        }
        return mantissa;
    }

    /** A whole number; one that stands for none where there is nothing. */
    long wholeNumber(int index, String label, long none) {
        String text = text(index);
        if (text.isEmpty()) {
            return none;
        }
        try {
            return Decimal.parse(text, 0);
        } catch (DecimalException e) {
            throw refused(index, label + " is not a whole number of 64 bits", text, "a whole number or nothing");
        }
    }

    private long mantissa(int index, String label, int exponent) {
        String text = row.field(index);
        try {
            return Decimal.parse(text, exponent);
        } catch (DecimalException e) {
            throw switch (e.reason()) {
                case NOT_A_DECIMAL ->
                    refused(index, label + " is not a plain decimal number", text, "digits with at most one point");
                case TOO_PRECISE ->
                    refused(
                            index,
                            label + " is finer than its exponent " + exponent + " allows",
                            text,
                            "no more decimals than that" + alternative(text, exponent, -1));
                case OVERFLOW ->
                    refused(
                            index,
                            label + " is too large for its exponent " + exponent,
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

    /** What to say of a field. */
    FeedException refused(int index, String what, String text, String expected) {
        return new FeedException(path, row.position(index), what, text, expected);
    }

    /** What to say of the whole row. */
    FeedException refusedRow(String what, String expected) {
        return refused(0, what, row.text(), expected);
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
            throw new FeedException(path, "no such file; expected a CSV file of " + rowWord + "s", e);
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
        return new FeedException(
                path, "cannot be read (" + e.getMessage() + "); expected a CSV file of " + rowWord + "s", e);
    }

    private boolean nextLine() {
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

    private void checkFieldCount() {
        if (row.fieldCount() != columnCount) {
            String what = row.fieldCount() < columnCount ? "too few fields" : "too many fields";
            throw refused(0, what, row.text(), columnCount + ", as in the header (" + header + ")");
        }
    }
}
