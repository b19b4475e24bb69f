// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Bars to compute indicators of.
 *
 * @param name for messages; of a random one it ends in the seed.
 * @param flatCountMax for how many bars at most the price stands still.
 */
record Series(String name, int flatCountMax, double[] high, double[] low, double[] close) {
    private static final int FLAT_COUNT = 40;
    private static final int LENGTH = 3_000;

    /** Daily bars of a share, unpacked by the build from a public data set. */
    static Series apple() {
        try {
            List<String> lines = Files.readAllLines(Path.of("target/market-data/appleinc_bars_from_20130101_usd.csv"));
            assertThat(lines).as("a header and the trading days of a year").hasSize(253);
            Series series = empty("AAPL 2013", 1, lines.size() - 1);
            for (int i = 1; i < lines.size(); i++) {
                String[] fields = lines.get(i).split(",");
                series.high[i - 1] = Double.parseDouble(fields[2]);
                series.low[i - 1] = Double.parseDouble(fields[3]);
                series.close[i - 1] = Double.parseDouble(fields[4]);
            }
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All series that the reference is compared on. */
    static List<Series> all() {
        List<Series> all = new ArrayList<>(List.of(apple()));
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
            series.close[i] = price;
            series.high[i] = Math.max(open, price) + random.nextInt(3) / 100.0;
            series.low[i] = Math.min(open, price) - random.nextInt(3) / 100.0;
        }
        return series;
    }

    private static Series empty(String name, int flatCountMax, int length) {
        return new Series(name, flatCountMax, new double[length], new double[length], new double[length]);
    }

    int length() {
        return close.length;
    }

    @Override
    public String toString() {
        return name;
    }
}
