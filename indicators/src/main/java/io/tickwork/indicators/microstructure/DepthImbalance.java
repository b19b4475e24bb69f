// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Imbalance of the best levels of a book.
 *
 * @param depth the books.
 * @param value the imbalance.
 * @param bidSize what is bid.
 * @param askSize what is offered.
 * @param levels how many of each side count.
 */
public record DepthImbalance(DepthIn depth, DoubleOut value, DoubleOut bidSize, DoubleOut askSize, int levels)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("depth-imbalance")
            .doc("Imbalance of the best levels of the book, -1 to 1: above 0 while more is bid than is offered. Levels"
                    + " that a side does not have count as size 0; value has no value while all sizes are 0.")
            .formula(
                    "bid-size, ask-size = sum of the sizes of the best levels; value = (bid-size - ask-size) / (bid-size"
                            + " + ask-size)")
            .source("Textbook definition")
            .input("depth", InputKind.DEPTH, "The books.")
            .intParameter("levels", 1, DepthIn.LEVELS_MAX, 5, "How many levels of each side count.")
            .doubleOutput("value", "The imbalance, -1 to 1.")
            .doubleOutput("bid-size", "What is bid on these levels.")
            .doubleOutput("ask-size", "What is offered on these levels.")
            .create(w -> new DepthImbalance(
                    w.depthIn("depth"),
                    w.doubleOut("value"),
                    w.doubleOut("bid-size"),
                    w.doubleOut("ask-size"),
                    w.intParameter("levels")));

    @Override
    public long compute(State state) {
        double bids = 0.0;
        double asks = 0.0;
        for (int level = 0; level < levels; level++) {
            bids += depth.bidSize(state, level);
            asks += depth.askSize(state, level);
        }
        double sizes = bids + asks;
        return bidSize.set(state, bids)
                | askSize.set(state, asks)
                | (sizes > 0.0 ? value.set(state, (bids - asks) / sizes) : value.withdraw());
    }
}
