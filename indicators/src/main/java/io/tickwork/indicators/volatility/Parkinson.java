// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Parkinson's volatility.
 *
 * @param bar the bars.
 * @param mean the volatility and what it is the mean of.
 */
public record Parkinson(CandleIn bar, MeanSquare mean) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("parkinson")
            .doc("Volatility from the highs and lows of the last bars, by Parkinson: about five times as much is known"
                    + " from them as from the closes, if there are no gaps between bars. A bar with a price that is"
                    + " not above 0 is passed over, and has no value.")
            .formula("sqrt(annualisation * mean(ln(high / low)^2) / (4 * ln(2))) over the last period bars")
            .source("M. Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, 1980")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars the mean is of.")
            .doubleParameter("annualisation", 1.0, 1e9, 1.0, MeanSquare.ANNUALISATION_DOC)
            .doubleOutput("value", "The volatility, as a fraction of the price.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new Parkinson(w.candleIn("bar"), MeanSquare.of(w, 1 / (4 * StrictMath.log(2)))));

    @Override
    public long compute(State state) {
        double range = LogRatio.of(bar.high(state), bar.low(state));
        return mean.update(state, range * range);
    }
}
