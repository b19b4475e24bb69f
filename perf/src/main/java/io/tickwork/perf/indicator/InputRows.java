// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.util.ArrayList;
import java.util.List;

/**
 * What the inputs of a node hold at each of many updates, made beforehand, gone through again and again while the time
 * goes on.
 *
 * <p>All inputs are new at each update, with one exception: where several events trigger a node, such as a trade and
 * the close of a bar, the first declared does in nineteen of twenty updates and one of the others in the twentieth.
 *
 * <p>A record, so that of a constant one everything but the values is constant to the compiler, and an input is laid as
 * by code written for it.
 *
 * @param places where the node reads.
 * @param doubleSlots in the order in which a row holds what goes there.
 * @param longSlots in that order too.
 * @param timeSlots that take the time of the update instead.
 * @param outputs those of the places.
 * @param doubles row after row.
 * @param longs row after row.
 * @param times of the rows, and of one more.
 * @param produced for each row, which places are a reason to run, a bit each.
 */
record InputRows(
        List<Place> places,
        int[] doubleSlots,
        int[] longSlots,
        int[] timeSlots,
        int[] outputs,
        double[] doubles,
        long[] longs,
        long[] times,
        long[] produced) {
    /** Half of a second-level cache of 1 MiB: rows are read one after another, the state should not be driven out. */
    private static final int SLOTS_MAX = 1 << 16;

    private static final int OTHER_EVENT = 20;

    /** One place where a node reads, and where a row holds what goes there. */
    record Place(InputSpec input, InputSlot slot, int doubleAt, int longAt) {
        /** {@return whether it is triggered by things that happen one at a time} */
        boolean isEvent() {
            return switch (slot.kind()) {
                case TRADE, QUOTE, DEPTH, CANDLE, TIMER, ANY -> input.role().triggers();
                default -> false;
            };
        }
    }

    /** {@return rows for a type and a node of it, whose layout all nodes share that are made alike} */
    static InputRows of(NodeType type, NodeFixture node, long seed) {
        List<Place> places = new ArrayList<>();
        List<Integer> atDoubles = new ArrayList<>();
        List<Integer> atLongs = new ArrayList<>();
        List<Integer> atTimes = new ArrayList<>();
        for (InputSpec input : type.inputs()) {
            for (InputSlot slot : node.places(input.name())) {
                places.add(new Place(input, slot, atDoubles.size(), atLongs.size()));
                addAll(atDoubles, slot.doubleSlot(), doubleCount(slot));
                addAll(atLongs, slot.longSlot(), longCount(slot));
                addTimes(atTimes, slot);
            }
        }
        int rowCount = Integer.highestOneBit(SLOTS_MAX / (atDoubles.size() + atLongs.size() + 2));
        InputRows rows = new InputRows(
                places,
                toArray(atDoubles),
                toArray(atLongs),
                toArray(atTimes),
                places.stream().mapToInt(place -> place.slot.output()).toArray(),
                new double[rowCount * atDoubles.size()],
                new long[rowCount * atLongs.size()],
                new long[rowCount + 1],
                new long[rowCount]);
        RandomMarket market = new RandomMarket(seed);
        for (int row = 0; row < rowCount; row++) {
            market.step();
            rows.fill(row, market);
        }
        market.step();
        rows.times[rowCount] = market.timeNs();
        return rows;
    }

    private static void addAll(List<Integer> slots, int first, int count) {
        for (int i = 0; i < count; i++) {
            slots.add(first + i);
        }
    }

    private static int doubleCount(InputSlot slot) {
        return slot.kind() == InputKind.DOUBLE_VECTOR ? slot.length() : InputSlot.doubleSlots(slot.kind());
    }

    private static int longCount(InputSlot slot) {
        return slot.kind().isVector() && slot.kind() != InputKind.DOUBLE_VECTOR
                ? slot.length()
                : InputSlot.longSlots(slot.kind());
    }

    private static void addTimes(List<Integer> slots, InputSlot slot) {
        switch (slot.kind()) {
            case TRADE -> slots.add(slot.longSlot() + 2);
            case QUOTE, TIMER -> slots.add(slot.longSlot());
            case DEPTH -> slots.add(slot.longSlot() + 3);
            case CANDLE -> slots.add(slot.longSlot() + 1);
            default -> {
                // Has no time of its own.
            }
        }
    }

    private static int[] toArray(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private void fill(int at, RandomMarket market) {
        times[at] = market.timeNs();
        List<Place> events = places.stream().filter(Place::isEvent).toList();
        Place event = null;
        if (!events.isEmpty()) {
            boolean isFirst = events.size() == 1 || !market.onceIn(OTHER_EVENT);
            event = events.get(isFirst ? 0 : 1 + at % (events.size() - 1));
        }
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            fill(place, at, market);
            if (place.input.role().triggers() && (!place.isEvent() || place == event)) {
                produced[at] |= 1L << i;
            }
        }
    }

    private void fill(Place place, int at, RandomMarket market) {
        int toDouble = at * doubleSlots.length + place.doubleAt;
        int toLong = at * longSlots.length + place.longAt;
        switch (place.slot.kind()) {
            case DOUBLE -> doubles[toDouble] = value(place, market);
            case LONG -> longs[toLong] = Math.round(market.size());
            case BOOLEAN -> longs[toLong] = flag(at, place.longAt, market);
            case DOUBLE_VECTOR -> {
                for (int i = 0; i < place.slot.length(); i++) {
                    doubles[toDouble + i] = market.otherPrice();
                }
            }
            case LONG_VECTOR -> {
                for (int i = 0; i < place.slot.length(); i++) {
                    longs[toLong + i] = Math.round(market.size());
                }
            }
            case BOOLEAN_VECTOR -> {
                for (int i = 0; i < place.slot.length(); i++) {
                    longs[toLong + i] = flag(at, place.longAt + i, market);
                }
            }
            case TRADE -> {
                doubles[toDouble] = market.tradePrice();
                doubles[toDouble + 1] = market.size();
                longs[toLong] = (market.isBuy() ? Side.BUY : Side.SELL).code();
                longs[toLong + 1] = at;
            }
            case QUOTE -> {
                doubles[toDouble] = market.bid();
                doubles[toDouble + 1] = market.size();
                doubles[toDouble + 2] = market.ask();
                doubles[toDouble + 3] = market.size();
            }
            case DEPTH -> {
                for (int level = 0; level < DepthIn.LEVELS_MAX; level++) {
                    doubles[toDouble + level] = market.bid(level);
                    doubles[toDouble + DepthIn.LEVELS_MAX + level] = market.size();
                    doubles[toDouble + 2 * DepthIn.LEVELS_MAX + level] = market.ask(level);
                    doubles[toDouble + 3 * DepthIn.LEVELS_MAX + level] = market.size();
                }
                longs[toLong] = DepthIn.LEVELS_MAX;
                longs[toLong + 1] = DepthIn.LEVELS_MAX;
                longs[toLong + 2] = at;
            }
            case CANDLE -> {
                doubles[toDouble] = market.open();
                doubles[toDouble + 1] = market.high();
                doubles[toDouble + 2] = market.low();
                doubles[toDouble + 3] = market.close();
                doubles[toDouble + 4] = market.size();
                doubles[toDouble + 5] = market.tradeCount();
            }
            case TIMER, ANY -> {
                // Is nothing but a time, or nothing at all.
            }
        }
    }

    /** What is called like a field of a bar is one; the first other one is the price, and the rest are near it. */
    private double value(Place place, RandomMarket market) {
        return switch (place.input.name()) {
            case "open" -> market.open();
            case "high" -> market.high();
            case "low" -> market.low();
            case "size", "volume" -> market.size();
            case "delta" -> market.isBuy() ? market.size() : -market.size();
            case "close" -> market.close();
            default -> isFirst(place) ? market.close() : market.otherPrice();
        };
    }

    private boolean isFirst(Place place) {
        return places.stream()
                        .filter(each -> each.slot.kind() == InputKind.DOUBLE)
                        .findFirst()
                        .orElseThrow()
                == place;
    }

    private long flag(int at, int place, RandomMarket market) {
        long before = at == 0 ? 0 : longs[(at - 1) * longSlots.length + place];
        return market.turns() ? 1 - before : before;
    }

    /** {@return how many there are until they begin again; a power of two} */
    int rowCount() {
        return produced.length;
    }

    /** Makes all inputs valid, once, before the first update. */
    void begin(State state) {
        for (int output : outputs) {
            state.setValid(output, true);
        }
    }

    /**
     * Begins the cycle of an update and lays its inputs where the node reads, as the coordinator does.
     *
     * @param update from 0 on.
     * @return the time of the cycle.
     */
    long lay(State state, long update) {
        int row = (int) update & (produced.length - 1);
        long lap = update / produced.length;
        long timeNs = times[row] + lap * (times[produced.length] - times[0]);
        state.beginCycle(timeNs);
        for (int i = 0; i < doubleSlots.length; i++) {
            state.setDouble(doubleSlots[i], doubles[row * doubleSlots.length + i]);
        }
        for (int i = 0; i < longSlots.length; i++) {
            state.setLong(longSlots[i], longs[row * longSlots.length + i]);
        }
        for (int slot : timeSlots) {
            state.setLong(slot, timeNs);
        }
        long bits = produced[row];
        for (int i = 0; i < outputs.length; i++) {
            if ((bits >>> i & 1) != 0) {
                state.markProduced(outputs[i]);
            }
        }
        return timeNs;
    }

    /** Makes what triggers an update a reason for the next run of a fixture. */
    void fire(NodeFixture node, long update) {
        long bits = produced[(int) update & (produced.length - 1)];
        for (int i = 0; i < places.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                node.fire(places.get(i).input.name());
            }
        }
    }

    /** {@return the kinds of what the node reads, in words} */
    String label() {
        List<String> labels = places.stream()
                .map(place -> place.slot.kind().label() + (place.slot.length() > 1 ? " " + place.slot.length() : ""))
                .toList();
        List<String> counted = new ArrayList<>();
        for (String label : labels.stream().distinct().toList()) {
            long count = labels.stream().filter(label::equals).count();
            counted.add(count == 1 ? label : count + " " + label + "s");
        }
        return String.join(", ", counted);
    }
}
