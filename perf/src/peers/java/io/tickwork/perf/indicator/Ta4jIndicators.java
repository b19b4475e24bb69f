// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * The same in ta4j: each bar is added to a series of bounded length, and each indicator asked for its last value. A
 * series takes no bar twice, so bar 0 begins another one.
 */
final class Ta4jIndicators {
    /** More than any of the windows. */
    private static final int BAR_COUNT_MAX = 250;

    private final Bar[] bars = new Bar[PeerBars.COUNT];
    private BarSeries series;
    private List<Indicator<Num>> indicators;

    Ta4jIndicators(PeerBars from) {
        ZonedDateTime end = ZonedDateTime.of(2024, 1, 1, 0, 1, 0, 0, ZoneOffset.UTC);
        for (int i = 0; i < bars.length; i++) {
            bars[i] = new BaseBar(
                    Duration.ofMinutes(1),
                    end.plusMinutes(i),
                    DoubleNum.valueOf(from.open()[i]),
                    DoubleNum.valueOf(from.high()[i]),
                    DoubleNum.valueOf(from.low()[i]),
                    DoubleNum.valueOf(from.close()[i]),
                    DoubleNum.valueOf(from.volume()[i]),
                    DoubleNum.valueOf(0));
        }
        begin();
    }

    private void begin() {
        series = new BaseBarSeriesBuilder()
                .withNumTypeOf(DoubleNum::valueOf)
                .withMaxBarCount(BAR_COUNT_MAX)
                .build();
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        SMAIndicator sma = new SMAIndicator(close, 20);
        MACDIndicator macd = new MACDIndicator(close, 12, 26);
        EMAIndicator signal = macd.getSignalLine(9);
        BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(sma);
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        indicators = List.of(
                sma,
                new EMAIndicator(close, 20),
                new RSIIndicator(close, 14),
                macd,
                signal,
                new BollingerBandsUpperIndicator(middle, deviation),
                middle,
                new BollingerBandsLowerIndicator(middle, deviation),
                new ATRIndicator(series, 14));
    }

    void add(int i) {
        if (i == 0) {
            begin();
        }
        series.addBar(bars[i]);
    }

    double[] values() {
        double[] values = new double[TaLibIndicators.VALUE_COUNT];
        int at = 0;
        for (Indicator<Num> indicator : indicators) {
            values[at++] = indicator.getValue(series.getEndIndex()).doubleValue();
            if (at == TaLibIndicators.HISTOGRAM) {
                values[at] = values[at - 2] - values[at - 1];
                at++;
            }
        }
        return values;
    }

    double sum() {
        double sum = 0;
        double macd = 0;
        double signal = 0;
        int last = series.getEndIndex();
        for (int i = 0; i < indicators.size(); i++) {
            double value = indicators.get(i).getValue(last).doubleValue();
            macd = i == TaLibIndicators.HISTOGRAM - 2 ? value : macd;
            signal = i == TaLibIndicators.HISTOGRAM - 1 ? value : signal;
            sum += value;
        }
        return sum + (macd - signal);
    }
}
