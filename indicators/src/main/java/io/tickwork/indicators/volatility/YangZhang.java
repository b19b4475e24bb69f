// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingMoments;
import io.tickwork.indicators.window.RollingSum;

/**
 * Volatility by Yang and Zhang.
 *
 * @param bar the bars.
 * @param value the volatility.
 * @param gaps logarithmic returns from each close to the next open.
 * @param changes logarithmic returns from each open to its close.
 * @param inner what Rogers and Satchell know of the variance within each bar.
 * @param previousClose of the last bar of prices above 0; 0 before there is one.
 * @param weight of the changes.
 * @param annualisation how many bars a year has.
 */
public record YangZhang(
        CandleIn bar,
        DoubleOut value,
        RollingMoments gaps,
        RollingMoments changes,
        RollingSum inner,
        DoubleVar previousClose,
        double weight,
        double annualisation)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("yang-zhang")
            .doc("Volatility from all four prices of the last bars, by Yang and Zhang: gaps between bars are seen, and"
                    + " a trend does not count as volatility. A bar with a price that is not above 0 is passed"
                    + " over, and has no value.")
            .formula("sqrt(annualisation * (var(ln(open / close[t-1])) + w * var(ln(close / open)) + (1 - w) * v)),"
                    + " both var of samples, v the square of rogers-satchell; w = 0.34 / (1.34 + (n + 1) / (n - 1))"
                    + " over the last n = period bars")
            .source("D. Yang, Q. Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close"
                    + " Prices, 2000")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 20, "How many bars the variances are of, beside the one before them.")
            .doubleParameter("annualisation", 1.0, 1e9, 1.0, MeanSquare.ANNUALISATION_DOC)
            .doubleOutput("value", "The volatility, as a fraction of the price.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(YangZhang::create);

    private static YangZhang create(Wiring wiring) {
        int n = wiring.intParameter("period");
        return new YangZhang(
                wiring.candleIn("bar"),
                wiring.doubleOut("value"),
                RollingMoments.of(wiring, "gaps", n),
                RollingMoments.of(wiring, "changes", n),
                RollingSum.of(wiring, "inner", n),
                wiring.doubleVar("previous-close"),
                0.34 / (1.34 + (n + 1.0) / (n - 1.0)),
                wiring.doubleParameter("annualisation"));
    }

    @Override
    public long compute(State state) {
        double variance = RogersSatchell.variance(state, bar);
        if (!Double.isFinite(variance)) {
            return value.withdraw();
        }
        double gapFrom = previousClose.get(state);
        previousClose.set(state, bar.close(state));
        if (gapFrom == 0) {
            return UNCHANGED;
        }
        inner.update(state, variance);
        gaps.update(state, LogRatio.of(bar.open(state), gapFrom));
        boolean isReady = changes.update(state, LogRatio.of(bar.close(state), bar.open(state)));
        return isReady ? value.set(state, volatility(state)) : UNCHANGED;
    }

    private double volatility(State state) {
        double within = Math.max(inner.mean(state), 0.0);
        double variance = gaps.sampleVariance(state) + weight * changes.sampleVariance(state) + (1 - weight) * within;
        return Math.sqrt(annualisation * variance);
    }
}
