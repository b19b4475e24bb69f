// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Random;

/** Sets all inputs of a node, of whatever kinds, as some market would. */
final class Feed {
    static final long STEP_NS = 250_000_000L;
    private static final Market[] MARKETS = Market.values();
    private static final int LEVEL_COUNT = 10;
    private static final int BUSY_TICKS = 6;
    private static final int BUSY_TRADES = 8;
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;

    private final NodeType type;
    private Market market;
    private final Random random;
    private long timeNs = BEGIN_NS;
    private Market current;
    private int left;
    private int count;
    private double price;

    /** What the market is like. */
    enum Market {
        /** Prices and sizes are positive and move, bars and books are consistent, both sides trade, time goes on. */
        ORDINARY,
        /** As ordinary, at 100,000 with a variance of 1e-4. */
        FINE,
        /**
         * As ordinary, but full of what parameters are about: prices of a few ticks, each hit again and again, now and
         * then a size twenty times the mean, bars that close after several trades, and series around zero.
         */
        BUSY,
        CONSTANT,
        NO_SIZE,
        NO_RANGE,
        TINY,
        HUGE,
        NEGATIVE,
        ZERO,
        EXTREMES,
        CROSSED,
        LOCKED,
        ONE_SIDED,
        EMPTY,
        UNKNOWN_SIDE,
        TIME_STANDS_STILL,
        /** Each of the others for a while. */
        MIXED
    }

    Feed(NodeType type, Market market, long seed) {
        this.type = type;
        this.market = market;
        random = new Random(seed);
        current = market;
    }

    /** Makes the market another one; the time goes on. */
    Feed turn(Market to) {
        market = to;
        current = to;
        left = 0;
        return this;
    }

    /** Sets all inputs, and the time. */
    void next(NodeFixture node) {
        if (market == Market.MIXED && left-- <= 0) {
            current = MARKETS[random.nextInt(MARKETS.length - 1)];
            left = random.nextInt(30);
        }
        count++;
        if (current != Market.TIME_STANDS_STILL) {
            timeNs += STEP_NS;
        }
        node.at(timeNs);
        price = price();
        double spread = current == Market.NO_RANGE || current == Market.CONSTANT ? 0 : spread();
        // One bar for all inputs, so that a node that reads high, low and close one by one sees them consistent.
        double close = price + spread * (random.nextDouble() - 0.5);
        double high = Math.max(price, close) + spread * random.nextDouble();
        double low = Math.min(price, close) - spread * random.nextDouble();
        if (isOrdinary()) {
            high += spread / 100;
            low -= spread / 100;
        }
        double volume = size();
        boolean hasTrades = type.inputs().stream().anyMatch(input -> input.kind() == InputKind.TRADE);
        boolean isOpen = current == Market.BUSY && hasTrades && count % BUSY_TRADES != 0;
        for (InputSpec input : type.inputs()) {
            if (isOpen && input.kind() == InputKind.CANDLE) {
                continue;
            }
            for (int i = 0; i < node.places(input.name()).size(); i++) {
                set(node, input, i, new double[] {price, high, low, close, volume});
            }
            if (input.omittable() && !node.places(input.name()).isEmpty()) {
                node.valid(input.name(), true);
            }
        }
    }

    private double price() {
        return switch (current) {
            case FINE -> 100_000 + 0.01 * random.nextGaussian();
            case BUSY -> 100 + random.nextInt(BUSY_TICKS) / 100.0;
            case CONSTANT -> 100.1;
            case TINY -> 1e-9 * (1 + random.nextDouble());
            case HUGE -> 1e12 * (1 + random.nextDouble());
            case NEGATIVE -> random.nextGaussian() * 10 - 5;
            case ZERO -> random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0;
            case EXTREMES -> count % 2 == 0 ? 1e-9 : 1e12;
            default -> 100 + random.nextInt(1_000) / 100.0 + random.nextDouble() / 1_000;
        };
    }

    private double spread() {
        return switch (current) {
            case FINE -> 0.02;
            case ZERO -> 0;
            default -> Math.abs(price) / 100;
        };
    }

    private double size() {
        return switch (current) {
            case BUSY -> (random.nextInt(20) == 0 ? 1_000 : 0) + 1 + random.nextInt(100);
            case NO_SIZE, ZERO -> 0;
            case TINY -> 1e-9;
            case HUGE -> 1e12;
            case EXTREMES -> count % 2 == 0 ? 1e12 : 1e-9;
            default -> 1 + random.nextInt(100);
        };
    }

