// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingSum;

/**
 * Kaufman's adaptive moving average.
 *
 * <p>TA-Lib takes a way below 1e-8 for none; here it is what it is, whatever the unit of the price.
 *
 * @param source the price.
 * @param value the average.
 * @param prices the last inputs.
 * @param way the sizes of the last changes.
 * @param average the average; before there is one, the input before.
 * @param fastest the root of the greatest weight of an input.
 * @param slowest the root of the least.
 */
public record Kama(
        DoubleIn source,
        DoubleOut value,
        DoubleWindow prices,
        RollingSum way,
        DoubleVar average,
        double fastest,
        double slowest)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("kama")
            .doc("Kaufman's adaptive moving average: fast while the price goes straight, slow while it goes to and fro."
                    + " Standing still counts as going straight.")
            .formula(
                    "v += (slowest + er * (fastest - slowest))^2 * (x - v); er = abs(x - x[t-period]) / sum(abs(x - x[t-1]))"
                            + " over the last period changes, 1 if there was none; fastest = 2 / (fast + 1), slowest = 2 / (slow + 1);"
                            + " the first v is made from the input before as v")
            .source("TA-Lib 0.4.0, KAMA, which has 2 and 30 fixed; P. J. Kaufman, Smarter Trading, 1995")
            .doubleInput("source", "The price.")
            .intParameter("period", 2, 100_000, 10, "Over how many changes it is judged how straight the price goes.")
            .intParameter("fast", 1, 100_000, 2, "Period of the average while the price goes straight, less than slow.")
            .intParameter("slow", 2, 100_000, 30, "Period of the average while the price goes nowhere.")
            .check(Kama::check)
            .doubleOutput("value", "The average.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Kama::create);

    private static String check(Parameters parameters) {
        return parameters.intValue("fast") < parameters.intValue("slow") ? null : "fast must be less than slow";
    }

    private static Kama create(Wiring wiring) {
        int period = wiring.intParameter("period");
        return new Kama(
                wiring.doubleIn("source"),
                wiring.doubleOut("value"),
                wiring.window("prices", period),
                RollingSum.of(wiring, "way", period),
                wiring.doubleVar("average"),
                2.0 / (wiring.intParameter("fast") + 1),
                2.0 / (wiring.intParameter("slow") + 1));
    }

    @Override
    public long compute(State state) {
        double price = source.get(state);
        boolean isFirst = prices.size(state) == 0;
        double before = prices.get(state, 0);
        double start = prices.push(state, price);
        if (!isFirst) {
            way.update(state, Math.abs(price - before));
        }
        if (!way.isReady(state)) {
            average.set(state, price);
            return UNCHANGED;
        }
        double root = slowest + efficiency(state, Math.abs(price - start)) * (fastest - slowest);
        return value.set(state, average.add(state, root * root * (price - average.get(state))));
    }

    private double efficiency(State state, double distance) {
        double length = way.sum(state);
        return distance < length ? distance / length : 1.0;
    }
}
