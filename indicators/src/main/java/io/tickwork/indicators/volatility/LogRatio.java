// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

/** The logarithm of the ratio of two prices. */
final class LogRatio {
    private LogRatio() {}

    /**
     * {@return ln(price / base) with a relative error of about 1e-15, also where the two are almost equal; not finite
     * unless both are above 0}
     */
    static double of(double price, double base) {
        if (!(price > 0 && base > 0)) {
            return Double.NaN;
        }
        double ratio = price / base;
        // Near 1 the rounding of the ratio would be much of its logarithm, but the difference of the prices is exact.
        // Far from it a ratio may overflow, and the difference of the logarithms is exact enough.
        return ratio > 0.5 && ratio < 2
                ? StrictMath.log1p((price - base) / base)
                : StrictMath.log(price) - StrictMath.log(base);
    }
}
