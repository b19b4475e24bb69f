// SPDX-License-Identifier: Apache-2.0
package io.tickwork.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tickwork.engine.export.Column;
import io.tickwork.engine.export.CsvFormat;
import io.tickwork.engine.export.ExportContext;
import io.tickwork.engine.export.JournalExport;
import io.tickwork.engine.export.TableFiles;
import io.tickwork.engine.export.TableFormat;
import io.tickwork.engine.export.TableWriter;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.MarketDataKind;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TimeFormat;
import io.tickwork.engine.importer.JournalImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a Parquet file holds what the CSV file of the same events holds. Method: both are written and read back. */
class ParquetFormatTest {
    private static final long SEED = 7;
    private static final int ROWS = 5_000;

    @TempDir
    private Path temporary;

    @Test
    void shouldBeFound() {
        assertThat(ServiceLoader.load(TableFormat.class)).hasAtLeastOneElementOfType(ParquetFormat.class);
    }

    @Test
    void shouldHoldWhatTheCsvFilesHold() throws IOException, SQLException {
        Path journal = journal();
        Path csv = temporary.resolve("csv");
        Path parquet = temporary.resolve("parquet");
        export(journal, TableFiles.in(new CsvFormat(), csv));
        export(journal, TableFiles.in(new ParquetFormat(), parquet));

        try (Stream<Path> files = Files.list(parquet)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("trades.parquet", "depth.parquet", "symbols.parquet");
        }
        for (String name : List.of("trades", "depth", "symbols")) {
            compare(csv.resolve(name + ".csv"), parquet.resolve(name + ".parquet"));
        }
    }

    @Test
    void shouldKeepNumbersToTheLastBitAndTextsAsTheyAre() throws IOException, SQLException {
        Path file = temporary.resolve("it's.parquet");
        try (TableWriter writer = new ParquetFormat()
                .create(
                        file,
                        List.of(
                                new Column("whole", Column.Kind.LONG),
                                new Column("number", Column.Kind.DOUBLE),
                                new Column("text", Column.Kind.TEXT)))) {
            writer.write(Long.MIN_VALUE, 0.1 + 0.2, "a,\"b\"\n\u00fc");
            writer.write(null, null, null);
            writer.write(Long.MAX_VALUE, Double.MIN_VALUE, "");
            writer.finish();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(file))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(Long.MIN_VALUE);
            assertThat(rows.getDouble(2)).isEqualTo(0.1 + 0.2);
            assertThat(rows.getString(3)).isEqualTo("a,\"b\"\n\u00fc");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1)).isNull();
            assertThat(rows.getObject(3)).isNull();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(Long.MAX_VALUE);
            assertThat(rows.getDouble(2)).isEqualTo(Double.MIN_VALUE);
            assertThat(rows.getString(3)).isEmpty();
            assertThat(rows.next()).isFalse();
        }
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String query(Path file) {
        return "SELECT * FROM read_parquet('" + file.toString().replace("'", "''") + "')";
    }

    private static void export(Path journal, TableFiles files) {
        try (files) {
            JournalExport.run(new ExportContext().journalDirectory(journal), files);
            files.complete();
        }
    }

    /** Trades and books of random prices, some of more digits than a double has. */
    private Path journal() throws IOException {
        Random random = new Random(SEED);
        StringBuilder trades = new StringBuilder("timestamp,price,size,side,id\n");
        StringBuilder books = new StringBuilder("timestamp,bid_1,bid_size_1,ask_1,ask_size_1\n");
        for (int i = 0; i < ROWS; i++) {
            String price = 100_000 + random.nextInt(9_000_000) + "." + random.nextInt(1_000_000_000);
            String id = random.nextBoolean() ? "" : Long.toString(random.nextLong() >>> 2);
            trades.append(1_700_000_000 + i)
                    .append(',')
                    .append(price)
                    .append(",0.00")
                    .append(1 + random.nextInt(99));
            trades.append(random.nextBoolean() ? ",buy," : ",,").append(id).append('\n');
            books.append(1_700_000_000 + i)
                    .append(random.nextBoolean() ? ",1.5,2" : ",,")
                    .append(",2.25,1\n");
        }
        Symbol symbol = Symbol.named("ES");
        List<MarketDataFile> files = new ArrayList<>();
        Path tradesFile = Files.writeString(temporary.resolve("trades.csv"), trades);
        Path booksFile = Files.writeString(temporary.resolve("books.csv"), books);
        files.add(MarketDataFile.validate(tradesFile, MarketDataKind.parse("trades"), symbol, TimeFormat.SECONDS));
        files.add(MarketDataFile.validate(booksFile, MarketDataKind.parse("depth"), symbol, TimeFormat.SECONDS));
        Path journal = temporary.resolve("journal");
        JournalImport.run(files, journal, count -> {}, () -> false);
        return journal;
    }

    private static void compare(Path csv, Path parquet) throws IOException, SQLException {
        try (CsvReader<CsvRecord> expected = CsvReader.builder().ofCsvRecord(csv);
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(parquet))) {
            ResultSetMetaData columns = rows.getMetaData();
            boolean isHeader = true;
            for (CsvRecord record : expected) {
                assertThat(isHeader || rows.next()).as("row %s", record).isTrue();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String text = record.getField(i - 1);
                    if (isHeader) {
                        assertThat(columns.getColumnName(i)).isEqualTo(text);
                    } else if (text.isEmpty()) {
                        assertThat(rows.getObject(i))
                                .as("%s of %s", columns.getColumnName(i), record)
                                .isNull();
                    } else {
                        Object value = rows.getObject(i);
                        Object wanted = value instanceof Double
                                ? (Object) Double.parseDouble(text)
                                : value instanceof Long ? (Object) Long.parseLong(text) : text;
                        assertThat(value)
                                .as("%s of %s", columns.getColumnName(i), record)
                                .isEqualTo(wanted);
                    }
                }
                isHeader = false;
            }
            assertThat(rows.next()).isFalse();
        }
    }
}
