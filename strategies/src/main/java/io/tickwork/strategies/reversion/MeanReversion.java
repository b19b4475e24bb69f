// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import java.util.List;

/**
 * Return to the mean.
 *
 * @param zscore how far from the mean the price is.
 * @param price the price signals refer to.
 * @param signal the signals.
 * @param position 1 long, -1 short, 0 flat, had all signals been followed.
 * @param hasEntered 1 once there was an entry.
 * @param entryTimeNs when the last one was.
 * @param entry the score beyond which to enter.
 * @param exit the score within which to leave.
 * @param cooldownNs how long after an entry the next one is allowed.
 */
public record MeanReversion(
        DoubleIn zscore,
        DoubleIn price,
        SignalOut signal,
        LongVar position,
        LongVar hasEntered,
        LongVar entryTimeNs,
        double entry,
        double exit,
        long cooldownNs)
        implements Node {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int ENTER_LONG = 0;
    private static final int ENTER_SHORT = 1;
    private static final int EXIT = 2;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mean-reversion")
            .doc(
                    "Bets on a return to the mean: enters against a score that has gone far from 0, leaves when it has come"
                            + " back. Between two entries at least the cooldown passes; an exit is never held back. Strength:"
                            + " the score without its sign. Assumes that the mean is worth returning to: there is no stop"
                            + " against one that runs away.")
            .formula("flat: enter long when z <= -entry, short when z >= entry; long: exit when z >= -exit; short: exit"
                    + " when z <= exit")
            .doubleInput("zscore", "How many standard deviations the price is from its mean.")
            .sampledInput("price", InputKind.DOUBLE, "The price signals refer to.")
            .doubleParameter("entry", 0.1, 100.0, 2.0, "The score, without its sign, from which on to enter.")
            .doubleParameter(
                    "exit", 0.0, 100.0, 0.5, "The score, without its sign, down to which to stay; below entry.")
            .durationParameter(
                    "cooldown",
                    NS_PER_SECOND,
                    7 * 24 * 3_600 * NS_PER_SECOND,
                    60 * NS_PER_SECOND,
                    "How long after an entry the next one is allowed, in the time of the cycles.")
            .check(MeanReversion::check)
            .signalOutput(
                    "signal", List.of("enter-long", "enter-short", "exit"), "One signal for each change of position.")
            .create(MeanReversion::create);

    private static String check(Parameters parameters) {
        return parameters.doubleValue("exit") < parameters.doubleValue("entry") ? null : "exit must be less than entry";
    }

    private static MeanReversion create(Wiring wiring) {
        return new MeanReversion(
                wiring.doubleIn("zscore"),
                wiring.doubleIn("price"),
                wiring.signalOut("signal"),
                wiring.longVar("position"),
                wiring.longVar("has-entered"),
                wiring.longVar("entry-time-ns"),
                wiring.doubleParameter("entry"),
                wiring.doubleParameter("exit"),
                wiring.parameters().durationNs("cooldown"));
    }

    @Override
    public long compute(State state) {
        double z = zscore.get(state);
        long held = position.get(state);
        if (held == 0) {
            return Math.abs(z) >= entry && !isCoolingDown(state) ? enter(state, z) : UNCHANGED;
        }
        boolean hasReturned = held > 0 ? z >= -exit : z <= exit;
        return hasReturned ? leave(state, z, held) : UNCHANGED;
    }

    private boolean isCoolingDown(State state) {
        return hasEntered.get(state) != 0 && state.cycleTimeNs() - entryTimeNs.get(state) < cooldownNs;
    }

    private long enter(State state, double z) {
        hasEntered.set(state, 1);
        entryTimeNs.set(state, state.cycleTimeNs());
        position.set(state, z < 0 ? 1 : -1);
        return z < 0
                ? signal.emit(state, Side.BUY, Math.abs(z), price.get(state), ENTER_LONG)
                : signal.emit(state, Side.SELL, Math.abs(z), price.get(state), ENTER_SHORT);
    }

    private long leave(State state, double z, long held) {
        position.set(state, 0);
        return signal.emit(state, held > 0 ? Side.SELL : Side.BUY, Math.abs(z), price.get(state), EXIT);
    }
}
