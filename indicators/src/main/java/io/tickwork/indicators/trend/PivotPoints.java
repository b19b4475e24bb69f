// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import java.util.List;

/**
 * Pivot points.
 *
 * @param bar the bars.
 * @param pivot the level in the middle.
 * @param r1 resistance number 1.
 * @param r2 resistance number 2.
 * @param r3 resistance number 3.
 * @param r4 resistance number 4.
 * @param s1 support number 1.
 * @param s2 support number 2.
 * @param s3 support number 3.
 * @param s4 support number 4.
 * @param method how the levels are laid.
 */
public record PivotPoints(
        CandleIn bar,
        DoubleOut pivot,
        DoubleOut r1,
        DoubleOut r2,
        DoubleOut r3,
        DoubleOut r4,
        DoubleOut s1,
        DoubleOut s2,
        DoubleOut s3,
        DoubleOut s4,
        Method method)
        implements Node {
    /**
     * How levels are laid: at multiples of the range from the pivot or the close, or where the range reflected in the
     * pivot reaches.
     *
     * @param closeCount how often the close counts in the pivot, beside the high and the low.
     * @param isReflected whether the levels are reflections.
     * @param isFromClose whether multiples of the range begin at the close, else at the pivot.
     * @param first the first multiple of the range; the others are the next three.
     */
    record Method(
            double closeCount,
            boolean isReflected,
            boolean isFromClose,
            double first,
            double second,
            double third,
            double fourth) {
        static Method named(String name) {
            return switch (name) {
                case "classic" -> new Method(1, true, false, 0, 0, 0, 0);
                case "woodie" -> new Method(2, true, false, 0, 0, 0, 0);
                case "fibonacci" -> new Method(1, false, false, 0.382, 0.618, 1.0, 1.618);
                case "camarilla" -> new Method(1, false, true, 1.1 / 12, 1.1 / 6, 1.1 / 4, 1.1 / 2);
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("pivot-points")
            .doc("Pivot points: levels at which the price may turn while the next bar forms, laid out from the last"
                    + " one, of a day say. A bar without range has all levels at its price.")
            .formula("range = high - low; pivot = (high + low + close) / 3, of woodie (high + low + 2 * close) / 4;"
                    + " classic and woodie: r1 = 2 * pivot - low, r2 = pivot + range, r3 = high + 2 * (pivot -"
                    + " low), r4 = r3 + range, s1 = 2 * pivot - high, s2 = pivot - range, s3 = low - 2 * (high -"
                    + " pivot), s4 = s3 - range; fibonacci: pivot +- 0.382, 0.618, 1, 1.618 * range; camarilla:"
                    + " close +- range * 1.1 / 12, / 6, / 4, / 2")
            .source("The floor traders' rule; T. Woodie; N. Stott, camarilla, 1989")
            .input("bar", InputKind.CANDLE, "The bars, mostly of a day.")
            .choiceParameter(
                    "method", List.of("classic", "fibonacci", "camarilla", "woodie"), "How the levels are laid.")
            .doubleOutput("pivot", "The pivot.")
            .doubleOutput("r1", "The first resistance.")
            .doubleOutput("r2", "The second resistance.")
            .doubleOutput("r3", "The third resistance.")
            .doubleOutput("r4", "The fourth resistance.")
            .doubleOutput("s1", "The first support.")
            .doubleOutput("s2", "The second support.")
            .doubleOutput("s3", "The third support.")
            .doubleOutput("s4", "The fourth support.")
            .create(PivotPoints::create);

    private static PivotPoints create(Wiring wiring) {
        return new PivotPoints(
                wiring.candleIn("bar"),
                wiring.doubleOut("pivot"),
                wiring.doubleOut("r1"),
                wiring.doubleOut("r2"),
                wiring.doubleOut("r3"),
                wiring.doubleOut("r4"),
                wiring.doubleOut("s1"),
                wiring.doubleOut("s2"),
                wiring.doubleOut("s3"),
                wiring.doubleOut("s4"),
                Method.named(wiring.parameters().choice("method")));
    }

    @Override
    public long compute(State state) {
        double high = bar.high(state);
        double low = bar.low(state);
        double close = bar.close(state);
        // As distances from the low: a bar without range has all levels exactly at its price.
        double middle = low + ((high - low) + method.closeCount() * (close - low)) / (2 + method.closeCount());
        return pivot.set(state, middle)
                | (method.isReflected()
                        ? reflections(state, middle, high, low)
                        : multiples(state, method.isFromClose() ? close : middle, high - low));
    }

    private long reflections(State state, double middle, double high, double low) {
        double range = high - low;
        double above = high + 2 * (middle - low);
        double below = low - 2 * (high - middle);
        return r1.set(state, middle + (middle - low))
                | r2.set(state, middle + range)
                | r3.set(state, above)
                | r4.set(state, above + range)
                | s1.set(state, middle - (high - middle))
                | s2.set(state, middle - range)
                | s3.set(state, below)
                | s4.set(state, below - range);
    }

    private long multiples(State state, double from, double range) {
        return r1.set(state, from + method.first() * range)
                | r2.set(state, from + method.second() * range)
                | r3.set(state, from + method.third() * range)
                | r4.set(state, from + method.fourth() * range)
                | s1.set(state, from - method.first() * range)
                | s2.set(state, from - method.second() * range)
                | s3.set(state, from - method.third() * range)
                | s4.set(state, from - method.fourth() * range);
    }
}
