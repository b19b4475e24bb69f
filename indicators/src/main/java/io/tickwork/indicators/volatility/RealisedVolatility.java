// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import java.util.List;

/**
 * Realised volatility.
 *
 * @param source the price.
 * @param mean the volatility and the squared returns it is of.
 * @param previous the last price above 0; 0 before there is one.
 */
public record RealisedVolatility(DoubleIn source, MeanSquare mean, DoubleVar previous) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("realised-volatility")
            .doc("Realised volatility: the root of the mean, or of the sum, of the squares of the last logarithmic"
                    + " returns; their mean is taken to be 0. A price that is not above 0 is passed over, and there"
                    + " is no value at it.")
            .formula("sqrt(annualisation * mean(ln(x[i] / x[i-1])^2)) over the last period returns; of the sum,"
                    + " sqrt(annualisation * sum(...))")
            .source("T. G. Andersen, T. Bollerslev, Answering the Skeptics, 1998")
            .doubleInput("source", "The price.")
            .intParameter("period", 1, 100_000, 20, "How many returns are squared.")
            .doubleParameter("annualisation", 1.0, 1e9, 1.0, MeanSquare.ANNUALISATION_DOC)
            .choiceParameter(
                    "of",
                    List.of("mean", "sum"),
                    "The mean gives the volatility of one return, the sum that of the whole window.")
            .doubleOutput("value", "The volatility, as a fraction of the price.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(RealisedVolatility::create);

    private static RealisedVolatility create(Wiring wiring) {
        boolean isOfSum = wiring.parameters().choice("of").equals("sum");
        return new RealisedVolatility(
                wiring.doubleIn("source"),
                MeanSquare.of(wiring, isOfSum ? wiring.intParameter("period") : 1.0),
                wiring.doubleVar("previous"));
    }

    @Override
    public long compute(State state) {
        double price = source.get(state);
        double base = previous.get(state);
        if (price > 0) {
            previous.set(state, price);
            if (base == 0) {
                return UNCHANGED;
            }
        }
        double change = LogRatio.of(price, base);
        return mean.update(state, change * change);
    }
}
