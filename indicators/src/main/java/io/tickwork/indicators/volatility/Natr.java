// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;

/**
 * Normalised average true range.
 *
 * <p>The period begins at 2: at 1 TA-Lib forgets the division by the close.
 *
 * @param bar the bars.
 * @param value the average in percent.
 * @param range the average in units of the price.
 */
public record Natr(CandleIn bar, DoubleOut value, AverageTrueRange range) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("natr")
            .doc("Normalised average true range: the average true range in percent of the close. 0 where the close is"
                    + " 0, or so near to it that the percentage is beyond all numbers.")
            .formula("100 * ATR / close")
            .source("TA-Lib 0.4.0, NATR")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many ranges make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The average in percent of the close.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Natr::create);

    private static Natr create(Wiring wiring) {
        CandleIn bar = wiring.candleIn("bar");
        return new Natr(
                bar, wiring.doubleOut("value"), AverageTrueRange.of(wiring, bar, wiring.intParameter("period")));
    }

    @Override
    public long compute(State state) {
        if (!range.update(state)) {
            return UNCHANGED;
        }
        double percent = range.value(state) / bar.close(state) * 100.0;
        return value.set(state, Double.isFinite(percent) ? percent : 0.0);
    }
}
