// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.position;

import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import java.util.List;
import java.util.stream.Stream;

/**
 * The position a strategy would hold had all its signals been followed, and what limits its entries, so that the
 * strategy itself is only its conditions:
 *
 * <ul>
 *   <li><b>Sides</b>: long, short or both.
 *   <li><b>Cooldown</b>: an entry comes no sooner than this after the signal before it. Exits are never held back.
 *   <li><b>Session</b>: minutes of the day in UTC. Outside of them nothing is entered, and what is held is left at the
 *       first run there.
 * </ul>
 *
 * <p>An entry against the position that is held turns it over: the entry is its only signal. When the entry may not be
 * made, the strategy leaves the position instead, if that is what its conditions say.
 *
 * <p>A position never changes without its signal, nor the other way round: what would make a signal that cannot leave,
 * a price that is not finite, changes nothing.
 *
 * @param signal the signals.
 * @param direction 1 long, -1 short, 0 flat.
 * @param hasSignalled 1 once there was a signal.
 * @param signalTimeNs when the last one was; while a position is held, that was its entry.
 * @param cooldownNs how long after a signal the next entry is allowed.
 * @param sessionFrom the first minute of the session.
 * @param sessionTo the first minute after it.
 * @param mayBeLong whether long positions are allowed.
 * @param mayBeShort whether short ones are.
 */
