// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * True strength index.
 *
 * @param source the price.
 * @param value the index.
 * @param slowChange average change.
 * @param change average of that.
 * @param slowMovement average size of a change.
 * @param movement average of that.
 * @param previous the input before.
 */
public record Tsi(
        DoubleIn source,
        DoubleOut value,
        ExponentialAverage slowChange,
        ExponentialAverage change,
        ExponentialAverage slowMovement,
        ExponentialAverage movement,
        DoubleWindow previous)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("tsi")
            .doc("True strength index, -100 to 100: the change of the price by the size of its changes, both smoothed"
                    + " twice. 0 when nothing has moved for so long that no movement is left in the averages.")
            .formula("c = x - x[t-1]; 100 * EMA(EMA(c, slow), fast) / EMA(EMA(|c|, slow), fast)")
            .source("W. Blau, Momentum, Direction, and Divergence, 1995")
            .doubleInput("source", "The price.")
            .intParameter("slow", 1, 100_000, 25, "Period of the averages that are taken first.")
            .intParameter("fast", 1, 100_000, 13, "Period of the averages of those.")
            .doubleOutput("value", "The index, -100 to 100.")
            .warmUp(p -> p.intValue("slow") + p.intValue("fast"))
            .create(Tsi::create);

    private static Tsi create(Wiring wiring) {
        int slow = wiring.intParameter("slow");
        int fast = wiring.intParameter("fast");
        return new Tsi(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                ExponentialAverage.ofPeriod(wiring, "slow-change", slow),
                ExponentialAverage.ofPeriod(wiring, "change", fast),
                ExponentialAverage.ofPeriod(wiring, "slow-movement", slow),
                ExponentialAverage.ofPeriod(wiring, "movement", fast),
                wiring.window("previous", 1));
    }

    @Override
    public long compute(State state) {
        double price = source.get(state);
        boolean isFirst = !previous.isFull(state);
        double moved = price - previous.push(state, price);
        if (isFirst) {
            return UNCHANGED;
        }
        slowChange.update(state, moved);
        slowMovement.update(state, Math.abs(moved));
        if (!slowChange.isReady(state)) {
            return UNCHANGED;
        }
        change.update(state, slowChange.value(state));
        movement.update(state, slowMovement.value(state));
        return change.isReady(state) ? value.set(state, index(state, price)) : UNCHANGED;
    }

    /** As in {@link Moves}, what is below the last digit of the price is no movement. */
    private double index(State state, double price) {
        double all = movement.value(state);
        return all < Math.ulp(price) ? 0.0 : 100.0 * (change.value(state) / all);
    }
}
