// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.BooleanOut;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.LongParameter;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.TradeIn;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;
import io.tickwork.indicators.window.RollingSum;

/**
 * Much traded against a level without the price moving through it.
 *
 * @param trade the trades.
 * @param prices the levels.
 * @param bids the level that stops sellers.
 * @param asks the level that stops buyers.
 * @param sizes of the last trades.
 * @param multiple how many times the mean size is much.
 * @param minimum how much is much at least.
 * @param away how many levels the price may move off.
 * @param absorbed whether it was much.
 * @param side who absorbs it.
 * @param price where.
 * @param volume how much it was.
 */
public record Absorption(
        TradeIn trade,
        PriceLevels prices,
        WatchedLevel bids,
        WatchedLevel asks,
        RollingSum sizes,
        DoubleParameter multiple,
        DoubleParameter minimum,
        LongParameter away,
        BooleanOut absorbed,
        LongOut side,
        DoubleOut price,
        DoubleOut volume)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("absorption")
            .doc(
                    "Absorption: much is traded against a price level, and the price does not move through it. Watched are"
                            + " the lowest level reached, with what sellers took from its bids, and the highest, with what buyers"
                            + " took from its asks. A level is given up for that of the newest trade when the price moves through"
                            + " it, or off it by more than away levels. A trade of unknown side moves levels but adds no volume.")
            .formula(
                    "for the bids: level L = floor(price / size); a trade below L, or above L + away, makes L its level"
                            + " and V its size if sellers crossed, else 0; one at L by sellers adds its size to V; absorbed when"
                            + " V > 0, V >= multiple * (mean size of the last period trades) and V >= minimum; mirrored for the"
                            + " asks; shown is the side with the greater V")
            .source("Our own definition of effort without result: R. D. Wyckoff, as told by D. H. Weis, Trades About to"
                    + " Happen, 2013")
            .input("trade", InputKind.TRADE, "The trades.")
            .doubleParameter("size", 1e-9, 1e6, 0.01, "Width of a price level, mostly the tick size.")
            .intParameter("period", 1, 100_000, 200, "How many trades the mean size is of.")
            .doubleParameter("multiple", 0.0, 1e9, 20.0, "How many times the mean size must be absorbed.")
            .mutable()
            .doubleParameter("minimum", 0.0, 1e12, 0.0, "The least volume that must be absorbed.")
            .mutable()
            .intParameter("away", 0, 100_000, 2, "How many levels the price may move off before a level is given up.")
            .mutable()
            .output("absorbed", ValueKind.BOOLEAN, "Whether volume and price show absorption, on every trade.")
            .output(
                    "side",
                    ValueKind.LONG,
                    "Who stands at the level: 1 buyers, 2 sellers, of equal volumes buyers; 0 while there is no volume.")
            .doubleOutput("price", "The price of the level; of the lowest one while there is no volume.")
            .doubleOutput("volume", "What was traded against the level since it was reached.")
            .warmUp(p -> p.intValue("period"))
            .create(Absorption::create);

    private static Absorption create(Wiring wiring) {
        return new Absorption(
                wiring.tradeIn("trade"),
                PriceLevels.of(wiring.doubleParameter("size")),
                WatchedLevel.of(wiring, "bids", Side.SELL),
                WatchedLevel.of(wiring, "asks", Side.BUY),
                RollingSum.of(wiring, "sizes", wiring.intParameter("period")),
                wiring.mutableDouble("multiple"),
                wiring.mutableDouble("minimum"),
                wiring.mutableLong("away"),
                wiring.booleanOut("absorbed"),
                wiring.longOut("side"),
                wiring.doubleOut("price"),
                wiring.doubleOut("volume"));
    }

    @Override
    public long compute(State state) {
        long level = prices.level(trade.price(state));
        double size = trade.size(state);
        Side aggressor = trade.side(state);
        bids.update(state, level, aggressor == Side.SELL ? size : 0, away.get(state));
        asks.update(state, level, aggressor == Side.BUY ? size : 0, away.get(state));
        sizes.update(state, size);
        return sizes.isReady(state) ? publish(state) : UNCHANGED;
    }

    private long publish(State state) {
        double bought = bids.volume().get(state);
        double sold = asks.volume().get(state);
        WatchedLevel shown = sold > bought ? asks : bids;
        double most = Math.max(bought, sold);
        boolean isMuch = most > 0 && most >= multiple.get(state) * sizes.mean(state) && most >= minimum.get(state);
        long standing = most <= 0 ? 0 : sold > bought ? Side.SELL.code() : Side.BUY.code();
        return absorbed.set(state, isMuch)
                | side.set(state, standing)
                | price.set(state, prices.price(shown.level().get(state)))
                | volume.set(state, most);
    }
}