    private void set(NodeFixture node, InputSpec input, int reference, double[] bar) {
        String name = input.name();
        switch (input.kind()) {
            case DOUBLE -> node.set(name, reference, field(input, reference, bar));
            case LONG -> node.set(name, (long) Math.max(Math.min(size(), 1e9), -1e9));
            case BOOLEAN -> node.set(name, isOrdinary() || random.nextBoolean());
            case DOUBLE_VECTOR ->
                node.set(
                        name,
                        random.doubles(length(node, name)).map(x -> price()).toArray());
            case LONG_VECTOR ->
                node.set(name, random.longs(length(node, name), 1, 100).toArray());
            case BOOLEAN_VECTOR ->
                node.set(
                        name,
                        random.longs(length(node, name), isOrdinary() ? 1 : 0, 2)
                                .toArray());
            case TRADE -> node.trade(name, bar[0], size(), side());
            case QUOTE -> quote(node, name);
            case DEPTH -> depth(node, name);
            case CANDLE -> candle(node, name, bar);
            case TIMER, ANY -> node.fire(name);
        }
    }

    private boolean isOrdinary() {
        return current == Market.ORDINARY || current == Market.FINE || current == Market.BUSY;
    }

    private static int length(NodeFixture node, String name) {
        return node.places(name).get(0).length();
    }

    /** What is called like a field of a bar is one; the others, such as the two sides of a ratio, are not alike. */
    private double field(InputSpec input, int reference, double[] bar) {
        return switch (input.name()) {
            case "high" -> bar[1];
            case "low" -> bar[2];
            case "close" -> bar[3];
            case "open" -> bar[0];
            case "volume", "size" -> bar[4];
            default -> series(input == type.inputs().get(0) && reference == 0 ? bar[0] : price());
        };
    }

    private double series(double ordinary) {
        return current == Market.BUSY ? 3 * random.nextGaussian() : ordinary;
    }

    /** In each two trades one of each side. */
    private Side side() {
        if (current == Market.UNKNOWN_SIDE) {
            return Side.UNKNOWN;
        }
        // Bars of an even number of trades would else have the same sides at the same places.
        return (current == Market.BUSY ? random.nextBoolean() : count % 2 == 0) ? Side.BUY : Side.SELL;
    }

    private double gap() {
        double tick = Math.max(spread(), 1e-12);
        return switch (current) {
            case CROSSED -> -tick;
            case LOCKED, ZERO -> 0;
            default -> tick * (1 + random.nextInt(3));
        };
    }

    private void quote(NodeFixture node, String name) {
        boolean isEmpty = current == Market.EMPTY;
        double half = gap() / 2;
        node.quote(name, isEmpty ? 0 : price - half, isEmpty ? 0 : size(), price + half, isEmpty ? 0 : size());
    }

    private void depth(NodeFixture node, String name) {
        double half = gap() / 2;
        double tick = Math.max(spread(), 1e-12);
        int bids = levels(current == Market.EMPTY);
        int asks = levels(current == Market.EMPTY || current == Market.ONE_SIDED);
        node.depth(
                name,
                side(bids, price - half, -tick),
                random.doubles(bids).map(x -> size()).toArray(),
                side(asks, price + half, tick),
                random.doubles(asks).map(x -> size()).toArray());
        node.state().setLong(node.places(name).get(0).longSlot() + 2, count);
    }

    private int levels(boolean isEmpty) {
        return isEmpty ? 0 : isOrdinary() ? LEVEL_COUNT : 1 + random.nextInt(LEVEL_COUNT);
    }

    private static double[] side(int levels, double best, double tick) {
        double[] prices = new double[levels];
        for (int i = 0; i < levels; i++) {
            prices[i] = best + i * tick;
        }
        return prices;
    }

    private void candle(NodeFixture node, String name, double[] bar) {
        node.candle(name, bar[0], bar[1], bar[2], bar[3], bar[4]);
        InputSlot place = node.places(name).get(0);
        node.state().setDouble(place.doubleSlot() + 5, bar[4] == 0 ? 0 : 1 + random.nextInt(50));
        node.state().setLong(place.longSlot(), timeNs - STEP_NS);
    }
}
