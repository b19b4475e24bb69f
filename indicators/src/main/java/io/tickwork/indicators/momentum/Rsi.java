// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Relative strength index.
 *
 * <p>When nothing has moved for so long that the averages have faded away, the index is 0, as in TA-Lib. TA-Lib calls
 * them faded below 1e-8, which for a coin priced at 1e-6 is always; here it is below the last digit of the price, so
 * that the index does not depend on the unit a price is quoted in.
 *
 * @param source the price.
 * @param value the index.
 * @param gain average rise.
 * @param loss average fall.
 * @param previous the input before.
 * @param started 1 once there is one.
 */
public record Rsi(
        DoubleIn source,
        DoubleOut value,
        ExponentialAverage gain,
        ExponentialAverage loss,
        DoubleVar previous,
        LongVar started)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("rsi")
            .doc("Relative strength index, 0 to 100: the share of rises in all movement, both smoothed by Wilder."
                    + " 0 when nothing has moved for so long that no movement is left in the averages.")
            .formula("100 * gain / (gain + loss); gain += (max(x - x[t-1], 0) - gain) / period, loss likewise; seeded"
                    + " with the mean of the first period changes")
            .source("TA-Lib 0.4.0, RSI; J. W. Wilder, New Concepts in Technical Trading Systems, 1978")
            .doubleInput("source", "The price.")
            .intParameter(
                    "period", 2, 100_000, 14, "How many changes make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The index, 0 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Rsi(
                    w.doubleIn("source"),
                    w.doubleOut("value"),
                    ExponentialAverage.wilder(w, "gain", w.intParameter("period")),
                    ExponentialAverage.wilder(w, "loss", w.intParameter("period")),
                    w.doubleVar("previous"),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        double price = source.get(state);
        double change = price - previous.get(state);
        previous.set(state, price);
        if (started.get(state) == 0) {
            started.set(state, 1);
            return UNCHANGED;
        }
        gain.update(state, Math.max(change, 0.0));
        loss.update(state, Math.max(-change, 0.0));
        return gain.isReady(state) ? value.set(state, index(state, price)) : UNCHANGED;
    }

    private double index(State state, double price) {
        double movement = gain.value(state) + loss.value(state);
        return movement < Math.ulp(price) ? 0.0 : 100.0 * (gain.value(state) / movement);
    }
}
