// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;

/**
 * Imbalance of the best bid and ask.
 *
 * @param quote the quotes.
 * @param value the imbalance.
 */
public record BookImbalance(QuoteIn quote, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("book-imbalance")
            .doc("Imbalance at the top of the book, -1 to 1: above 0 while more is bid than is offered. No value while"
                    + " both sizes are 0.")
            .formula("(bid-size - ask-size) / (bid-size + ask-size)")
            .source("Textbook definition")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .doubleOutput("value", "The imbalance, -1 to 1.")
            .create(w -> new BookImbalance(w.quoteIn("quote"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        double bidSize = quote.bidSize(state);
        double askSize = quote.askSize(state);
        double sizes = bidSize + askSize;
        return sizes > 0.0 ? value.set(state, (bidSize - askSize) / sizes) : value.withdraw();
    }
}
