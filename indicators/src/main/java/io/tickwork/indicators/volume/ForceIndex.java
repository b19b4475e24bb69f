// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVar;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.average.ExponentialAverage;

/**
 * Force index.
 *
 * @param bar the bars.
 * @param value the index.
 * @param force the index, as it is remembered.
 * @param previousClose of the bar before.
 * @param started 1 once there is one.
 */
public record ForceIndex(
        CandleIn bar, DoubleOut value, ExponentialAverage force, DoubleVar previousClose, LongVar started)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("force-index")
            .doc("Elder's force index: the move from close to close times the volume behind it, averaged exponentially."
                    + " 0 for bars that do not move or have no volume.")
            .formula("EMA((close - close[t-1]) * volume, period), seeded with the mean of the first period products")
            .source("A. Elder, Trading for a Living, 1993")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter(
                    "period", 2, 100_000, 13, "How many products make the seed; sets the weight of each later one.")
            .doubleOutput("value", "The index, in units of price times volume.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new ForceIndex(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    ExponentialAverage.ofPeriod(w, "force", w.intParameter("period")),
                    w.doubleVar("previous-close"),
                    w.longVar("started")));

    @Override
    public long compute(State state) {
        double close = bar.close(state);
        double move = close - previousClose.get(state);
        previousClose.set(state, close);
        if (started.get(state) == 0) {
            started.set(state, 1);
            return UNCHANGED;
        }
        force.update(state, move * bar.volume(state));
        return force.isReady(state) ? value.set(state, force.value(state)) : UNCHANGED;
    }
}
