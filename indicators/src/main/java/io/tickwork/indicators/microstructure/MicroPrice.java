// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;

/**
 * Micro-price.
 *
 * @param quote the quotes.
 * @param value the price.
 */
public record MicroPrice(QuoteIn quote, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("micro-price")
            .doc(
                    "Micro-price, or weighted mid: between bid and ask, the nearer to the one the smaller the size there, for"
                            + " that is where the price goes next. No value while both sizes are 0.")
            .formula("(bid * ask-size + ask * bid-size) / (bid-size + ask-size)")
            .source("J. Gatheral and R. Oomen, Zero-intelligence realized variance estimation, 2010")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .doubleOutput("value", "The price.")
            .create(w -> new MicroPrice(w.quoteIn("quote"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double bid = quote.bid(state);
        double bidSize = quote.bidSize(state);
        double sizes = bidSize + quote.askSize(state);
        return sizes > 0.0 ? value.set(state, bid + (quote.ask(state) - bid) * (bidSize / sizes)) : value.withdraw();
    }
}
