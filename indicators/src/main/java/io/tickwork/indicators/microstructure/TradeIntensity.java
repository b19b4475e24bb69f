// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TriggeredBy;
import io.tickwork.dag.node.Wiring;

/**
 * Trades per second.
 *
 * @param onTrade whether there is a new trade.
 * @param value the intensity.
 * @param intensity the intensity when the node last ran.
 * @param lastNs when that was.
 * @param perNs how fast it decays, as the inverse of a time.
 * @param step how far it rises at a trade.
 */
public record TradeIntensity(
        TriggeredBy onTrade, DoubleOut value, DoubleVar intensity, LongVar lastNs, double perNs, double step)
        implements Node {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long WEEK_NS = 7 * 24 * 3_600 * SECOND_NS;

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("trade-intensity")
            .doc(
                    "Trades per second, of the recent past: a trade counts half after each half-life. Begins at 0, so for the"
                            + " first few half-lives it is too low. Without a clock it is as of the last trade.")
            .formula(
                    "v = v[t-1] * exp(-dt / tau) + 1 / tau; tau = half-life / ln 2, in seconds; dt since the run before, by"
                            + " event time; without a trade the last term is absent")
            .source("Own definition: exponential smoothing in time")
            .input("trade", InputKind.TRADE, "The trades.")
            .optionalInput("clock", InputKind.ANY, "Brings the intensity up to date without a trade: a timer, say.")
            .durationParameter(
                    "half-life",
                    SECOND_NS,
                    WEEK_NS,
                    10 * SECOND_NS,
                    "After what time a trade counts half of what it did.")
            .doubleOutput("value", "The intensity, in trades per second.")
            .create(TradeIntensity::create);

    private static TradeIntensity create(Wiring wiring) {
        double perNs = StrictMath.log(2.0) / wiring.parameters().durationNs("half-life");
        return new TradeIntensity(
                wiring.triggeredBy("trade"),
                wiring.doubleOut("value"),
                wiring.doubleVar("intensity"),
                wiring.longVar("last-ns"),
                perNs,
                perNs * SECOND_NS);
    }

    @Override
    public long compute(State state) {
        // The time of the cycle never goes back, that of a trade which comes late does.
        long nowNs = state.cycleTimeNs();
        double before = intensity.get(state);
        double decayed = before == 0.0 ? 0.0 : before * StrictMath.exp((lastNs.get(state) - nowNs) * perNs);
        double now = onTrade.test(state) ? decayed + step : decayed;
        lastNs.set(state, nowNs);
        intensity.set(state, now);
        return value.set(state, now);
    }
}
