// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Volatility by Garman and Klass.
 *
 * @param bar the bars.
 * @param mean the volatility and what it is the mean of.
 */
public record GarmanKlass(CandleIn bar, MeanSquare mean) implements Node {
    private static final double WEIGHT_OF_CHANGE = 2 * StrictMath.log(2) - 1;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("garman-klass")
            .doc("Volatility from all four prices of the last bars, by Garman and Klass, for prices without trend and"
                    + " without gaps between bars. A bar with a price that is not above 0 is passed over, and has"
                    + " no value.")
            .formula("sqrt(annualisation * mean(ln(high / low)^2 / 2 - (2 * ln(2) - 1) * ln(close / open)^2)) over the"
                    + " last period bars")
            .source("M. B. Garman, M. J. Klass, On the Estimation of Security Price Volatilities from Historical Data,"
                    + " 1980")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars the mean is of.")
            .doubleParameter("annualisation", 1.0, 1e9, 1.0, MeanSquare.ANNUALISATION_DOC)
            .doubleOutput("value", "The volatility, as a fraction of the price.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new GarmanKlass(w.candleIn("bar"), MeanSquare.of(w, 1.0)));

    @Override
    public long compute(State state) {
        double range = LogRatio.of(bar.high(state), bar.low(state));
        double change = LogRatio.of(bar.close(state), bar.open(state));
        return mean.update(state, 0.5 * range * range - WEIGHT_OF_CHANGE * change * change);
    }
}
