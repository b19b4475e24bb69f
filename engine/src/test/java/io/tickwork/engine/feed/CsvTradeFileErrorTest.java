// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file, its user reads one line that says where, what, and what would be right. */
class CsvTradeFileErrorTest {
    private static final String KNOWN =
            "a header with timestamp or time, price, amount or size or quantity; side, id may be there";
    private static final String HEADER = "timestamp,price,amount\n";
    private static final String FULL_HEADER = "time,price,size,side,id\n";
    private static final String GOOD = "1385346600,800.01,1.5\n";

    @TempDir
    private Path directory;

    private static Stream<Arguments> badTexts() {
        return Stream.of(
                // The header
                bad("", "1:1: the file is empty (''); expected " + KNOWN),
                bad("\n\n", "1:1: the file is empty (''); expected " + KNOWN),
                bad(
                        "1385346600,800.01,1.5\n",
                        "1:1: no column for the time ('1385346600,800.01,1.5'); expected " + KNOWN),
                bad(
                        "\ntimestamp,cost,amount\n",
                        "2:1: no column for the price ('timestamp,cost,amount'); expected " + KNOWN),
                bad("time;price;size\n", "1:1: no column for the time ('time;price;size'); expected " + KNOWN),
                bad(
                        "time,price,\"size\",Amount\n",
                        "1:19: second column for the size ('Amount'); expected one, and 'size' came first"),
                bad(HEADER, "2:1: no trade follows the header ('timestamp,price,amount'); expected at least one row"),
                // The shape of a row
                bad(
                        HEADER + GOOD + "1385346600,800.01\n",
                        "3:1: too few fields ('1385346600,800.01'); expected 3, as in the header (timestamp,price,amount)"),
                bad(
                        HEADER + "1385346600,800,01,1.5",
                        "2:1: too many fields ('1385346600,800,01,1.5'); expected 3, as in the header"
                                + " (timestamp,price,amount)"),
                bad(
                        HEADER + GOOD + "1385346600,\"800.01\"x,1.5\n",
                        "3:12: malformed field ('Unexpected character after closing quote: 'x' (0x78)'); expected CSV"
                                + " as in RFC 4180"),
                bad(
                        HEADER + "1385346600,\"800.01,1.5\n1385346600,800.01,1.5\n",
                        "2:1: too few fields ('1385346600,800.01,1.5\\n1385346600,800.01,1.5\\n'); expected 3, as in"
                                + " the header (timestamp,price,amount)"),
                // Numbers
                bad(
                        HEADER + GOOD + "1385346600,abc,1.5\n",
                        "3:12: price is not a plain decimal number ('abc'); expected digits with at most one point"),
                bad(
                        HEADER + "1385346600,,1.5\n",
                        "2:12: price is not a plain decimal number (''); expected digits with at most one point"),
                bad(
                        HEADER + "1385346600,8e2,1.5\n",
                        "2:12: price is not a plain decimal number ('8e2'); expected digits with at most one point"),
                bad(
                        HEADER + "1385346600,NaN,1.5\n",
                        "2:12: price is not a plain decimal number ('NaN'); expected digits with at most one point"),
                bad(
                        HEADER + "1385346600,1," + "x".repeat(61),
                        "2:14: size is not a plain decimal number ('" + "x".repeat(60)
                                + "...'); expected digits with at most one point"),
                bad(HEADER + "1385346600,0.0,1.5\n", "2:12: price is not positive ('0.0'); expected a price above 0"),
                bad(HEADER + "1385346600,-5,1.5\n", "2:12: price is not positive ('-5'); expected a price above 0"),
                bad(
                        HEADER + "1385346600,800.01,-1.5\n",
                        "2:19: size is negative ('-1.5'); expected a size of 0 or more"),
                bad(
                        HEADER + "1385346600,0.00000000012,1.5\n",
                        "2:12: price is finer than its exponent -9 allows ('0.00000000012'); expected no more decimals"
                                + " than that; exponent -11 would do"),
                bad(
                        HEADER + "1385346600,10000000000.00000000012,1.5\n",
                        "2:12: price is finer than its exponent -9 allows ('10000000000.00000000012'); expected no more"
                                + " decimals than that; no exponent would do"),
                bad(
                        HEADER + "1385346600,1,9300000000\n",
                        "2:14: size is too large for its exponent -9 ('9300000000'); expected at most"
                                + " 9223372036.854775807; exponent -8 would do"),
                bad(
                        HEADER + "1385346600,9300000000.000000001,1\n",
                        "2:12: price is too large for its exponent -9 ('9300000000.000000001'); expected at most"
                                + " 9223372036.854775807; no exponent would do"),
                // Times
                bad(
                        HEADER + "yesterday,1,1\n",
                        "2:1: time is not a number ('yesterday'); expected seconds since 1970, a time from 1990 to 2100"),
                bad(
                        HEADER + "1385346600000,1,1\n",
                        "2:1: time is out of range ('1385346600000'); expected seconds since 1970, a time from 1990 to"
                                + " 2100; in ms it is 2013-11-25T02:30:00Z"),
                bad(
                        HEADER + "2013-11-25T02:30:00Z,1,1\n",
                        "2:1: time is not a number ('2013-11-25T02:30:00Z'); expected seconds since 1970, a time from"
                                + " 1990 to 2100; in iso-8601 it is 2013-11-25T02:30:00Z"),
                bad(
                        HEADER + "-5,1,1\n",
                        "2:1: time is out of range ('-5'); expected seconds since 1970, a time from 1990 to 2100"),
                bad(
                        HEADER + "1385346600.0000000001,1,1\n",
                        "2:1: time is finer than a nanosecond ('1385346600.0000000001'); expected seconds since 1970, a"
                                + " time from 1990 to 2100"),
                // What may be there
                bad(
                        FULL_HEADER + "1385346600,1,1,up,\n",
                        "2:16: side is not known ('up'); expected b, buy, s, sell, unknown or nothing"),
                bad(
                        FULL_HEADER + "1385346600,1,1,,4.5\n",
                        "2:17: id is not a whole number of 64 bits ('4.5'); expected a whole number or nothing"),
                // Where it is: after a quoted field, an escaped quote, a line end within a field
                bad(
                        "time,note,price,size\r\n1385346600,\"a \"\"b\"\", c\",x,1\r\n",
                        "2:25: price is not a plain decimal number ('x'); expected digits with at most one point"),
                bad(
                        "time,note,price,size\r\n1385346600,\"a\r\nbc\",\"x\",1\r\n",
                        "3:5: price is not a plain decimal number ('x'); expected digits with at most one point"),
                bad(
                        "time,note,price,size\n\n1385346600,\"a\rb\nc\",1,\"\tx\ny\"",
                        "5:6: size is not a plain decimal number ('x\\ny'); expected digits with at most one point"));
    }

