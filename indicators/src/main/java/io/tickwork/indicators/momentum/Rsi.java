// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Relative strength index. When it has no movement to look at, it is 0 as in TA-Lib; {@link Moves} says when that is.
 *
 * @param source the price.
 * @param value the index.
 * @param moves average rise and fall.
 */
public record Rsi(DoubleIn source, DoubleOut value, Moves moves) implements Node {
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
            .create(w -> new Rsi(w.doubleIn("source"), w.doubleOut("value"), Moves.of(w, w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return moves.update(state, source.get(state)) ? value.set(state, moves.rises(state)) : UNCHANGED;
    }
}
