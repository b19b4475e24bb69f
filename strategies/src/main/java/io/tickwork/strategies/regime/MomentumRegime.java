// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.regime;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.strategies.position.Position;

/**
 * Momentum, while there is a trend.
 *
 * @param momentum how fast the price moves, and where to.
 * @param adx how strong the trend is.
 * @param price the price signals refer to.
 * @param position what is held.
 * @param entry the momentum beyond which to enter.
 * @param exit the momentum in the position's favour down to which to leave.
 * @param adxEntry the strength of trend from which on to enter.
 * @param adxExit the strength below which to leave.
 */
public record MomentumRegime(
        DoubleIn momentum,
        DoubleIn adx,
        DoubleIn price,
        Position position,
        DoubleParameter entry,
        DoubleParameter exit,
        DoubleParameter adxEntry,
        DoubleParameter adxExit)
        implements Node {
    private static final int REGIME_END = Position.OWN_REASONS;
    private static final double MOMENTUM_MAX = 1e9;
    private static final double ADX_MAX = 100.0;

    /** How graphs make one. */
    public static final NodeType TYPE = Position.declare(
                    NodeType.named("momentum-regime")
                            .doc(
                                    "Goes with the momentum, but only in a trend: enters in its direction while the trend is strong,"
                                            + " leaves when the momentum has gone or the trend has become weak. Strength: the momentum without"
                                            + " its sign, in its own unit.")
                            .formula(
                                    "enter long when adx >= adx-entry and momentum > entry; exit long when momentum <= exit; any"
                                            + " position: regime-end when adx < adx-exit; short likewise with -momentum")
                            .source(
                                    "J. W. Wilder, New Concepts in Technical Trading Systems, 1978: a trend is worth following from"
                                            + " an average directional index of 25 on, and no more below 20")
                            .doubleInput(
                                    "momentum",
                                    "How fast the price moves: above 0 upwards, below 0 downwards; what makes the strategy decide.")
                            .sampledInput(
                                    "adx",
                                    InputKind.DOUBLE,
                                    "How strong the trend is, whatever its direction, such as the average directional index.")
                            .sampledInput("price", InputKind.DOUBLE, "The price signals refer to.")
                            .doubleParameter(
                                    "entry",
                                    0.0,
                                    MOMENTUM_MAX,
                                    0.0,
                                    "The momentum, without its sign, beyond which to enter.")
                            .mutable()
                            .doubleParameter(
                                    "exit",
                                    -MOMENTUM_MAX,
                                    MOMENTUM_MAX,
                                    0.0,
                                    "The momentum in favour of the position down to which to leave it; not more than entry.")
                            .mutable()
                            .doubleParameter(
                                    "adx-entry", 0.0, ADX_MAX, 25.0, "The strength of trend from which on to enter.")
                            .mutable()
                            .doubleParameter(
                                    "adx-exit",
                                    0.0,
                                    ADX_MAX,
                                    20.0,
                                    "The strength of trend below which to leave; not more than adx-entry.")
                            .mutable(),
                    Position.MINUTE_NS,
                    "regime-end")
            .check(MomentumRegime::check)
            .create(MomentumRegime::create);

    private static String check(Parameters parameters) {
        if (parameters.doubleValue("exit") > parameters.doubleValue("entry")) {
            return "exit must not be greater than entry";
        }
        return parameters.doubleValue("adx-exit") <= parameters.doubleValue("adx-entry")
                ? null
                : "adx-exit must not be greater than adx-entry";
    }

    private static MomentumRegime create(Wiring wiring) {
        return new MomentumRegime(
                wiring.doubleIn("momentum"),
                wiring.doubleIn("adx"),
                wiring.doubleIn("price"),
                Position.of(wiring),
                wiring.mutableDouble("entry"),
                wiring.mutableDouble("exit"),
                wiring.mutableDouble("adx-entry"),
                wiring.mutableDouble("adx-exit"));
    }

    @Override
    public long compute(State state) {
        double now = price.get(state);
        if (position.isSessionOver(state)) {
            return position.endSession(state, now);
        }
        double speed = momentum.get(state);
        return position.isFlat(state) ? enter(state, speed, now) : leave(state, speed, now);
    }

    private long enter(State state, double speed, double now) {
        if (adx.get(state) < adxEntry.get(state)) {
            return UNCHANGED;
        }
        double speedMin = entry.get(state);
        if (speed > speedMin && position.mayGoLong(state)) {
            return position.enterLong(state, speed, now);
        }
        return speed < -speedMin && position.mayGoShort(state) ? position.enterShort(state, -speed, now) : UNCHANGED;
    }

    private long leave(State state, double speed, double now) {
        if (adx.get(state) < adxExit.get(state)) {
            return position.leaveFor(state, REGIME_END, Math.abs(speed), now);
        }
        double inFavour = position.isLong(state) ? speed : -speed;
        return inFavour <= exit.get(state) ? position.leave(state, Math.abs(speed), now) : UNCHANGED;
    }
}
