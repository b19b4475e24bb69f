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
 */
final class InputRows {
    /** Half of a second-level cache of 1 MiB: rows are read one after another, the state should not be driven out. */
    private static final int SLOTS_MAX = 1 << 16;

    private static final int OTHER_EVENT = 20;

    private final List<Place> places = new ArrayList<>();
    private final int[] doubleSlots;
    private final int[] longSlots;
    private final int[] timeSlots;
    private final int[] outputs;
    private final double[] doubles;
    private final long[] longs;
    private final long[] times;
    private final long[] produced;
    private final int rowCount;
    private final long spanNs;
    private int row = -1;
    private long lapNs;

    /** One place where a node reads, and where a row holds what goes there. */
    private record Place(InputSpec input, int reference, InputSlot slot, int doubleAt, int longAt) {
        /** Its input is triggered by things that happen one at a time. */
        boolean isEvent() {
            return switch (slot.kind()) {
                case TRADE, QUOTE, DEPTH, CANDLE, TIMER, ANY -> input.role().triggers();
                default -> false;
            };
        }
    }

    /** @param node of the type, whose layout all nodes share that are made alike. */
    InputRows(NodeType type, NodeFixture node, long seed) {
        List<Integer> atDoubles = new ArrayList<>();
        List<Integer> atLongs = new ArrayList<>();
        List<Integer> atTimes = new ArrayList<>();
        for (InputSpec input : type.inputs()) {
            List<InputSlot> slots = node.places(input.name());
            for (int reference = 0; reference < slots.size(); reference++) {
                InputSlot slot = slots.get(reference);
                places.add(new Place(input, reference, slot, atDoubles.size(), atLongs.size()));
                addAll(atDoubles, slot.doubleSlot(), doubleCount(slot));
                addAll(atLongs, slot.longSlot(), longCount(slot));
                addTimes(atTimes, slot);
            }
        }
        doubleSlots = toArray(atDoubles);
        longSlots = toArray(atLongs);
        timeSlots = toArray(atTimes);
        outputs = places.stream().mapToInt(place -> place.slot.output()).toArray();
        rowCount = Integer.highestOneBit(SLOTS_MAX / (doubleSlots.length + longSlots.length + 2));
        doubles = new double[rowCount * doubleSlots.length];
        longs = new long[rowCount * longSlots.length];
        times = new long[rowCount];
        produced = new long[rowCount];
        RandomMarket market = new RandomMarket(seed);
        for (int i = 0; i < rowCount; i++) {
            market.step();
            fill(i, market);
        }
        market.step();
        spanNs = market.timeNs() - times[0];
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

    /** {@return how many there are until they begin again} */
    int rowCount() {
        return rowCount;
    }

    /** Makes all inputs valid, once, before the first row. */
    void begin(State state) {
        for (int output : outputs) {
            state.setValid(output, true);
        }
    }

    /**
     * Begins a cycle and lays the next row where the node reads, as the coordinator does.
     *
     * @return the time of the cycle.
     */
    long lay(State state) {
        row++;
        if (row == rowCount) {
            row = 0;
            lapNs += spanNs;
        }
        long timeNs = times[row] + lapNs;
        state.beginCycle(timeNs);
        for (int i = 0, from = row * doubleSlots.length; i < doubleSlots.length; i++) {
            state.setDouble(doubleSlots[i], doubles[from + i]);
        }
        for (int i = 0, from = row * longSlots.length; i < longSlots.length; i++) {
            state.setLong(longSlots[i], longs[from + i]);
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

    /** Makes what the last row triggers a reason for the next run of a fixture. */
    void fire(NodeFixture node) {
        for (int i = 0; i < places.size(); i++) {
            if ((produced[row] >>> i & 1) != 0) {
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
