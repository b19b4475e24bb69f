// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.testing.NodeFixture;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Compares a node with ta4j, bar by bar, for what TA-Lib does not have. ta4j begins its averages with the first bar
 * alone, so what smooths is compared from bar {@link #CONVERGED} on, which is enough for periods up to about 12; longer
 * ones must say {@link #from}.
 *
 * <p>ta4j sums a window anew at each bar; beside a relative error of 1e-9 an absolute one of 1e-13 of the greatest
 * price is allowed, or what {@link #residue} says. Where ta4j has no number, ours is not compared.
 */
public final class Ta4jComparison {
    /** The first bar compared unless told otherwise. */
    public static final int CONVERGED = 160;

    private static final double ERROR_MAX = 1e-9;
    private static final double RESIDUE = 1e-13;

    private final Series series;
    private final NodeType type;
    private final Map<String, ?> parameters;
    private final BarSeries bars;
    private final Map<String, Indicator<Num>> expected = new LinkedHashMap<>();
    private double residue;
    private int from = CONVERGED;

    private Ta4jComparison(Series series, NodeType type, Map<String, ?> parameters) {
        this.series = series;
        this.type = type;
        this.parameters = parameters;
        residue = RESIDUE * series.priceMax();
        bars = bars(series);
    }

    /** Begins a comparison. */
    public static Ta4jComparison of(Series series, NodeType type, Map<String, ?> parameters) {
        return new Ta4jComparison(series, type, parameters);
    }

    /** Names an output, and makes the indicator of ta4j that says what is expected of it. */
    public Ta4jComparison output(String name, Function<BarSeries, Indicator<Num>> indicator) {
        expected.put(name, indicator.apply(bars));
        return this;
    }

    /** Sets the absolute error that is allowed beside the relative one. */
    public Ta4jComparison residue(double absoluteErrorMax) {
        residue = absoluteErrorMax;
        return this;
    }

    /** Sets the first bar that is compared: that of the warm-up for what does not smooth, later for long periods. */
    public Ta4jComparison from(int bar) {
        from = bar;
        return this;
    }

    /** Runs the node over all bars, and compares. */
    public void compare() {
        NodeFixture node = NodeFixture.of(type, parameters);
        int comparedCount = 0;
        for (int i = 0; i < series.length(); i++) {
            node.at(bars.getBar(i).getEndTime().toEpochSecond() * 1_000_000_000L);
            TaLibComparison.feed(node, type, series, i);
            node.run();
            for (Map.Entry<String, Indicator<Num>> output : expected.entrySet()) {
                double theirs = output.getValue().getValue(i).doubleValue();
                if (i >= from && Double.isFinite(theirs)) {
                    compare(node, output.getKey(), i, theirs);
                    comparedCount++;
                }
            }
        }
        assertThat(comparedCount).as("%s of %s: values compared", type, series).isPositive();
    }

    private void compare(NodeFixture node, String output, int i, double theirs) {
        double ours = node.isValid(output) ? node.value(output) : Double.NaN;
        if (!(Math.abs(ours - theirs) <= ERROR_MAX * Math.abs(theirs) + residue)) {
            throw new AssertionError("%s %s %s of %s at %d: ours %s, theirs %s"
                    .formatted(type, parameters, output, series, i, ours, theirs));
        }
    }

    /** The bars of a series as ta4j wants them, a minute each. */
    public static BarSeries bars(Series series) {
        BarSeries bars =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum::valueOf).build();
        ZonedDateTime end = ZonedDateTime.of(2024, 1, 1, 0, 1, 0, 0, ZoneOffset.UTC);
        for (int i = 0; i < series.length(); i++) {
            bars.addBar(
                    Duration.ofMinutes(1),
                    end.plusMinutes(i),
                    series.open()[i],
                    series.high()[i],
                    series.low()[i],
                    series.close()[i],
                    series.volume()[i]);
        }
        return bars;
    }
}
