// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.indicators.window.RollingSum;

/**
 * Money flow index. TA-Lib says 0 when less than 1 has been turned over, whatever the unit; here that is so when
 * nothing has.
 *
 * @param bar the bars.
 * @param value the index.
 * @param rising turnover of the last bars whose typical price was higher than the one before.
 * @param falling turnover of those whose typical price was lower.
 * @param previous the typical price before.
 */
public record Mfi(CandleIn bar, DoubleOut value, RollingSum rising, RollingSum falling, DoubleWindow previous)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("mfi")
            .doc("Money flow index, 0 to 100: the share that bars of rising typical price have in the turnover of the"
                    + " last bars, those of an unchanged one left out. 0 when there was no such turnover.")
            .formula("p = (high + low + close) / 3; 100 * sum(p * volume where p > p[t-1]) / sum(p * volume where p !="
                    + " p[t-1]) over the last period bars")
            .source("TA-Lib 0.4.0, MFI; G. Quong and A. Soudack, Volume-Weighted RSI: Money Flow, 1989")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("period", 2, 100_000, 14, "How many bars the turnover is of.")
            .doubleOutput("value", "The index, 0 to 100.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(w -> new Mfi(
                    w.candleIn("bar"),
                    w.doubleOut("value"),
                    RollingSum.of(w, "rising", w.intParameter("period")),
                    RollingSum.of(w, "falling", w.intParameter("period")),
                    w.window("previous", 1)));

    @Override
    public long compute(State state) {
        double price = (bar.high(state) + bar.low(state) + bar.close(state)) / 3.0;
        boolean isFirst = !previous.isFull(state);
        double before = previous.push(state, price);
        if (isFirst) {
            return UNCHANGED;
        }
        double turnover = price * bar.volume(state);
        rising.update(state, price > before ? turnover : 0.0);
        falling.update(state, price < before ? turnover : 0.0);
        return rising.isReady(state) ? value.set(state, index(state)) : UNCHANGED;
    }

    private double index(State state) {
        double up = rising.sum(state);
        double all = up + falling.sum(state);
        return all > 0.0 ? 100.0 * (up / all) : 0.0;
    }
}
