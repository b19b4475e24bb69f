// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;

/**
 * What was traded at each price of a bar, and who crossed the spread for it.
 *
 * <p>A trade costs the same for any number of levels; a close goes through all of them a few times. The sums of a bar
 * are plain sums of sizes, which are positive: with <i>n</i> trades they are right to <i>n</i> times 1.2e-16.
 *
 * @param trades what is counted.
 * @param prices the levels.
 * @param forming the bar that is open.
 * @param buys where buyers outweigh sellers.
 * @param sells where sellers outweigh buyers.
 * @param busiest finds the point of control.
 * @param delta what buyers took less what sellers took.
 * @param volume what was traded.
 * @param pointOfControl where most of it was.
 * @param bidVolumes what sellers took, by level.
 * @param askVolumes what buyers took, by level.
 * @param firstPrice of the first level.
 * @param levelCount how many levels were traded.
 * @param outside what was traded at no level.
 */
public record Footprint(
        BarTrades trades,
        PriceLevels prices,
        BarLevels forming,
        Imbalances buys,
        Imbalances sells,
        ValueArea busiest,
        DoubleOut delta,
        DoubleOut volume,
        DoubleOut pointOfControl,
        DoubleVectorOut bidVolumes,
        DoubleVectorOut askVolumes,
        DoubleOut firstPrice,
        LongOut levelCount,
        DoubleOut outside)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("footprint")
            .doc("Footprint of a bar (also bid-ask profile, numbers bar, cluster): what sellers took from the bids and"
                    + " buyers from the asks, price level by price level, published when the bar closes. A bar without"
                    + " trades has volumes of 0 and the level of its close. A trade of size 0, and a late one, older than"
                    + " the close of the last bar, is passed over; a trade of unknown side counts for volume and"
                    + " point-of-control only. Begins anew with the session, so that what is traded outside of one is in"
                    + " no bar. While bars wait for late trades (grace), a trade belongs to the bar whose close comes"
                    + " next.")
            .formula(
                    "level = floor(price / size); buy imbalance at level i: ask[i] > 0, ask[i] >= minimum and ask[i] >="
                            + " ratio * bid[i-1]; sell imbalance: bid[i] > 0, bid[i] >= minimum and bid[i] >= ratio * ask[i+1];"
                            + " both levels from the lowest to the highest traded of the bar; delta = sum(ask) - sum(bid)")
            .source(
                    "As charts of order flow have it since MarketDelta's Footprint, 2003; point of control: J. F. Dalton,"
                            + " E. T. Jones, R. B. Dalton, Mind over Markets, 1990")
            .input("trade", InputKind.TRADE, "The trades.")
            .optionalInput("bar", InputKind.CANDLE, "The closed bars; without it nothing is ever published.")
            .doubleParameter("size", 1e-9, 1e6, 0.01, "Width of a price level, mostly the tick size.")
            .intParameter("levels", 2, 1_024, 64, "How many neighbouring levels a bar has at most.")
            .doubleParameter("ratio", 1.0, 1e6, 3.0, "How many times the opposite volume makes an imbalance.")
            .mutable()
            .doubleParameter("minimum", 0.0, 1e12, 0.0, "The least volume that makes an imbalance.")
            .mutable()
            .intParameter("stacked", 2, 1_024, 3, "How many imbalances in a row are a stack.")
            .mutable()
            .doubleOutput("delta", "What buyers took less what sellers took.")
            .doubleOutput("volume", "What was traded.")
            .doubleOutput(
                    "point-of-control",
                    "The price of the level with the greatest volume; of several the one nearest the middle of the bar,"
                            + " then the lower.")
            .vectorOutput(
                    "bid-volumes",
                    ValueKind.DOUBLE,
                    p -> p.intValue("levels"),
                    "What sellers took at each level, the lowest first.")
            .vectorOutput(
                    "ask-volumes",
                    ValueKind.DOUBLE,
                    p -> p.intValue("levels"),
                    "What buyers took at each level, the lowest first.")
            .doubleOutput("first-price", "The price of the first level, the lowest of the bar.")
            .output("level-count", ValueKind.LONG, "How many levels there are from the lowest traded to the highest.")
            .doubleOutput(
                    "outside",
                    "What was traded where there was no room for a level; part of volume and delta, of no level.")
            .output("buy-imbalances", ValueKind.LONG, "How many levels have a buy imbalance.")
            .output("sell-imbalances", ValueKind.LONG, "How many levels have a sell imbalance.")
            .output("stacked-buy", ValueKind.BOOLEAN, "Whether enough buy imbalances follow one another.")
            .output("stacked-sell", ValueKind.BOOLEAN, "Whether enough sell imbalances follow one another.")
            .doubleOutput(
                    "stacked-buy-price",
                    "The lowest price of the longest stack of buy imbalances, of equal ones the highest; 0 while"
                            + " stacked-buy is false.")
            .doubleOutput(
                    "stacked-sell-price",
                    "The highest price of the longest stack of sell imbalances, of equal ones the lowest; 0 while"
                            + " stacked-sell is false.")
            .resetOnSession()
            .create(Footprint::create);

    private static Footprint create(Wiring wiring) {
        PriceLevels prices = PriceLevels.of(wiring.doubleParameter("size"));
        int levels = wiring.intParameter("levels");
        return new Footprint(
                BarTrades.of(wiring),
                prices,
                BarLevels.of(wiring, "forming", levels),
                Imbalances.of(wiring, Side.BUY, "buy", prices),
                Imbalances.of(wiring, Side.SELL, "sell", prices),
                ValueArea.of(wiring, "busiest", levels),
                wiring.doubleOut("delta"),
                wiring.doubleOut("volume"),
                wiring.doubleOut("point-of-control"),
                wiring.doubleVectorOut("bid-volumes"),
                wiring.doubleVectorOut("ask-volumes"),
                wiring.doubleOut("first-price"),
                wiring.longOut("level-count"),
                wiring.doubleOut("outside"));
    }

    @Override
    public long compute(State state) {
        if (trades.hasTrade(state)) {
            forming.add(
                    state,
                    prices.level(trades.trade().price(state)),
                    trades.trade().side(state),
                    trades.trade().size(state));
        }
        return trades.hasClosed(state) ? close(state) : UNCHANGED;
    }

    private long close(State state) {
        long outcome = publishLevels(state)
                | publishControl(state)
                | buys.publish(state, forming)
                | sells.publish(state, forming);
        forming.clear(state);
        return outcome;
    }

    private long publishLevels(State state) {
        long low = forming.low().get(state);
        int count = forming.count(state);
        double bid = forming.outside(state, Side.SELL);
        double ask = forming.outside(state, Side.BUY);
        double other = forming.outside(state, Side.UNKNOWN);
        double elsewhere = bid + ask + other;
        for (int i = 0; i < forming.levels(); i++) {
            double bidHere = i < count ? forming.volume(state, Side.SELL, low + i) : 0;
            double askHere = i < count ? forming.volume(state, Side.BUY, low + i) : 0;
            double otherHere = i < count ? forming.volume(state, Side.UNKNOWN, low + i) : 0;
            bidVolumes.set(state, i, bidHere);
            askVolumes.set(state, i, askHere);
            busiest.volumes().set(state, i, bidHere + askHere + otherHere);
            bid += bidHere;
            ask += askHere;
            other += otherHere;
        }
        return bidVolumes.produced()
                | askVolumes.produced()
                | levelCount.set(state, count)
                | delta.set(state, ask - bid)
                | volume.set(state, bid + ask + other)
                | outside.set(state, elsewhere);
    }

    private long publishControl(State state) {
        if (forming.isEmpty(state)) {
            double price = prices.price(prices.level(trades.bar().close(state)));
            return firstPrice.set(state, price) | pointOfControl.set(state, price);
        }
        long low = forming.low().get(state);
        int control = busiest.pointOfControl(state, forming.count(state));
        return firstPrice.set(state, prices.price(low)) | pointOfControl.set(state, prices.price(low + control));
    }
}
