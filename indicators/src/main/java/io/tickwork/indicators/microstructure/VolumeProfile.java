// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.DoubleVectorOut;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongOut;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.node.Wiring;

/**
 * What was traded at each price of a session or of the last bars, and where most of it was.
 *
 * @param trades what is counted.
 * @param prices the levels, not merged.
 * @param profile the volumes.
 * @param area finds the point of control and the value area.
 * @param share of the volume that the value area holds.
 * @param pointOfControl where most was traded.
 * @param valueHigh the top of the value area.
 * @param valueLow its bottom.
 * @param volume what was traded.
 * @param volumes of it, by level.
 * @param firstPrice of the first level.
 * @param levelSize how wide they are.
 * @param levelCount how many they are.
 */
public record VolumeProfile(
        BarTrades trades,
        PriceLevels prices,
        RollingProfile profile,
        ValueArea area,
        DoubleParameter share,
        DoubleOut pointOfControl,
        DoubleOut valueHigh,
        DoubleOut valueLow,
        DoubleOut volume,
        DoubleVectorOut volumes,
        DoubleOut firstPrice,
        DoubleOut levelSize,
        LongOut levelCount)
        implements Node {
    /** How graphs make one. */
    public static final NodeType TYPE = NodeType.named("volume-profile")
            .doc(
                    "Volume profile: what was traded at each price level since the session began, or in the last bars, with"
                            + " its point of control and value area; published when a bar closes. When the levels traded are more"
                            + " than there is room for, neighbours are merged two by two, as often as needed, so that no volume"
                            + " is lost; a window of bars has narrow levels again when it has room for them. While nothing was"
                            + " traded, volumes are 0 and prices the level of the close. A trade of size 0, and a late one, older"
                            + " than the close of the last bar, is passed over.")
            .formula("level = floor(price / size), merged s times floor(level / 2^s); from the point of control on, the"
                    + " two levels above or the two below are added, those with the greater volume, those above when it"
                    + " is equal, until the sum is at least share * volume")
            .source("J. F. Dalton, E. T. Jones, R. B. Dalton, Mind over Markets, 1990, with volume in place of time; P."
                    + " Steidlmayer's Market Profile, Chicago Board of Trade, 1984")
            .input("trade", InputKind.TRADE, "The trades.")
            .optionalInput("bar", InputKind.CANDLE, "The closed bars; without it nothing is ever published.")
            .doubleParameter("size", 1e-9, 1e6, 0.01, "Width of a price level before any are merged.")
            .intParameter("levels", 4, 1_024, 128, "How many levels there are at most.")
            .intParameter("bars", 0, 500, 0, "How many of the last bars are counted; 0 for all since the beginning.")
            .doubleParameter("share", 0.01, 1.0, 0.7, "The part of the volume that makes the value area.")
            .mutable()
            .doubleOutput(
                    "point-of-control",
                    "The price of the level with the greatest volume, of a merged one its middle; of several the one"
                            + " nearest the middle of the profile, then the lower.")
            .doubleOutput("value-high", "The highest price of the value area.")
            .doubleOutput("value-low", "The lowest price of the value area.")
            .doubleOutput("volume", "What was traded.")
            .vectorOutput(
                    "volumes",
                    ValueKind.DOUBLE,
                    p -> p.intValue("levels"),
                    "What was traded at each level, the lowest first.")
            .doubleOutput("first-price", "The first price of the lowest level.")
            .doubleOutput("level-size", "The width of the levels, size or its double, its fourfold, and so on.")
            .output("level-count", ValueKind.LONG, "How many levels there are from the lowest traded to the highest.")
            .warmUp(p -> Math.max(p.intValue("bars"), 1))
            .resetOnSession()
            .create(VolumeProfile::create);

    private static VolumeProfile create(Wiring wiring) {
        int levels = wiring.intParameter("levels");
        return new VolumeProfile(
                BarTrades.of(wiring),
                PriceLevels.of(wiring.doubleParameter("size")),
                RollingProfile.of(wiring, "profile", levels, wiring.intParameter("bars")),
                ValueArea.of(wiring, "area", levels),
                wiring.mutableDouble("share"),
                wiring.doubleOut("point-of-control"),
                wiring.doubleOut("value-high"),
                wiring.doubleOut("value-low"),
                wiring.doubleOut("volume"),
                wiring.doubleVectorOut("volumes"),
                wiring.doubleOut("first-price"),
                wiring.doubleOut("level-size"),
                wiring.longOut("level-count"));
    }

    @Override
    public long compute(State state) {
        if (trades.hasTrade(state)) {
            profile.add(
                    state,
                    prices.level(trades.trade().price(state)),
                    trades.trade().size(state));
        }
        return trades.hasClosed(state) ? close(state) : UNCHANGED;
    }

    private long close(State state) {
        int window = profile.close(state);
        long outcome = UNCHANGED;
        if (window >= 0) {
            outcome = profile.profiles().isEmpty(state, window)
                    ? publishNothing(state)
                    : publishLevels(state, window) | publishArea(state, window);
        }
        profile.begin(state);
        return outcome;
    }

    private long publishNothing(State state) {
        double price = prices.price(prices.level(trades.bar().close(state)));
        for (int i = 0; i < volumes.length(); i++) {
            volumes.set(state, i, 0);
        }
        return volumes.produced()
                | volume.set(state, 0)
                | levelCount.set(state, 0)
                | levelSize.set(state, prices.size())
                | firstPrice.set(state, price)
                | pointOfControl.set(state, price)
                | valueHigh.set(state, price)
                | valueLow.set(state, price);
    }

    private long publishLevels(State state, int window) {
        LevelProfiles profiles = profile.profiles();
        long first = profiles.first(state, window);
        int count = profiles.count(state, window);
        int mergeCount = profiles.mergeCount(state, window);
        for (int i = 0; i < volumes.length(); i++) {
            double here = i < count ? profiles.volume(state, window, first + i) : 0;
            volumes.set(state, i, here);
            area.volumes().set(state, i, here);
        }
        return volumes.produced()
                | levelCount.set(state, count)
                | levelSize.set(state, (1L << mergeCount) * prices.size())
                | firstPrice.set(state, prices.price(first << mergeCount));
    }

    private long publishArea(State state, int window) {
        LevelProfiles profiles = profile.profiles();
        int count = profiles.count(state, window);
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += area.volumes().get(state, i);
        }
        int control = area.pointOfControl(state, count);
        area.find(state, count, control, share.get(state) * total);
        long first = profiles.first(state, window);
        return volume.set(state, total)
                | pointOfControl.set(state, price(state, window, first + control, 0.5))
                | valueLow.set(state, price(state, window, first + area.first().get(state), 0))
                | valueHigh.set(state, price(state, window, first + area.last().get(state), 1));
    }

    /**
     * A price of a merged level: of the first of those it was made of, the middle one or the last, as far as traded.
     */
    private double price(State state, int window, long level, double part) {
        LevelProfiles profiles = profile.profiles();
        int mergeCount = profiles.mergeCount(state, window);
        long within = (long) (part * ((1L << mergeCount) - 1));
        long unmerged = (level << mergeCount) + within;
        return prices.price(Math.max(profiles.low(state, window), Math.min(profiles.high(state, window), unmerged)));
    }
}
