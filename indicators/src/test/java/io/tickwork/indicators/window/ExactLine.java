// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import java.math.BigDecimal;
import java.math.MathContext;

/** The obvious way to fit a line: all values in their order, and no rounding before the end. */
record ExactLine(Exact moments, int count, BigDecimal exactSlope, BigDecimal exactWeightedMean) {
    private static final MathContext DIGITS = new MathContext(50);

    /** Takes a ring of values; the oldest stands at {@code first}. */
    static ExactLine of(double[] ring, int first) {
        Exact moments = Exact.of(ring);
        BigDecimal middle = new BigDecimal(ring.length - 1).divide(BigDecimal.valueOf(2));
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal weighted = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (int place = 0; place < ring.length; place++) {
            BigDecimal value = new BigDecimal(ring[(first + place) % ring.length]);
            BigDecimal distance = new BigDecimal(place).subtract(middle);
            products = products.add(distance.multiply(value.subtract(moments.exactMean())));
            squares = squares.add(distance.multiply(distance));
            weighted = weighted.add(value.multiply(new BigDecimal(place + 1)));
            weights = weights.add(new BigDecimal(place + 1));
        }
        BigDecimal slope = ring.length == 1 ? BigDecimal.ZERO : products.divide(squares, DIGITS);
        return new ExactLine(moments, ring.length, slope, weighted.divide(weights, DIGITS));
    }

    double slope() {
        return exactSlope.doubleValue();
    }

    double weightedMean() {
        return exactWeightedMean.doubleValue();
    }

    double determination() {
        double n = count;
        BigDecimal placeVariance = new BigDecimal(n * n - 1).divide(new BigDecimal(12), DIGITS);
        BigDecimal variance = moments.exactDeviation().pow(2, DIGITS);
        return exactSlope
                .pow(2, DIGITS)
                .multiply(placeVariance)
                .divide(variance, DIGITS)
                .doubleValue();
    }
}
