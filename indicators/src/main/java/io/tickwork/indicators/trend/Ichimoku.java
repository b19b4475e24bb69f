// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.CandleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleWindow;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.PriceChannel;

/**
 * Ichimoku.
 *
 * @param bar the bars.
 * @param conversion the fast line.
 * @param base the slow line.
 * @param spanA the first span, as of the newest bar.
 * @param spanB the second span, as of the newest bar.
 * @param cloudA the first span of {@code displacement} bars ago.
 * @param cloudB the second span of {@code displacement} bars ago.
 * @param lagging the close.
 * @param fast the bars of the conversion line.
 * @param slow the bars of the base line.
 * @param slowest the bars of the second span.
 * @param pastA the last values of the first span.
 * @param pastB the last values of the second span.
 */
public record Ichimoku(
        CandleIn bar,
        DoubleOut conversion,
        DoubleOut base,
        DoubleOut spanA,
        DoubleOut spanB,
        DoubleOut cloudA,
        DoubleOut cloudB,
        DoubleOut lagging,
        PriceChannel fast,
        PriceChannel slow,
        PriceChannel slowest,
        DoubleWindow pastA,
        DoubleWindow pastB)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("ichimoku")
            .doc("Ichimoku: the middle of the price's range over three spans of time, and the cloud these make. Spans"
                    + " are drawn displacement bars ahead, so what a chart shows at the newest bar is the cloud, and"
                    + " the spans are what it will show. All outputs begin together.")
            .formula("middle(n) = (highest high + lowest low) / 2 of the last n bars; conversion = middle(conversion);"
                    + " base = middle(base); span-a = (conversion + base) / 2; span-b = middle(span-b); cloud-a ="
                    + " span-a[t-displacement]; cloud-b = span-b[t-displacement]; lagging = close")
            .source("G. Hosoda, Ichimoku Kinko Hyo, 1969")
            .input("bar", InputKind.CANDLE, "The bars.")
            .intParameter("conversion", 1, 100_000, 9, "How many bars the conversion line is of.")
            .intParameter("base", 1, 100_000, 26, "How many bars the base line is of.")
            .intParameter("span-b", 1, 100_000, 52, "How many bars the second span is of.")
            .intParameter(
                    "displacement",
                    1,
                    100_000,
                    26,
                    "How many bars the spans are drawn ahead, and the lagging span back.")
            .doubleOutput("conversion", "The conversion line (tenkan-sen).")
            .doubleOutput("base", "The base line (kijun-sen).")
            .doubleOutput(
                    "span-a",
                    "The first leading span (senkou span A) as of this bar, to be drawn displacement" + " bars ahead.")
            .doubleOutput(
                    "span-b",
                    "The second leading span (senkou span B) as of this bar, to be drawn displacement" + " bars ahead.")
            .doubleOutput(
                    "cloud-a",
                    "The first leading span that is drawn at this bar, which is that of displacement" + " bars ago.")
            .doubleOutput(
                    "cloud-b",
                    "The second leading span that is drawn at this bar, which is that of displacement" + " bars ago.")
            .doubleOutput(
                    "lagging",
                    "The lagging span (chikou span), which is the close, to be drawn displacement" + " bars back.")
            .warmUp(Ichimoku::warmUpCount)
            .create(Ichimoku::create);

    private static int warmUpCount(Parameters parameters) {
        int lines = Math.max(parameters.intValue("conversion"), parameters.intValue("base"));
        return Math.max(lines, parameters.intValue("span-b")) + parameters.intValue("displacement");
    }

    private static Ichimoku create(Wiring wiring) {
        int displacement = wiring.intParameter("displacement");
        return new Ichimoku(
                wiring.candleIn("bar"),
                wiring.doubleOut("conversion"),
                wiring.doubleOut("base"),
                wiring.doubleOut("span-a"),
                wiring.doubleOut("span-b"),
                wiring.doubleOut("cloud-a"),
                wiring.doubleOut("cloud-b"),
                wiring.doubleOut("lagging"),
                PriceChannel.of(wiring, "conversion", wiring.intParameter("conversion")),
                PriceChannel.of(wiring, "base", wiring.intParameter("base")),
                PriceChannel.of(wiring, "span-b", wiring.intParameter("span-b")),
                wiring.window("past-a", displacement),
                wiring.window("past-b", displacement));
    }

    @Override
    public long compute(State state) {
        fast.update(state, bar);
        slow.update(state, bar);
        slowest.update(state, bar);
        return fast.isReady(state) && slow.isReady(state) && slowest.isReady(state) ? lines(state) : UNCHANGED;
    }

    private long lines(State state) {
        double conversionLine = fast.middle(state);
        double baseLine = slow.middle(state);
        double freshA = conversionLine / 2 + baseLine / 2;
        double freshB = slowest.middle(state);
        boolean hasCloud = pastA.isFull(state);
        double shownA = pastA.push(state, freshA);
        double shownB = pastB.push(state, freshB);
        if (!hasCloud) {
            return UNCHANGED;
        }
        return conversion.set(state, conversionLine)
                | base.set(state, baseLine)
                | spanA.set(state, freshA)
                | spanB.set(state, freshB)
                | cloudA.set(state, shownA)
                | cloudB.set(state, shownB)
                | lagging.set(state, bar.close(state));
    }
}
