// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.indicators.average.Hma;
import io.tickwork.indicators.average.Vwma;
import io.tickwork.indicators.momentum.AwesomeOscillator;
import io.tickwork.indicators.trend.Choppiness;
import io.tickwork.indicators.trend.Ichimoku;
import io.tickwork.indicators.trend.MassIndex;
import io.tickwork.indicators.trend.PivotPoints;
import io.tickwork.indicators.volatility.Donchian;
import io.tickwork.indicators.volatility.Keltner;
import io.tickwork.indicators.volatility.Supertrend;
import io.tickwork.indicators.volume.ChaikinMoneyFlow;
import io.tickwork.indicators.volume.Vwap;
import io.tickwork.indicators.volume.VwapRolling;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.AbstractIndicator;
import org.ta4j.core.indicators.AwesomeOscillatorIndicator;
import org.ta4j.core.indicators.ChopIndicator;
import org.ta4j.core.indicators.HMAIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelMiddleIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuKijunSenIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuSenkouSpanAIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuSenkouSpanBIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuTenkanSenIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelLowerIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.pivotpoints.FibonacciReversalIndicator;
import org.ta4j.core.indicators.pivotpoints.FibonacciReversalIndicator.FibReversalTyp;
import org.ta4j.core.indicators.pivotpoints.FibonacciReversalIndicator.FibonacciFactor;
import org.ta4j.core.indicators.pivotpoints.PivotLevel;
import org.ta4j.core.indicators.pivotpoints.PivotPointIndicator;
import org.ta4j.core.indicators.pivotpoints.StandardReversalIndicator;
import org.ta4j.core.indicators.pivotpoints.TimeLevel;
import org.ta4j.core.indicators.supertrend.SuperTrendIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.NaN;
import org.ta4j.core.num.Num;

/** What ta4j has and TA-Lib does not. */
class Ta4jTest {
    static List<Series> series() {
        return Ta4jComparisonTest.series();
    }

    /** ta4j rounds the root of the period down, ours goes to the nearest: the same for these periods. */
    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheHullAverage(Series series) {
        for (int period : new int[] {2, 9, 20}) {
            int root = (int) Math.sqrt(period);
            Ta4jComparison.of(series, Hma.TYPE, Map.of("period", period))
                    .from(period + root - 2)
                    .output("value", bars -> new HMAIndicator(new ClosePriceIndicator(bars), period))
                    .compare();
        }
    }

