// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Bars to compute indicators of.
 *
 * @param name for messages; of a random one it ends in the seed.
 * @param flatCountMax for how many bars at most the price stands still.
 */
public record Series(
        String name, int flatCountMax, double[] open, double[] high, double[] low, double[] close, double[] volume) {
    private static final int FLAT_COUNT = 40;
    private static final int LENGTH = 3_000;
    private static final Path DATA = Path.of("target/market-data");
    private static final int MINUTE_S = 60;

    /** Daily bars of a share, from a public data set. */
    public static Series apple() {
        List<String> lines = lines("appleinc_bars_from_20130101_usd.csv");
        assertThat(lines).as("a header and the trading days of a year").hasSize(253);
        Series series = empty("AAPL 2013", 1, lines.size() - 1);
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",");
            series.set(i - 1, number(fields[1]), number(fields[2]), number(fields[3]), number(fields[4]));
            series.volume[i - 1] = number(fields[5]);
        }
        return series;
    }

    /** Five-minute bars of a coin, from a public data set. */
    public static Series ether() {
        String text = String.join("\n", lines("ETH-USD-PT5M-2023-3-13_2023-3-15.json"));
        Object bars = ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text)).get("ohlc");
        List<?> list = (List<?>) bars;
        assertThat(list).as("bars of two days").hasSize(580);
        Series series = empty("ETH 5m", 12, list.size());
        for (int i = 0; i < list.size(); i++) {
            Map<?, ?> bar = (Map<?, ?>) list.get(i);
            series.set(
                    i,
                    number(bar.get("openPrice")),
                    number(bar.get("highPrice")),
                    number(bar.get("lowPrice")),
                    number(bar.get("closePrice")));
            series.volume[i] = number(bar.get("volume"));
        }
        return series;
    }

    /** One-minute bars of the first trades of a public data set; minutes without a trade have no bar. */
    public static Series bitcoin() {
        List<String> lines = lines("bitstamp_trades_from_20131125_usd.csv");
        assertThat(lines).as("a header and the trades of a week").hasSizeGreaterThan(50_000);
        List<double[]> bars = new ArrayList<>();
        long minute = -1;
        for (String line : lines.subList(1, 30_001)) {
            String[] fields = line.split(",");
            double price = number(fields[1]);
            if (Long.parseLong(fields[0]) / MINUTE_S != minute) {
                minute = Long.parseLong(fields[0]) / MINUTE_S;
                bars.add(new double[] {price, price, price, price, 0});
            }
            double[] bar = bars.get(bars.size() - 1);
            bar[1] = Math.max(bar[1], price);
            bar[2] = Math.min(bar[2], price);
            bar[3] = price;
            bar[4] += number(fields[2]);
        }
        Series series = empty("BTC 1m", 12, bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double[] bar = bars.get(i);
            series.set(i, bar[0], bar[1], bar[2], bar[3]);
            series.volume[i] = bar[4];
        }
        return series;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(DATA.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(Object value) {
        return Double.parseDouble(value.toString());
    }

    /** All series that the reference is compared on, the same objects at each call. */
    public static List<Series> all() {
        return Made.ALL;
    }

    /** Reading and making them takes longer than many a test. */
    private static final class Made {
        private static final List<Series> ALL = List.copyOf(make());
    }

    private static List<Series> make() {
        List<Series> all = new ArrayList<>(List.of(apple(), ether(), bitcoin()));
        for (int seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            all.add(of("walk", seed, 3, price -> price + cents(random)));
            all.add(of("plateaus", seed, FLAT_COUNT, standingStill(random, price -> price + cents(random))));
            all.add(of("zeros", seed, FLAT_COUNT, standingStill(random, price -> price == 0 ? 50 + cents(random) : 0)));
            all.add(of("jumps", seed, 3, price -> random.nextInt(50) == 0 ? jump(price) : price + cents(random)));
        }
        return all;
    }

    private static double cents(Random random) {
        return (random.nextInt(201) - 100) / 100.0;
    }

    private static double jump(double price) {
        return price > 400 ? price / 10 : price * 10;
    }

    private static DoubleUnaryOperator standingStill(Random random, DoubleUnaryOperator move) {
        int[] left = {random.nextInt(FLAT_COUNT)};
        return price -> {
            if (left[0]-- > 0) {
                return price;
            }
            left[0] = random.nextInt(3) == 0 ? random.nextInt(FLAT_COUNT) : 0;
            return move.applyAsDouble(price);
        };
    }

    private static Series of(String name, int seed, int flatCountMax, DoubleUnaryOperator move) {
        Random random = new Random(-seed);
        Series series = empty(name + ", seed " + seed, flatCountMax, LENGTH);
        double price = 100;
        for (int i = 0; i < LENGTH; i++) {
            double open = price;
            price = move.applyAsDouble(price);
            double high = Math.max(open, price) + random.nextInt(3) / 100.0;
            series.set(i, open, high, Math.min(open, price) - random.nextInt(3) / 100.0, price);
            series.volume[i] = random.nextInt(10) == 0 ? 0 : random.nextInt(1_000);
        }
        return series;
    }

    private static Series empty(String name, int flatCountMax, int length) {
        return new Series(
                name,
                flatCountMax,
                new double[length],
                new double[length],
                new double[length],
                new double[length],
                new double[length]);
    }

    private void set(int i, double openPrice, double highest, double lowest, double closePrice) {
        open[i] = openPrice;
        high[i] = highest;
        low[i] = lowest;
        close[i] = closePrice;
    }

    /** The greatest price. */
    public double priceMax() {
        return Arrays.stream(high).max().orElseThrow();
    }

    /** The number of bars. */
    public int length() {
        return close.length;
    }

    @Override
    public String toString() {
        return name;
    }
}
