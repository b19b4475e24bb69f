// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import java.math.BigDecimal;
import java.math.MathContext;

/** The obvious way: all values, and no rounding before the end. */
record Exact(BigDecimal exactSum, BigDecimal exactMean, BigDecimal exactDeviation) {
    private static final MathContext DIGITS = new MathContext(50);

    static Exact of(double[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        BigDecimal count = new BigDecimal(values.length);
        BigDecimal mean = sum.divide(count, DIGITS);
        BigDecimal squares = BigDecimal.ZERO;
        for (double value : values) {
            squares = squares.add(new BigDecimal(value).subtract(mean).pow(2, DIGITS));
        }
        return new Exact(sum, mean, squares.divide(count, DIGITS).sqrt(DIGITS));
    }

    double sum() {
        return exactSum.doubleValue();
    }

    double mean() {
        return exactMean.doubleValue();
    }

    double deviation() {
        return exactDeviation.doubleValue();
    }

    double score(double value) {
        return new BigDecimal(value)
                .subtract(exactMean)
                .divide(exactDeviation, DIGITS)
                .doubleValue();
    }
}