    /** ta4j weighs typical prices: with bars that have but one price these are the closes. */
    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheVolumeWeightedAverage(Series series) {
        double[] close = series.close();
        Series ofOnePrice =
                new Series(series.name(), series.flatCountMax(), close, close, close, close, series.volume());
        for (int period : new int[] {2, 14}) {
            Map<String, ?> parameters = Map.of("period", period);
            Function<BarSeries, Indicator<Num>> expected = bars -> new VWAPIndicator(bars, period);
            for (Ta4jComparison each : List.of(
                    Ta4jComparison.of(ofOnePrice, Vwap.TYPE, parameters),
                    Ta4jComparison.of(ofOnePrice, Vwma.TYPE, parameters),
                    Ta4jComparison.of(ofOnePrice, VwapRolling.TYPE, parameters))) {
                each.from(period - 1).output("value", expected).compare();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheKeltnerChannel(Series series) {
        Ta4jComparison.of(series, Keltner.TYPE, Map.of("period", 10, "atr", 5, "k", 1.5))
                .output("upper", bars -> new KeltnerChannelUpperIndicator(keltnerMiddle(bars), 1.5, 5))
                .output("middle", Ta4jTest::keltnerMiddle)
                .output("lower", bars -> new KeltnerChannelLowerIndicator(keltnerMiddle(bars), 1.5, 5))
                .compare();
    }

    private static KeltnerChannelMiddleIndicator keltnerMiddle(BarSeries bars) {
        return new KeltnerChannelMiddleIndicator(new ClosePriceIndicator(bars), 10);
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheDonchianChannel(Series series) {
        for (int period : new int[] {1, 20}) {
            Ta4jComparison.of(series, Donchian.TYPE, Map.of("period", period))
                    .from(period - 1)
                    .output("upper", bars -> new DonchianChannelUpperIndicator(bars, period))
                    .output("middle", bars -> new DonchianChannelMiddleIndicator(bars, period))
                    .output("lower", bars -> new DonchianChannelLowerIndicator(bars, period))
                    .compare();
        }
    }

    /**
     * ta4j begins with other bands and another side, and a band stays until the price breaks it: compared after enough
     * bars for that.
     */
    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheSupertrend(Series series) {
        if (series.length() > 500) {
            Ta4jComparison.of(series, Supertrend.TYPE, Map.of("period", 5, "k", 1.5))
                    .from(400)
                    .output("value", bars -> new SuperTrendIndicator(bars, 5, 1.5))
                    .compare();
        }
    }

    /**
     * ta4j draws its spans one bar less ahead than it is told, so it is told one more. Its lagging span looks at bars
     * that are still to come, and is not compared.
     */
    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheIchimokuCloud(Series series) {
        Ta4jComparison.of(series, Ichimoku.TYPE, Map.of())
                .from(52 + 26 - 1)
                .output("conversion", bars -> new IchimokuTenkanSenIndicator(bars, 9))
                .output("base", bars -> new IchimokuKijunSenIndicator(bars, 26))
                .output("span-a", bars -> spanA(bars, 1))
                .output("span-b", bars -> new IchimokuSenkouSpanBIndicator(bars, 52, 1))
                .output("cloud-a", bars -> spanA(bars, 26 + 1))
                .output("cloud-b", bars -> new IchimokuSenkouSpanBIndicator(bars, 52, 26 + 1))
                .compare();
    }

    private static Indicator<Num> spanA(BarSeries bars, int displacement) {
        return new IchimokuSenkouSpanAIndicator(
                bars, new IchimokuTenkanSenIndicator(bars, 9), new IchimokuKijunSenIndicator(bars, 26), displacement);
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheAwesomeOscillator(Series series) {
        Ta4jComparison.of(series, AwesomeOscillator.TYPE, Map.of("fast", 5, "slow", 34))
                .from(33)
                .output("value", bars -> new AwesomeOscillatorIndicator(bars))
                .compare();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheMassIndex(Series series) {
        Ta4jComparison.of(series, MassIndex.TYPE, Map.of("period", 25, "ema", 9))
                .from(200)
                .output("value", bars -> new MassIndexIndicator(bars, 9, 25))
                .compare();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheChoppinessIndex(Series series) {
        Ta4jComparison.of(series, Choppiness.TYPE, Map.of("period", 14))
                .from(14)
                .output("value", bars -> new ChopIndicator(bars, 14, 100))
                .compare();
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeTheChaikinMoneyFlow(Series series) {
        for (int period : new int[] {1, 20}) {
            Ta4jComparison.of(series, ChaikinMoneyFlow.TYPE, Map.of("period", period))
                    .from(period - 1)
                    .output("value", bars -> new ChaikinMoneyFlowIndicator(bars, period))
                    .compare();
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void shouldBeThePivotPoints(Series series) {
        Ta4jComparison.of(series, PivotPoints.TYPE, Map.of("method", "classic"))
                .from(0)
                .output("pivot", bars -> laidOutFrom(bars, pivot(bars)))
                .output("r1", bars -> reversal(bars, PivotLevel.RESISTANCE_1))
                .output("r2", bars -> reversal(bars, PivotLevel.RESISTANCE_2))
                .output("r3", bars -> reversal(bars, PivotLevel.RESISTANCE_3))
                .output("s1", bars -> reversal(bars, PivotLevel.SUPPORT_1))
                .output("s2", bars -> reversal(bars, PivotLevel.SUPPORT_2))
                .output("s3", bars -> reversal(bars, PivotLevel.SUPPORT_3))
                .compare();
        Ta4jComparison.of(series, PivotPoints.TYPE, Map.of("method", "fibonacci"))
                .from(0)
                .output("pivot", bars -> laidOutFrom(bars, pivot(bars)))
                .output("r1", bars -> fibonacci(bars, FibonacciFactor.FACTOR_1, FibReversalTyp.RESISTANCE))
                .output("r2", bars -> fibonacci(bars, FibonacciFactor.FACTOR_2, FibReversalTyp.RESISTANCE))
                .output("r3", bars -> fibonacci(bars, FibonacciFactor.FACTOR_3, FibReversalTyp.RESISTANCE))
                .output("s1", bars -> fibonacci(bars, FibonacciFactor.FACTOR_1, FibReversalTyp.SUPPORT))
                .output("s2", bars -> fibonacci(bars, FibonacciFactor.FACTOR_2, FibReversalTyp.SUPPORT))
                .output("s3", bars -> fibonacci(bars, FibonacciFactor.FACTOR_3, FibReversalTyp.SUPPORT))
                .compare();
    }

    private static PivotPointIndicator pivot(BarSeries bars) {
        return new PivotPointIndicator(bars, TimeLevel.BARBASED);
    }

    private static Indicator<Num> reversal(BarSeries bars, PivotLevel level) {
        return laidOutFrom(bars, new StandardReversalIndicator(pivot(bars), level));
    }

    private static Indicator<Num> fibonacci(BarSeries bars, FibonacciFactor factor, FibReversalTyp side) {
        return laidOutFrom(bars, new FibonacciReversalIndicator(pivot(bars), factor, side));
    }

    /**
     * ta4j gives a bar the levels that were laid out from the one before; ours come with the bar they are laid from.
     */
    private static Indicator<Num> laidOutFrom(BarSeries bars, Indicator<Num> levels) {
        return new AbstractIndicator<>(bars) {
            @Override
            public Num getValue(int index) {
                return index < bars.getEndIndex() ? levels.getValue(index + 1) : NaN.NaN;
            }

            @Override
            public int getUnstableBars() {
                return 1;
            }
        };
    }
}
