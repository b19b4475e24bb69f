// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.codecs.sbe.AggressorSide;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SyntheticTradeSourceTest {
    private static final SyntheticMarket MARKET = SyntheticMarket.DEFAULT;
    private static final int COUNT = 200_000;
    private static final long SEED = 42;

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() {
        String bytes = bytes(1_000, SEED);
        assertThat(bytes(1_000, SEED)).isEqualTo(bytes);
        assertThat(bytes(1_000, SEED + 1)).isNotEqualTo(bytes);
        assertThat(bytes(2_000, SEED))
                .as("the count does not change what comes first")
                .startsWith(bytes);
    }

    /** A fixed number, so that another JDK or another algorithm shows. */
    @Test
    void shouldGiveTheSameBytesOnEveryJdk() {
        CRC32C crc = new CRC32C();
        crc.update(bytes(10_000, SEED).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(crc.getValue()).isEqualTo(1_332_549_334L);
    }

    @Test
    void shouldEndAfterTheCountAndNumberTheTrades() {
        SyntheticTradeSource source = new SyntheticTradeSource(3, SEED, MARKET);
        TradeRow row = new TradeRow();
        for (int id = 1; id <= 3; id++) {
            assertThat(source.next(row)).isTrue();
            assertThat(row.tradeId()).isEqualTo(id);
        }
        assertThat(source.next(row)).isFalse();
        assertThat(source.tradeCount()).isEqualTo(3);
        assertThat(new SyntheticTradeSource(0, SEED, MARKET).next(row)).isFalse();
    }

    @Test
    void shouldStayOnTheGridAndInOrder() {
        SyntheticTradeSource source = new SyntheticTradeSource(COUNT, SEED, MARKET);
        TradeRow row = new TradeRow();
        long lastTimeNs = MARKET.startTimeNs();
        while (source.next(row)) {
            assertThat(row.priceMantissa()).isPositive();
            assertThat(row.priceMantissa() % MARKET.tickMantissa()).isZero();
            assertThat(row.sizeMantissa()).isPositive();
            assertThat(row.sizeMantissa() % MARKET.lotMantissa()).isZero();
            assertThat(row.eventTimeNs()).isGreaterThanOrEqualTo(lastTimeNs);
            lastTimeNs = row.eventTimeNs();
        }
    }

    @Test
    void shouldStayPositiveWhereTheTickIsAsLargeAsThePrice() {
        SyntheticMarket coarse = new SyntheticMarket(0, 1, 5, 5, 7, 7, 2.0);
        SyntheticTradeSource source = new SyntheticTradeSource(10_000, SEED, coarse);
        TradeRow row = new TradeRow();
        while (source.next(row)) {
            assertThat(row.priceMantissa()).isPositive();
            assertThat(row.priceMantissa() % 5).isZero();
            assertThat(row.sizeMantissa()).isPositive();
        }
    }

    /** Moments of one long run: wide enough for any seed, narrow enough to miss what is not a market. */
    @Test
    void shouldLookLikeAMarket() {
        SyntheticTradeSource source = new SyntheticTradeSource(COUNT, SEED, MARKET);
        TradeRow row = new TradeRow();
        double[] steps = new double[COUNT];
        double[] gaps = new double[COUNT];
        int sameSide = 0;
        int sameSecond = 0;
        int buyers = 0;
        int atMostMedian = 0;
        double lastLogPrice = StrictMath.log(MARKET.priceMantissa());
        long lastTimeNs = MARKET.startTimeNs();
        AggressorSide lastSide = AggressorSide.UNKNOWN;
        for (int i = 0; source.next(row); i++) {
            steps[i] = StrictMath.log(row.priceMantissa()) - lastLogPrice;
            lastLogPrice += steps[i];
            gaps[i] = row.eventTimeNs() - lastTimeNs;
            sameSecond += row.eventTimeNs() / 1_000_000_000 == lastTimeNs / 1_000_000_000 ? 1 : 0;
            lastTimeNs = row.eventTimeNs();
            sameSide += row.aggressorSide() == lastSide ? 1 : 0;
            lastSide = row.aggressorSide();
            buyers += lastSide == AggressorSide.BUYER ? 1 : 0;
            atMostMedian += row.sizeMantissa() <= MARKET.sizeMantissa() ? 1 : 0;
        }

        assertThat(mean(gaps) / MARKET.meanGapNs()).isCloseTo(1, within(0.1));
        assertThat(standardDeviation(gaps) / mean(gaps))
                .as("a spread of gaps beyond the exponential one, which is 1")
                .isGreaterThan(1.05);
        assertThat(standardDeviation(steps) / MARKET.volatility()).isCloseTo(1, within(0.1));
        assertThat(kurtosis(steps)).as("fat tails; 3 is normal").isGreaterThan(4);
        assertThat(autocorrelation(steps)).as("a random walk").isCloseTo(0, within(0.03));
        assertThat(autocorrelation(squares(steps))).as("volatility in clusters").isGreaterThan(0.1);
        assertThat((double) sameSide / COUNT).isCloseTo(0.7, within(0.02));
        assertThat((double) buyers / COUNT).isCloseTo(0.5, within(0.02));
        assertThat((double) sameSecond / COUNT).isGreaterThan(0.5);
        assertThat((double) atMostMedian / COUNT).isCloseTo(0.5, within(0.02));
    }

    @Test
    void shouldRefuseWhatIsNoMarket() {
        assertThatThrownBy(() -> new SyntheticTradeSource(-1, SEED, MARKET)).hasMessage("tradeCount=-1 is negative");
        assertThatThrownBy(() -> new SyntheticMarket(0, 0, 1, 1, 1, 1, 1)).hasMessage("meanGapNs=0 is out of range");
        assertThatThrownBy(() -> new SyntheticMarket(0, 1, 1, 2, 1, 1, 1))
                .hasMessage("priceMantissa=1 is out of range");
        assertThatThrownBy(() -> new SyntheticMarket(0, 1, 1, 0, 1, 1, 1)).hasMessage("tickMantissa=0 is out of range");
        assertThatThrownBy(() -> new SyntheticMarket(0, 1, 1, 1, 1, 2, 1)).hasMessage("sizeMantissa=1 is out of range");
        assertThatThrownBy(() -> new SyntheticMarket(0, 1, 1, 1, 1, 0, 1)).hasMessage("lotMantissa=0 is out of range");
        assertThatThrownBy(() -> new SyntheticMarket(0, 1, 1, 1, 1, 1, Double.NaN))
                .hasMessage("volatility=NaN is out of range");
    }

    private static String bytes(int count, long seed) {
        InboundRing inbound = new InboundRing(64);
        try (TradeFeed feed = new TradeFeed(
                new SyntheticTradeSource(count, seed, MARKET),
                Symbol.named("SYN"),
                inbound.publisher(),
                Pacer.AT_ONCE)) {
            while (!feed.isDone()) {
                feed.poll(100);
                inbound.drain();
            }
        }
        return inbound.bytes.toString();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardDeviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double kurtosis(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - mean, 4);
        }
        return sum / values.length / Math.pow(standardDeviation(values), 4);
    }

    /** Between neighbours. */
    private static double autocorrelation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - 1] - mean);
        }
        return sum / values.length / Math.pow(standardDeviation(values), 2);
    }

    private static double[] squares(double[] values) {
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = values[i] * values[i];
        }
        return squares;
    }
}