public record Position(
        SignalOut signal,
        LongVar direction,
        LongVar hasSignalled,
        LongVar signalTimeNs,
        LongParameter cooldownNs,
        LongParameter sessionFrom,
        LongParameter sessionTo,
        boolean mayBeLong,
        boolean mayBeShort) {
    /** The least cooldown. Bars are never closer to one another. */
    public static final long SECOND_NS = 1_000_000_000L;

    /** A minute. */
    public static final long MINUTE_NS = 60 * SECOND_NS;

    /** The first reason code that a strategy may give a meaning of its own. */
    public static final int OWN_REASONS = 5;

    private static final int ENTER_LONG = 0;
    private static final int ENTER_SHORT = 1;
    private static final int EXIT_LONG = 2;
    private static final int EXIT_SHORT = 3;
    private static final int SESSION_END = 4;
    private static final List<String> REASONS =
            List.of("enter-long", "enter-short", "exit-long", "exit-short", "session-end");

    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final long DAY_NS = MINUTES_PER_DAY * MINUTE_NS;
    private static final long WEEK_NS = 7 * DAY_NS;

    /**
     * Declares the parameters and the output that belong to a position.
     *
     * @param type the description of a strategy, its inputs and parameters declared.
     * @param cooldownNs the cooldown when a graph says nothing.
     * @param ownReasons what reason codes from {@link #OWN_REASONS} on mean.
     * @return the description.
     */
    public static NodeType.Builder declare(NodeType.Builder type, long cooldownNs, String... ownReasons) {
        return type.choiceParameter("sides", List.of("both", "long", "short"), "Which positions may be entered.")
                .durationParameter(
                        "cooldown",
                        SECOND_NS,
                        WEEK_NS,
                        cooldownNs,
                        "How long after a signal the next entry is allowed, in the time of the cycles.")
                .mutable()
                .intParameter(
                        "session-from",
                        0,
                        MINUTES_PER_DAY - 1,
                        0,
                        "The minute of the day, in UTC, from which on positions may be entered.")
                .mutable()
                .intParameter(
                        "session-to",
                        0,
                        MINUTES_PER_DAY,
                        MINUTES_PER_DAY,
                        "The minute from which on they may not, and what is held is left; before session-from, it is one"
                                + " of the next day; equal to it, nothing is entered at all.")
                .mutable()
                .signalOutput(
                        "signal",
                        Stream.concat(REASONS.stream(), Stream.of(ownReasons)).toList(),
                        "A proposal, not an order: one signal for each change of position.");
    }

    /**
     * Declares the state.
     *
     * @param wiring of a node whose type was {@linkplain #declare declared} to have a position.
     * @return no position yet.
     */
    public static Position of(Wiring wiring) {
        String sides = wiring.parameters().choice("sides");
        return new Position(
                wiring.signalOut("signal"),
                wiring.longVar("position.direction"),
                wiring.longVar("position.has-signalled"),
                wiring.longVar("position.signal-time-ns"),
                wiring.mutableLong("cooldown"),
                wiring.mutableLong("session-from"),
                wiring.mutableLong("session-to"),
                !sides.equals("short"),
                !sides.equals("long"));
    }

    /**
     * {@return whether nothing is held}
     *
     * @param state the state of the running instance.
     */
    public boolean isFlat(State state) {
        return direction.get(state) == 0;
    }

    /**
     * {@return whether a long position is held}
     *
     * @param state the state of the running instance.
     */
    public boolean isLong(State state) {
        return direction.get(state) > 0;
    }

    /**
     * {@return whether a short position is held}
     *
     * @param state the state of the running instance.
     */
    public boolean isShort(State state) {
        return direction.get(state) < 0;
    }

    /**
     * {@return how long the position has been held, in nanoseconds; defined only while one is}
     *
     * @param state the state of the running instance.
     */
    public long heldNs(State state) {
        return state.cycleTimeNs() - signalTimeNs.get(state);
    }

    /**
     * {@return whether a long position may be entered now: none is held, and neither sides, cooldown nor session forbid
     * it}
     *
     * @param state the state of the running instance.
     */
    public boolean mayGoLong(State state) {
        return mayBeLong && direction.get(state) <= 0 && !isCoolingDown(state) && isInSession(state);
    }

    /**
     * {@return whether a short position may be entered now}
     *
     * @param state the state of the running instance.
     */
    public boolean mayGoShort(State state) {
        return mayBeShort && direction.get(state) >= 0 && !isCoolingDown(state) && isInSession(state);
    }

    /**
     * {@return whether a position is held that the end of the session forbids}
     *
     * @param state the state of the running instance.
     */
    public boolean isSessionOver(State state) {
        return direction.get(state) != 0 && !isInSession(state);
    }

    private boolean isCoolingDown(State state) {
        return hasSignalled.get(state) != 0 && heldNs(state) < cooldownNs.get(state);
    }

    private boolean isInSession(State state) {
        long from = sessionFrom.get(state);
        long to = sessionTo.get(state);
        if (to - from == MINUTES_PER_DAY) {
            return true; // as mostly; spares two divisions
        }
        long minute = Math.floorMod(state.cycleTimeNs(), DAY_NS) / MINUTE_NS;
        return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
    }

    /**
     * Enters a long position, or turns a short one over. To be called only while it {@linkplain #mayGoLong may}.
     *
     * @param state the state of the running instance.
     * @param strength of the signal.
     * @param price the price it was decided at.
     * @return to be returned from the node.
     */
    public long enterLong(State state, double strength, double price) {
        return move(state, 1, Side.BUY, strength, price, ENTER_LONG);
    }

    /**
     * Enters a short position, or turns a long one over. To be called only while it {@linkplain #mayGoShort may}.
     *
     * @param state the state of the running instance.
     * @param strength of the signal.
     * @param price the price it was decided at.
     * @return to be returned from the node.
     */
    public long enterShort(State state, double strength, double price) {
        return move(state, -1, Side.SELL, strength, price, ENTER_SHORT);
    }

    /**
     * Leaves what is held, for the reason {@code exit-long} or {@code exit-short}.
     *
     * @param state the state of the running instance.
     * @param strength of the signal.
     * @param price the price it was decided at.
     * @return to be returned from the node.
     */
    public long leave(State state, double strength, double price) {
        return leaveFor(state, isLong(state) ? EXIT_LONG : EXIT_SHORT, strength, price);
    }

    /**
     * Leaves what is held, for a reason of the strategy's own.
     *
     * @param state the state of the running instance.
     * @param reason its code.
     * @param strength of the signal.
     * @param price the price it was decided at.
     * @return to be returned from the node.
     */
    public long leaveFor(State state, int reason, double strength, double price) {
        return move(state, 0, isLong(state) ? Side.SELL : Side.BUY, strength, price, reason);
    }

    /**
     * Leaves what is held, as the session is over, with strength 0: nothing in the market is the reason.
     *
     * @param state the state of the running instance.
     * @param price the price now.
     * @return to be returned from the node.
     */
    public long endSession(State state, double price) {
        return leaveFor(state, SESSION_END, 0.0, price);
    }

    private long move(State state, long to, Side side, double strength, double price, int reason) {
        if (!Double.isFinite(price)) {
            return Node.UNCHANGED;
        }
        direction.set(state, to);
        hasSignalled.set(state, 1);
        signalTimeNs.set(state, state.cycleTimeNs());
        return signal.emit(state, side, finite(strength), price, reason);
    }

    /** A quotient may have become too great, or be none at all; the signal must leave nevertheless. */
    private static double finite(double strength) {
        return Double.isNaN(strength) ? 0.0 : Math.min(strength, Double.MAX_VALUE);
    }
}
