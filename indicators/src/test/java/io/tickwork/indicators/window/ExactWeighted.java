// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import java.math.BigDecimal;
import java.math.MathContext;

/** Weighted moments the obvious way: three sums, and no rounding before the end. */
public final class ExactWeighted {
    private static final MathContext DIGITS = new MathContext(50);
    private BigDecimal weights = BigDecimal.ZERO;
    private BigDecimal products = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;

    /** Adds a value; with the negative of its weight, takes it out. */
    public void add(double value, double weight) {
        BigDecimal exactValue = new BigDecimal(value);
        BigDecimal exactWeight = new BigDecimal(weight);
        BigDecimal product = exactWeight.multiply(exactValue);
        weights = weights.add(exactWeight);
        products = products.add(product);
        squares = squares.add(product.multiply(exactValue));
    }

    /** The sum of the weights. */
    public double weight() {
        return weights.doubleValue();
    }

    /** The mean. */
    public double mean() {
        return products.divide(weights, DIGITS).doubleValue();
    }

    /** The population standard deviation. */
    public double deviation() {
        BigDecimal spread = weights.multiply(squares).subtract(products.multiply(products));
        return spread.sqrt(DIGITS).divide(weights, DIGITS).doubleValue();
    }
}
