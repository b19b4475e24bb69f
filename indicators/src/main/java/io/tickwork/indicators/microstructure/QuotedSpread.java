// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;

/**
 * Quoted spread.
 *
 * @param quote the quotes.
 * @param value the spread.
 * @param basisPoints the spread beside the mid.
 */
public record QuotedSpread(QuoteIn quote, DoubleOut value, DoubleOut basisPoints) implements Node {
    static final double BASIS_POINTS = 1e4;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("quoted-spread")
            .doc(
                    "Quoted spread: how far the best ask lies above the best bid; below 0 while they are crossed. bps has no"
                            + " value while the mid is 0.")
            .formula("value = ask - bid; bps = 10000 * value / ((bid + ask) / 2)")
            .source("Textbook definition")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .doubleOutput("value", "The spread, in units of the price.")
            .doubleOutput("bps", "The spread, in basis points of the mid.")
            .create(w -> new QuotedSpread(w.quoteIn("quote"), w.doubleOut("value"), w.doubleOut("bps")));

    @Override
    public long compute(State state) {
        double spread = quote.ask(state) - quote.bid(state);
        double mid = Mid.of(state, quote);
        return value.set(state, spread)
                | (mid == 0.0 ? basisPoints.withdraw() : basisPoints.set(state, BASIS_POINTS * (spread / mid)));
    }
}
