// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.CompensatedSum;

/**
 * Volume delta of bars.
 *
 * @param trade the trades.
 * @param onTrade whether there is a new trade.
 * @param onBar whether a bar has closed.
 * @param value the delta of the bar.
 * @param max the highest it was.
 * @param min the lowest it was.
 * @param forming the delta so far in the open bar.
 * @param delta that, as it is remembered.
 * @param highest it was so far.
 * @param lowest it was so far.
 */
public record BarDelta(
        TradeIn trade,
        TriggeredBy onTrade,
        TriggeredBy onBar,
        DoubleOut value,
        DoubleOut max,
        DoubleOut min,
        DoubleOut forming,
        CompensatedSum delta,
        DoubleVar highest,
        DoubleVar lowest)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("bar-delta")
            .doc(
                    "Volume delta of each bar: what buyers bought at the ask less what sellers sold at the bid. Counted are the"
                            + " trades that came since the bar before closed; value, max and min come as the bar closes. Trades"
                            + " without a known side count 0.")
            .formula(
                    "forming += size when the buyer is the aggressor, -= size when the seller is; value, max, min = the"
                            + " last, highest and lowest forming of the bar, which begins at 0")
            .source("As charts of order flow have it")
            .input("trade", InputKind.TRADE, "The trades.")
            .input("bar", InputKind.CANDLE, "The bars, whose closing ends a delta.")
            .doubleOutput("value", "The delta of the bar that closed last.")
            .doubleOutput("max", "The highest that the delta was in that bar, at least 0.")
            .doubleOutput("min", "The lowest that the delta was in that bar, at most 0.")
            .doubleOutput("forming", "The delta so far of the bar that is open, at each trade.")
            .create(BarDelta::create);

    private static BarDelta create(Wiring wiring) {
        return new BarDelta(
                wiring.tradeIn("trade"),
                wiring.triggeredBy("trade"),
                wiring.triggeredBy("bar"),
                wiring.doubleOut("value"),
                wiring.doubleOut("max"),
                wiring.doubleOut("min"),
                wiring.doubleOut("forming"),
                CompensatedSum.of(wiring, "delta"),
                wiring.doubleVar("highest"),
                wiring.doubleVar("lowest"));
    }

    @Override
    public long compute(State state) {
        long outcome = UNCHANGED;
        if (onBar.test(state)) { // bars close without the trade that ended them
            outcome = close(state);
        }
        if (onTrade.test(state)) {
            delta.add(state, Aggressor.signedSize(state, trade));
            double soFar = delta.value(state);
            highest.set(state, Math.max(highest.get(state), soFar));
            lowest.set(state, Math.min(lowest.get(state), soFar));
        }
        return outcome | forming.set(state, delta.value(state));
    }

    private long close(State state) {
        long outcome = value.set(state, delta.value(state))
                | max.set(state, highest.get(state))
                | min.set(state, lowest.get(state));
        delta.clear(state);
        highest.set(state, 0.0);
        lowest.set(state, 0.0);
        return outcome;
    }
}
