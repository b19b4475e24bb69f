// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;
import io.tickwork.indicators.window.RollingSum;
import java.util.List;

/**
 * A fast and a slow average of one series, of a kind the graph chooses. Unlike those of MACD each begins with the first
 * input, as in TA-Lib's PPO and APO.
 *
 * @param isExponential whether they are exponential, else simple.
 * @param fastExponential null unless exponential.
 * @param slowExponential null unless exponential.
 * @param fastSimple null unless simple.
 * @param slowSimple null unless simple.
 */
record AveragePair(
        boolean isExponential,
        ExponentialAverage fastExponential,
        ExponentialAverage slowExponential,
        RollingSum fastSimple,
        RollingSum slowSimple) {
    /** Describes the parameters that {@link #of} reads, and the warm-up. */
    static NodeType.Builder declare(NodeType.Builder type) {
        return type.intParameter("fast", 2, 100_000, 12, "Period of the fast average, less than that of the slow one.")
                .intParameter("slow", 2, 100_000, 26, "Period of the slow average.")
                .choiceParameter(
                        "average",
                        List.of("sma", "ema"),
                        "Whether the averages are simple or exponential; TA-Lib takes simple ones unless told.")
                .check(AveragePair::check)
                .warmUp(p -> p.intValue("slow"));
    }

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") < parameters.intValue("slow") ? null : "fast must be less than slow";
    }

    static AveragePair of(Wiring wiring) {
        int fast = wiring.intParameter("fast");
        int slow = wiring.intParameter("slow");
        return wiring.parameters().choice("average").equals("ema")
                ? new AveragePair(
                        true,
                        ExponentialAverage.ofPeriod(wiring, "fast", fast),
                        ExponentialAverage.ofPeriod(wiring, "slow", slow),
                        null,
                        null)
                : new AveragePair(
                        false, null, null, RollingSum.of(wiring, "fast", fast), RollingSum.of(wiring, "slow", slow));
    }

    /** Adds a value; returns whether both averages are ready. */
    boolean update(State state, double value) {
        if (isExponential) {
            fastExponential.update(state, value);
            slowExponential.update(state, value);
            return slowExponential.isReady(state);
        }
        fastSimple.update(state, value);
        slowSimple.update(state, value);
        return slowSimple.isReady(state);
    }

    double fast(State state) {
        return isExponential ? fastExponential.value(state) : fastSimple.mean(state);
    }

    double slow(State state) {
        return isExponential ? slowExponential.value(state) : slowSimple.mean(state);
    }
}
