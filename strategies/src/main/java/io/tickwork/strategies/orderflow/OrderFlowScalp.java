// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.orderflow;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.QuoteIn;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;
import io.tickwork.strategies.position.BasisPoints;
import io.tickwork.strategies.position.Position;

/**
 * Scalp with the imbalance of the order flow.
 *
 * @param imbalance who is stronger, buyers or sellers.
 * @param isNewImbalance whether it is a reason for a run.
 * @param quote where one can trade.
 * @param position what is held.
 * @param streak how many imbalances in a row were beyond entry; below 0 on the side of the sellers.
 * @param entry the imbalance from which on to enter.
 * @param exit the imbalance against the position from which on to leave.
 * @param holdNs how long to hold a position.
 * @param spreadMax the widest spread to enter at, in basis points.
 * @param confirm how many imbalances in a row it takes.
 */
public record OrderFlowScalp(
        DoubleIn imbalance,
        TriggeredBy isNewImbalance,
        QuoteIn quote,
        Position position,
        LongVar streak,
        DoubleParameter entry,
        DoubleParameter exit,
        LongParameter holdNs,
        DoubleParameter spreadMax,
        int confirm)
        implements Node {
    private static final int OPPOSITE = Position.OWN_REASONS;
    private static final int TIME = Position.OWN_REASONS + 1;
    private static final double IMBALANCE_MIN = 1e-3;
    private static final double IMBALANCE_MAX = 1e12;

    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("order-flow-scalp")
                            .doc(
                                    "Goes with the imbalance of the order flow for a short time: enters when it was strong several times"
                                            + " in a row and the spread is narrow, leaves when it turns against the position or the time is up."
                                            + " The price of a signal is the side of the quote it would trade at. Strength: the imbalance"
                                            + " without its sign.")
                            .formula(
                                    "enter long when the last confirm imbalances >= entry and 10000 * (ask - bid) / mid <="
                                            + " spread-max; opposite when imbalance <= -exit; time when held for hold; short likewise with"
                                            + " -imbalance")
                            .source(
                                    "Own rule; that the imbalance moves the price: R. Cont, A. Kukanov and S. Stoikov, The Price"
                                            + " Impact of Order Book Events, 2014")
                            .doubleInput(
                                    "imbalance",
                                    "Buyers against sellers, in the book or among the trades: above 0 when buyers are stronger.")
                            .sampledInput("quote", InputKind.QUOTE, "Where one can trade.")
                            .optionalInput(
                                    "timer",
                                    InputKind.TIMER,
                                    "Looks after the time of a position when there is no new imbalance; decides nothing else.")
                            .doubleParameter(
                                    "entry",
                                    IMBALANCE_MIN,
                                    IMBALANCE_MAX,
                                    0.6,
                                    "The imbalance, without its sign, from which on to enter.")
                            .mutable()
                            .doubleParameter(
                                    "exit",
                                    0.0,
                                    IMBALANCE_MAX,
                                    0.2,
                                    "The imbalance against the position, without its sign, from which on to leave.")
                            .mutable()
                            .intParameter("confirm", 1, 1_000, 3, "How many imbalances in a row it takes to enter.")
                            .durationParameter(
                                    "hold",
                                    Position.SECOND_NS,
                                    1_440 * Position.MINUTE_NS,
                                    10 * Position.SECOND_NS,
                                    "How long to hold a position at most, in the time of the cycles.")
                            .mutable()
                            .doubleParameter(
                                    "spread-max",
                                    0.0,
                                    BasisPoints.PER_UNIT,
                                    5.0,
                                    "The widest spread to enter at, in basis points of its middle.")
                            .mutable(),
                    Position.SECOND_NS,
                    "opposite",
                    "time")
            .warmUp(p -> p.intValue("confirm"))
            .create(OrderFlowScalp::create);

    private static OrderFlowScalp create(Wiring wiring) {
        return new OrderFlowScalp(
                wiring.doubleIn("imbalance"),
                wiring.triggeredBy("imbalance"),
                wiring.quoteIn("quote"),
                Position.of(wiring),
                wiring.longVar("streak"),
                wiring.mutableDouble("entry"),
                wiring.mutableDouble("exit"),
                wiring.mutableLong("hold"),
                wiring.mutableDouble("spread-max"),
                wiring.intParameter("confirm"));
    }

    @Override
    public long compute(State state) {
        boolean isNew = isNewImbalance.test(state);
        double flow = imbalance.get(state);
        if (isNew) {
            count(state, flow);
        }
        if (!position.isFlat(state)) {
            return leave(state, flow, isNew);
        }
        return isNew && isNarrow(state) ? enter(state, flow) : UNCHANGED;
    }

    private void count(State state, double flow) {
        double flowMin = entry.get(state);
        long before = streak.get(state);
        streak.set(state, flow >= flowMin ? Math.max(before, 0) + 1 : flow <= -flowMin ? Math.min(before, 0) - 1 : 0);
    }

    private boolean isNarrow(State state) {
        double bid = quote.bid(state);
        double ask = quote.ask(state);
        return 2 * BasisPoints.PER_UNIT * (ask - bid) <= spreadMax.get(state) * Math.abs(bid + ask);
    }

    private long enter(State state, double flow) {
        long inARow = streak.get(state);
        if (inARow >= confirm && position.mayGoLong(state)) {
            return position.enterLong(state, flow, quote.ask(state));
        }
        return inARow <= -confirm && position.mayGoShort(state)
                ? position.enterShort(state, -flow, quote.bid(state))
                : UNCHANGED;
    }

    private long leave(State state, double flow, boolean isNew) {
        boolean isLong = position.isLong(state);
        double now = isLong ? quote.bid(state) : quote.ask(state);
        if (position.isSessionOver(state)) {
            return position.endSession(state, now);
        }
        if (isNew && (isLong ? -flow : flow) >= exit.get(state)) {
            return position.leaveFor(state, OPPOSITE, Math.abs(flow), now);
        }
        return position.heldNs(state) >= holdNs.get(state)
                ? position.leaveFor(state, TIME, Math.abs(flow), now)
                : UNCHANGED;
    }
}
