// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Chaikin's accumulation/distribution oscillator.
 *
 * <p>The line whose averages are compared is the sum of a whole history, their difference is of the size of a few bars.
 * So what is kept is how far each average lags behind the line: when the line moves by the flow of a bar, a lag becomes
 * {@code (1 - weight) * (lag + flow)}, and the line itself is not needed.
 *
 * @param bar the bars.
 * @param value the oscillator.
 * @param fastLag the line less its fast average.
 * @param slowLag the line less its slow average.
 * @param count how many bars have come, at most the slow period.
 * @param fast period of the fast average.
 * @param slow period of the slow average.
 */
public record ChaikinOscillator(
        CandleIn bar, DoubleOut value, DoubleVar fastLag, DoubleVar slowLag, LongVar count, int fast, int slow)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("adosc")
            .doc(
                    "Chaikin's accumulation/distribution oscillator: how far a fast average of the accumulation/distribution"
                            + " line has run ahead of a slow one. A bar without a range does not move the line.")
            .formula(
                    "EMA(ad, fast) - EMA(ad, slow), both averages seeded with the first ad; ad += " + MoneyFlow.FORMULA)
            .source("TA-Lib 0.4.0, ADOSC; M. Chaikin")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("fast", 2, 100_000, 3, "Period of the fast average, less than that of the slow one.")
            .intParameter("slow", 2, 100_000, 10, "Period of the slow average.")
            .check(ChaikinOscillator::check)
            .doubleOutput("value", "The oscillator.")
            .warmUp(p -> p.intValue("slow"))
            .create(ChaikinOscillator::create);

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") < parameters.intValue("slow") ? null : "fast must be less than slow";
    }

    private static ChaikinOscillator create(Wiring wiring) {
        return new ChaikinOscillator(
                wiring.candleIn("bar"),
                wiring.doubleOut("value"),
                wiring.doubleVar("fast-lag"),
                wiring.doubleVar("slow-lag"),
                wiring.longVar("count"),
                wiring.intParameter("fast"),
                wiring.intParameter("slow"));
    }

    @Override
    public long compute(State state) {
        if (count.get(state) == 0) { // the averages begin on the line, wherever that is
            count.set(state, 1);
            return UNCHANGED;
        }
        double flow = MoneyFlow.of(state, bar);
        fastLag.set(state, kept(fast) * (fastLag.get(state) + flow));
        slowLag.set(state, kept(slow) * (slowLag.get(state) + flow));
        if (count.get(state) < slow && count.add(state, 1) < slow) {
            return UNCHANGED;
        }
        return value.set(state, slowLag.get(state) - fastLag.get(state));
    }

    /** 1 less the weight 2 / (period + 1). */
    private static double kept(int period) {
        return (period - 1.0) / (period + 1.0);
    }
}
