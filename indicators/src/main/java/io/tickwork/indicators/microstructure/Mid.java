// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;

/**
 * Mid price.
 *
 * @param quote the quotes.
 * @param value the mid.
 */
public record Mid(QuoteIn quote, DoubleOut value) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mid")
            .doc("Mid price: halfway between the best bid and the best ask.")
            .formula("(bid + ask) / 2")
            .source("Textbook definition")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .doubleOutput("value", "The mid.")
            .create(w -> new Mid(w.quoteIn("quote"), w.doubleOut("value")));

    @Override
    public long compute(State state) {
        return value.set(state, of(state, quote));
    }

    /** {@return the mid of a quote} */
    static double of(State state, QuoteIn quote) {
        return 0.5 * (quote.bid(state) + quote.ask(state));
    }
}
