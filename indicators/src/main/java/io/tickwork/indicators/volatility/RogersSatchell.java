// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Volatility by Rogers and Satchell.
 *
 * @param bar the bars.
 * @param mean the volatility and what it is the mean of.
 */
public record RogersSatchell(CandleIn bar, MeanSquare mean) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rogers-satchell")
            .doc("Volatility from all four prices of the last bars, by Rogers and Satchell: a trend does not count as"
                    + " volatility. Gaps between bars are not seen. A bar with a price that is not above 0 is"
                    + " passed over, and has no value.")
            .formula("sqrt(annualisation * mean(ln(high / close) * ln(high / open) + ln(low / close) * ln(low /"
                    + " open))) over the last period bars")
            .source("L. C. G. Rogers, S. E. Satchell, Estimating Variance from High, Low and Closing Prices, 1991")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 1, 100_000, 20, "How many bars the mean is of.")
            .doubleParameter("annualisation", 1.0, 1e9, 1.0, MeanSquare.ANNUALISATION_DOC)
            .doubleOutput("value", "The volatility, as a fraction of the price.")
            .warmUp(p -> p.intValue("period"))
            .create(w -> new RogersSatchell(w.candleIn("bar"), MeanSquare.of(w, 1.0)));

    @Override
    public long compute(State state) {
        return mean.update(state, variance(state, bar));
    }

    /** {@return what a bar tells of the variance; not finite unless all its prices are above 0} */
    static double variance(State state, CandleIn bar) {
        double open = bar.open(state);
        double high = bar.high(state);
        double low = bar.low(state);
        double close = bar.close(state);
        return LogRatio.of(high, close) * LogRatio.of(high, open) + LogRatio.of(low, close) * LogRatio.of(low, open);
    }
}