    private static Arguments bad(String text, String message) {
        return Arguments.of(text, message);
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void shouldSayWhereAndWhatIsWrong(String text, String message) throws IOException {
        Path path = Files.writeString(directory.resolve("trades.csv"), text);
        assertThatThrownBy(() -> validate(path))
                .isInstanceOf(FeedException.class)
                .hasMessage(path + ":" + message);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        Path path = directory.resolve("none.csv");
        assertThatThrownBy(() -> validate(path))
                .isInstanceOf(FeedException.class)
                .hasMessage(path + ": no such file; expected a CSV file of trades");
    }

    @Test
    void shouldSayThatADirectoryIsNoFile() {
        assertThatThrownBy(() -> validate(directory))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith(directory + ": cannot be read (")
                .hasMessageEndingWith("); expected a CSV file of trades");
    }

    @Test
    void shouldSayThatAFileIsNotGzipped() throws IOException {
        Path path = Files.writeString(directory.resolve("trades.csv.gz"), HEADER + GOOD);
        assertThatThrownBy(() -> validate(path))
                .isInstanceOf(FeedException.class)
                .hasMessage(path + ": cannot be read (Not in GZIP format); expected a CSV file of trades");
    }

    @Test
    void shouldNotReadAnUnclosedQuoteForEver() throws IOException {
        Path path = Files.writeString(
                directory.resolve("trades.csv"), HEADER + "1385346600,\"800.01,1.5\n" + GOOD.repeat(1_000_000));
        assertThatThrownBy(() -> validate(path))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith(path + ":2:12: malformed field ('The maximum buffer size");
    }

    @Test
    void shouldFailWhenTheFileHasChangedSinceItWasFoundSound() throws IOException {
        Path path = Files.writeString(directory.resolve("trades.csv"), HEADER + GOOD + GOOD);
        CsvTradeFile file = validate(path);
        Files.writeString(path, HEADER + GOOD + "1385346600,800.01,-1\n");
        try (TradeSource source = file.open()) {
            assertThat(source.next(new TradeRow())).isTrue();
            assertThatThrownBy(() -> source.next(new TradeRow()))
                    .isInstanceOf(FeedException.class)
                    .hasMessage(path + ":3:19: size is negative ('-1'); expected a size of 0 or more");
        }
    }

    private static CsvTradeFile validate(Path path) {
        return CsvTradeFile.validate(path, Symbol.named("BTC"), TimeFormat.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER + GOOD, HEADER + GOOD + GOOD + GOOD})
    void shouldSayThatTheFileHasChangedSinceItWasChecked(String changed) throws IOException {
        Path file = Files.writeString(directory.resolve("trades.csv"), HEADER + GOOD + GOOD);
        CsvTradeFile checked = CsvTradeFile.validate(file, Symbol.named("BTC"), TimeFormat.SECONDS);
        Files.writeString(file, changed);
        try (TradeSource source = checked.open()) {
            TradeRow row = new TradeRow();
            assertThat(source.next(row)).isTrue();
            assertThatThrownBy(() -> {
                        while (source.next(row)) {
                            // Until it is noticed.
                        }
                    })
                    .isInstanceOf(FeedException.class)
                    .hasMessage(file + ": has changed since it was checked: it held 2 trades; run it again");
        }
    }
}
