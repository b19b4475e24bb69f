// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.strategies.position.Position;

/**
 * The rule of all that bets on the return of a score to 0: enter against it when it is far away, leave when it has come
 * back, and give up when it has gone too far.
 *
 * @param position what is held.
 * @param entry the score from which on to enter.
 * @param exit the score down to which to stay.
 * @param stop the score from which on to give up.
 */
record Reversion(Position position, DoubleParameter entry, DoubleParameter exit, DoubleParameter stop) {
    /** The rule in the words of a formula. */
    static final String FORMULA =
            "flat: enter long when -stop < z <= -entry, short when entry <= z < stop; long: exit when"
                    + " z >= -exit, stop when z <= -stop; short: exit when z <= exit, stop when z >= stop";

    private static final int STOP = Position.OWN_REASONS;
    private static final double SCORE_MIN = 0.1;
    private static final double SCORE_MAX = 100.0;

    static NodeType.Builder declare(NodeType.Builder type) {
        type.doubleParameter("entry", SCORE_MIN, SCORE_MAX, 2.0, "The score, without its sign, from which on to enter.")
                .mutable()
                .doubleParameter(
                        "exit", 0.0, SCORE_MAX, 0.5, "The score, without its sign, down to which to stay; below entry.")
                .mutable()
                .doubleParameter(
                        "stop",
                        SCORE_MIN,
                        SCORE_MAX,
                        4.0,
                        "The score, without its sign, from which on to give up, and not to enter; above entry.")
                .mutable();
        return Position.declare(type, Position.MINUTE_NS, "stop").check(Reversion::check);
    }

    private static String check(Parameters parameters) {
        double entry = parameters.doubleValue("entry");
        if (parameters.doubleValue("exit") >= entry) {
            return "exit must be less than entry";
        }
        return parameters.doubleValue("stop") > entry ? null : "stop must be greater than entry";
    }

    static Reversion of(Wiring wiring) {
        return new Reversion(
                Position.of(wiring),
                wiring.mutableDouble("entry"),
                wiring.mutableDouble("exit"),
                wiring.mutableDouble("stop"));
    }

    /**
     * Decides on a score.
     *
     * @param state the state of the running instance.
     * @param score how far away it is; NaN, with which no comparison holds, when that is not known.
     * @param price the price now.
     * @return to be returned from the node.
     */
    long decide(State state, double score, double price) {
        if (position.isSessionOver(state)) {
            return position.endSession(state, price);
        }
        return position.isFlat(state) ? enter(state, score, price) : leave(state, score, price);
    }

    private long enter(State state, double score, double price) {
        double distance = Math.abs(score);
        if (!(distance >= entry.get(state) && distance < stop.get(state))) {
            return Node.UNCHANGED;
        }
        if (score < 0) {
            return position.mayGoLong(state) ? position.enterLong(state, distance, price) : Node.UNCHANGED;
        }
        return position.mayGoShort(state) ? position.enterShort(state, distance, price) : Node.UNCHANGED;
    }

    private long leave(State state, double score, double price) {
        double against = position.isLong(state) ? -score : score;
        if (against >= stop.get(state)) {
            return position.leaveFor(state, STOP, Math.abs(score), price);
        }
        return against <= exit.get(state) ? position.leave(state, Math.abs(score), price) : Node.UNCHANGED;
    }
}
