// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingLine;

/**
 * Rolling linear regression over time.
 *
 * @param source what the line is fitted to.
 * @param value the line at the newest input.
 * @param slope its rise per input.
 * @param intercept the line at the oldest input.
 * @param forecast the line at the input to come.
 * @param angle the slope in degrees.
 * @param rSquared how well the line fits.
 * @param line the line.
 */
public record LinearRegression(
        DoubleIn source,
        DoubleOut value,
        DoubleOut slope,
        DoubleOut intercept,
        DoubleOut forecast,
        DoubleOut angle,
        DoubleOut rSquared,
        RollingLine line)
        implements Node {
    private static final double DEGREES = 180.0 / Math.PI;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("linear-regression")
            .doc("Linear regression: the straight line that fits the last inputs best, by least squares. r-squared has"
                    + " no value while all of them are equal.")
            .formula("slope = cov(i, x) / var(i) for i = 0 ... period-1, oldest first; intercept = mean - slope *"
                    + " (period-1) / 2; value = intercept + slope * (period-1); forecast = value + slope; angle ="
                    + " atan(slope) * 180 / pi; r-squared = cov(i, x)^2 / (var(i) * var(x))")
            .source("TA-Lib 0.4.0, LINEARREG, LINEARREG_SLOPE, LINEARREG_INTERCEPT, TSF and LINEARREG_ANGLE; r-squared"
                    + " is the square of Pearson's correlation")
            .doubleInput("source", "What the line is fitted to.")
            .intParameter("period", 2, 100_000, 14, "How many inputs the line is fitted to.")
            .doubleOutput("value", "The line at the newest input.")
            .doubleOutput("slope", "How much the line rises from one input to the next.")
            .doubleOutput("intercept", "The line at the oldest input.")
            .doubleOutput("forecast", "The line at the input to come.")
            .doubleOutput("angle", "The slope in degrees, -90 to 90.")
            .doubleOutput("r-squared", "The share of the variance of the inputs that the line explains, 0 to 1.")
            .warmUp(p -> p.intValue("period"))
            .create(LinearRegression::create);

    private static LinearRegression create(Wiring wiring) {
        return new LinearRegression(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                wiring.doubleOut("slope"),
                wiring.doubleOut("intercept"),
                wiring.doubleOut("forecast"),
                wiring.doubleOut("angle"),
                wiring.doubleOut("r-squared"),
                RollingLine.of(wiring, "line", wiring.intParameter("period")));
    }

    @Override
    public long compute(State state) {
        if (!line.update(state, source.get(state))) {
            return UNCHANGED;
        }
        double mean = line.mean(state);
        double rise = line.slope(state);
        double halfRise = rise * ((line.window().capacity() - 1) / 2.0);
        double determination = line.determination(state);
        return value.set(state, mean + halfRise)
                | slope.set(state, rise)
                | intercept.set(state, mean - halfRise)
                | forecast.set(state, mean + halfRise + rise)
                | angle.set(state, StrictMath.atan(rise) * DEGREES)
                | rSquared.setIfFinite(state, determination);
    }
}
