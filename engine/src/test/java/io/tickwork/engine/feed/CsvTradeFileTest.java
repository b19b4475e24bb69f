// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTradeFileTest {
    private static final Symbol SYMBOL = new Symbol(0, "BTC", -2, -3);
    private static final long S = 1_000_000_000L;
    private static final long NO_ID = TradeRow.NO_TRADE_ID;

    @TempDir
    private Path directory;

    @Test
    void shouldReadAFileLikeTheOneOfTheDemo() throws IOException {
        CsvTradeFile file = validate("""
                timestamp,price,amount\r
                1385346600,800.010000000000,1.500000000000\r
                1385346600,799.990000000000,0.000000000000""");
        assertThat(file.tradeCount()).isEqualTo(2);
        assertThat(trades(file))
                .containsExactly(
                        trade(1385346600 * S, 80001, 1500, "UNKNOWN", NO_ID),
                        trade(1385346600 * S, 79999, 0, "UNKNOWN", NO_ID));
    }

    @Test
    void shouldReadEverySide() throws IOException {
        CsvTradeFile file = validate("""
                time,price,size,side
                1385346600,1,1,B
                1385346601,1,1,buy
                1385346602,1,1,S
                1385346603,1,1,Sell
                1385346604,1,1,UNKNOWN
                1385346605,1,1,
                """);
        assertThat(trades(file).stream().map(trade -> trade.split(" ")[1]))
                .containsExactly("BUYER", "BUYER", "SELLER", "SELLER", "UNKNOWN", "UNKNOWN");
    }

    @Test
    void shouldFindColumnsInAnyOrderCaseAndQuotesAndIgnoreOthers() throws IOException {
        CsvTradeFile file = validate("""
                "Quantity", ID ,"no, ""te"" ",PRICE,Time
                "2",42,"a ""b"", c
                d", 3.5 ,"1385346600"

                4,,,5,1385346599
                """);
        assertThat(trades(file))
                .containsExactly(
                        trade(1385346600 * S, 350, 2000, "UNKNOWN", 42),
                        trade(1385346599 * S, 500, 4000, "UNKNOWN", NO_ID));
    }

    @Test
    void shouldReadAByteOrderMarkAndOldLineEnds() throws IOException {
        assertThat(trades(validate("\uFEFFtime,price,size\r1385346600,1,1\r1385346601,2,2\r")))
                .hasSize(2);
    }

    @Test
    void shouldReadAGzippedFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("\uFEFFtime,price,size\n1385346600,1,1".getBytes(UTF_8));
        }
        Path path = Files.write(directory.resolve("trades.csv.gz"), bytes.toByteArray());
        assertThat(trades(CsvTradeFile.validate(path, SYMBOL, TimeFormat.SECONDS)))
                .containsExactly(trade(1385346600 * S, 100, 1000, "UNKNOWN", NO_ID));
    }

    @Test
    void shouldReadTheOtherFormatsOfTime() throws IOException {
        Path path = Files.writeString(directory.resolve("iso.csv"), "time,price,size\n2013-11-25T02:30:00.5Z,1,1\n");
        assertThat(trades(CsvTradeFile.validate(path, SYMBOL, TimeFormat.ISO_8601)))
                .containsExactly(trade(1385346600_500_000_000L, 100, 1000, "UNKNOWN", NO_ID));
    }

    @Test
    void shouldReadMoreThanABufferOfRows() throws IOException {
        StringBuilder text = new StringBuilder("time,price,size\n");
        for (int i = 1; i <= 10_000; i++) {
            text.append(1385346600 + i)
                    .append(',')
                    .append(i)
                    .append(".25,")
                    .append(i)
                    .append('\n');
        }
        List<String> trades = trades(validate(text.toString()));
        assertThat(trades).hasSize(10_000);
        for (int i = 1; i <= 10_000; i++) {
            assertThat(trades.get(i - 1))
                    .isEqualTo(trade((1385346600 + i) * S, 100 * i + 25, 1000 * i, "UNKNOWN", NO_ID));
        }
    }

    /** The real trades that the build unpacks for the demo. */
    @Test
    void shouldReadTheDataOfTheDemo() {
        Path path = Path.of("target", "data", "bitstamp_trades_from_20131125_usd.csv");
        CsvTradeFile file = CsvTradeFile.validate(path, Symbol.named("BTCUSD"), TimeFormat.SECONDS);
        List<String> trades = trades(file);
        assertThat(file.tradeCount()).isEqualTo(100_000);
        assertThat(trades).hasSize(100_000);
        assertThat(trades.stream().filter(trade -> trade.contains(" size=0 "))).hasSize(18);
    }

    private CsvTradeFile validate(String text) throws IOException {
        Path path = Files.writeString(directory.resolve("trades.csv"), text);
        return CsvTradeFile.validate(path, SYMBOL, TimeFormat.SECONDS);
    }

    private static List<String> trades(CsvTradeFile file) {
        List<String> trades = new ArrayList<>();
        TradeRow row = new TradeRow();
        try (TradeSource source = file.open()) {
            assertThat(source.tradeCount()).isEqualTo(file.tradeCount());
            while (source.next(row)) {
                trades.add(trade(
                        row.eventTimeNs(),
                        row.priceMantissa(),
                        row.sizeMantissa(),
                        row.aggressorSide().name(),
                        row.tradeId()));
            }
            assertThat(source.next(row)).isFalse();
        }
        return trades;
    }

    private static String trade(long timeNs, long price, long size, String side, long id) {
        return timeNs + " " + side + " price=" + price + " size=" + size + " id=" + id;
    }
}
