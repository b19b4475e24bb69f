// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;

/**
 * Chande momentum oscillator, smoothed by Wilder as in TA-Lib; Chande himself took plain sums of the last changes. When
 * it has no movement to look at, it is 0 as in TA-Lib; {@link Moves} says when that is.
 *
 * @param source the price.
 * @param value the oscillator.
 * @param moves average rise and fall.
 */
public record Cmo(DoubleIn source, DoubleOut value, Moves moves) implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("cmo")
            .doc("Chande momentum oscillator, -100 to 100: rises less falls as a share of all movement, smoothed by"
                    + " Wilder. 0 when nothing has moved for so long that no movement is left in the averages.")
            .formula("100 * (gain - loss) / (gain + loss); gain += (max(x - x[t-1], 0) - gain) / period, loss likewise;"
                    + " seeded with the mean of the first period changes")
            .source("TA-Lib 0.4.0, CMO; T. S. Chande and S. Kroll, The New Technical Trader, 1994")
            .doubleInput("source", "The price.")
            .intParameter(
                    "period", 2, 100_000, 14, "How many changes make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The oscillator, -100 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Cmo(w.doubleIn("source"), w.doubleOut("value"), Moves.of(w, w.intParameter("period"))));

    @Override
    public long compute(State state) {
        return moves.update(state, source.get(state)) ? value.set(state, moves.balance(state)) : UNCHANGED;
    }
}
