// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleArray;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Order flow imbalance.
 *
 * @param quote the quotes.
 * @param value the imbalance.
 * @param flow the contributions of the last quotes.
 * @param previous bid, bid size, ask and ask size of the quote before.
 * @param started 1 once there is one.
 */
public record OrderFlowImbalance(QuoteIn quote, DoubleOut value, RollingSum flow, DoubleArray previous, LongVar started)
        implements Node {
    private static final int BID = 0;
    private static final int BID_SIZE = 1;
    private static final int ASK = 2;
    private static final int ASK_SIZE = 3;
    private static final int LENGTH = 4;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("order-flow-imbalance")
            .doc(
                    "Order flow imbalance: what the last changes of the quote added to the bid, less what they added to the"
                            + " ask, over a window of quotes. A quote that changes nothing counts 0.")
            .formula("sum of e over the last period quotes; e = [bid >= bid[t-1]] * bid-size - [bid <= bid[t-1]] *"
                    + " bid-size[t-1] - [ask <= ask[t-1]] * ask-size + [ask >= ask[t-1]] * ask-size[t-1]")
            .source("R. Cont, A. Kukanov and S. Stoikov, The Price Impact of Order Book Events, 2014")
            .input("quote", InputKind.QUOTE, "The quotes.")
            .intParameter("period", 1, 100_000, "How many quotes are summed up.")
            .doubleOutput("value", "The imbalance, in units of size.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new OrderFlowImbalance(
                    w.quoteIn("quote"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "flow", w.intParameter("period")),
                    w.doubleArray("previous", LENGTH),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        if (started.get(state) == 0) {
            started.set(state, 1);
        } else {
            flow.update(state, contribution(state));
        }
        remember(state);
        return flow.isReady(state) ? value.set(state, flow.sum(state)) : UNCHANGED;
    }

    private double contribution(State state) {
        double bid = quote.bid(state);
        double ask = quote.ask(state);
        double bidBefore = previous.get(state, BID);
        double askBefore = previous.get(state, ASK);
        double bidFlow = (bid >= bidBefore ? quote.bidSize(state) : 0.0)
                - (bid <= bidBefore ? previous.get(state, BID_SIZE) : 0.0);
        double askFlow = (ask <= askBefore ? quote.askSize(state) : 0.0)
                - (ask >= askBefore ? previous.get(state, ASK_SIZE) : 0.0);
        return bidFlow - askFlow;
    }

    private void remember(State state) {
        previous.set(state, BID, quote.bid(state));
        previous.set(state, BID_SIZE, quote.bidSize(state));
        previous.set(state, ASK, quote.ask(state));
        previous.set(state, ASK_SIZE, quote.askSize(state));
    }
}
