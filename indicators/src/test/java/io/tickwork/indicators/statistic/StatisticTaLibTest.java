// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.indicators.Series;
import io.tickwork.indicators.TaLibComparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our definitions are those of TA-Lib. */
class StatisticTaLibTest {
    static List<Series> series() {
        return Series.all();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldFindExtremes(Series series) {
        for (int period : new int[] {2, 3, 30, 64, 250}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Highest.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.max(0, last, series.close(), period, begin, count, values));
            TaLibComparison.of(series, Lowest.TYPE, Map.of("period", period))
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.min(0, last, series.close(), period, begin, count, values));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldAddUp(Series series) {
        for (int period : new int[] {2, 3, 30, 250}) {
            double[] values = new double[series.length()];
            TaLibComparison.of(series, Sum.TYPE, Map.of("period", period))
                    .residue(1e-13 * period * series.priceMax())
                    .output("value", values)
                    .with((core, last, begin, count) ->
                            core.sum(0, last, series.close(), period, begin, count, values));
        }
    }

    /** TA-Lib does not always name the newest of equal extremes, so what it names is compared by its value. */
    @ParameterizedTest
    @MethodSource("series")
    void shouldFindWhereExtremesAre(Series series) {
        for (int period : new int[] {2, 3, 30, 250}) {
            int[] highest = new int[series.length()];
            int[] lowest = new int[series.length()];
            MInteger begin = new MInteger();
            Core core = new Core();
            int last = series.length() - 1;
            core.maxIndex(0, last, series.close(), period, begin, new MInteger(), highest);
            core.minIndex(0, last, series.close(), period, begin, new MInteger(), lowest);
            NodeFixture ours = NodeFixture.of(HighestBars.TYPE, Map.of("period", period));
            NodeFixture oursLowest = NodeFixture.of(LowestBars.TYPE, Map.of("period", period));
            for (int i = 0; i <= last; i++) {
                double sinceHighest = ours.run(series.close()[i]);
                double sinceLowest = oursLowest.run(series.close()[i]);
                boolean isReady = i >= begin.value;
                if (ours.isValid("value") != isReady
                        || isReady && at(series, i, sinceHighest) != series.close()[highest[i - begin.value]]
                        || isReady && at(series, i, sinceLowest) != series.close()[lowest[i - begin.value]]) {
                    throw new AssertionError("%s, period %d, at %d".formatted(series, period, i));
                }
            }
        }
    }

    private static double at(Series series, int i, double age) {
        return series.close()[i - (int) age];
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldCorrelate(Series series) {
        for (int period : new int[] {2, 3, 30, 250}) {
            double[] values = new double[series.length()];
            MInteger begin = new MInteger();
            new Core()
                    .correl(
                            0,
                            series.length() - 1,
                            series.close(),
                            series.open(),
                            period,
                            begin,
                            new MInteger(),
                            values);
            compare(series, Correlation.TYPE, period, begin.value, values, series.close(), series.open());
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldComputeBeta(Series series) {
        for (int period : new int[] {2, 5, 30, 250}) {
            double[] values = new double[series.length()];
            MInteger begin = new MInteger();
            new Core()
                    .beta(0, series.length() - 1, series.close(), series.open(), period, begin, new MInteger(), values);
            compare(series, Beta.TYPE, period, begin.value, values, returns(series.close()), returns(series.open()));
        }
    }

    private static double[] returns(double[] prices) {
        double[] returns = new double[prices.length];
        for (int i = 1; i < prices.length; i++) {
            returns[i] = prices[i - 1] == 0 ? 0 : prices[i] / prices[i - 1] - 1;
        }
        return returns;
    }

    /**
     * TA-Lib's sums of squares lose digits, and below 1e-8 it takes a spread for zero. So windows with a small spread,
     * beside the greatest value ever summed, are left out and the others allowed what TA-Lib loses there.
     */
    private static void compare(
            Series series, NodeType type, int period, int begin, double[] values, double[] x, double[] y) {
        NodeFixture node = NodeFixture.of(type, Map.of("period", period));
        double greatest = 0;
        int comparedCount = 0;
        for (int i = 0; i < series.length(); i++) {
            double ours = node.set("y", series.open()[i]).run(series.close()[i]);
            if (node.isValid("value") != i >= begin) {
                throw new AssertionError("%s of %s, period %d, ready at %d".formatted(type, series, period, i));
            }
            greatest = Math.max(greatest, Math.max(Math.abs(x[i]), Math.abs(y[i])));
            if (i < begin) {
                continue;
            }
            double spreadX = period * deviation(x, i, period);
            double spreadY = period * deviation(y, i, period);
            double spread = Math.min(spreadX, spreadY);
            if (spread > 1e-3 && spread * spread > 1e-6 * period * greatest * greatest) {
                double theirs = values[i - begin];
                double lost = 1e-12 * period * greatest * greatest / (spread * spread);
                if (!(Math.abs(ours - theirs) <= (1e-9 + lost) * Math.max(1, Math.abs(theirs)))) {
                    throw new AssertionError("%s of %s, period %d, at %d: ours %s, theirs %s"
                            .formatted(type, series, period, i, ours, theirs));
                }
                comparedCount++;
            }
        }
        assertThat(comparedCount)
                .as("%s of %s, period %d, compared", type, series, period)
                .isPositive();
    }

    private static double deviation(double[] values, int i, int period) {
        double sum = 0;
        for (int k = i + 1 - period; k <= i; k++) {
            sum += values[k];
        }
        double squares = 0;
        for (int k = i + 1 - period; k <= i; k++) {
            squares += (values[k] - sum / period) * (values[k] - sum / period);
        }
        return Math.sqrt(squares / period);
    }
}
