// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Inputs made beforehand, to run a node on millions of them: each run takes a row by chance, so that nothing repeats,
 * and the time goes on. Runs the node by itself, without the checks of {@link NodeFixture}. Does not allocate.
 */
final class Rows {
    private static final int SLOTS_MAX = 1 << 15;

    private final int[] doubleSlots;
    private final int[] longSlots;
    private final int[] timeSlots;
    private final int[] openTimeSlots;
    private final int[] outputs;
    private final double[] doubles;
    private final long[] longs;
    private final int rowCount;
    private long seed = 0x9E3779B97F4A7C15L;
    private long timeNs = 1_700_000_000_000_000_000L;

    Rows(NodeType type, Map<String, ?> parameters, Feed.Market market) {
        NodeFixture node = NodeFixture.of(type, parameters);
        List<Integer> atDoubles = new ArrayList<>();
        List<Integer> atLongs = new ArrayList<>();
        List<Integer> atTimes = new ArrayList<>();
        List<Integer> atOpenTimes = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        for (InputSpec input : type.inputs()) {
            for (InputSlot place : node.places(input.name())) {
                InputKind kind = place.kind();
                boolean isDoubles = kind == InputKind.DOUBLE_VECTOR;
                int doubleCount = isDoubles ? place.length() : InputSlot.doubleSlots(kind);
                int longCount = kind.isVector() && !isDoubles ? place.length() : InputSlot.longSlots(kind);
                for (int i = 0; i < doubleCount; i++) {
                    atDoubles.add(place.doubleSlot() + i);
                }
                for (int i = 0; i < longCount; i++) {
                    atLongs.add(place.longSlot() + i);
                }
                switch (kind) {
                    case TRADE -> atTimes.add(place.longSlot() + 2);
                    case QUOTE, TIMER -> atTimes.add(place.longSlot());
                    case DEPTH -> atTimes.add(place.longSlot() + 3);
                    case CANDLE -> {
                        atOpenTimes.add(place.longSlot());
                        atTimes.add(place.longSlot() + 1);
                    }
                    default -> {
                        // Has no time of its own.
                    }
                }
                sources.add(place.output());
            }
        }
        doubleSlots = toArray(atDoubles);
        longSlots = toArray(atLongs);
        timeSlots = toArray(atTimes);
        openTimeSlots = toArray(atOpenTimes);
        outputs = toArray(sources);
        rowCount = Integer.highestOneBit(SLOTS_MAX / (doubleSlots.length + longSlots.length + 1));
        doubles = new double[rowCount * doubleSlots.length];
        longs = new long[rowCount * longSlots.length];
        Feed feed = new Feed(type, market, 5);
        for (int row = 0; row < rowCount; row++) {
            feed.next(node);
            for (int i = 0; i < doubleSlots.length; i++) {
                doubles[row * doubleSlots.length + i] = node.state().getDouble(doubleSlots[i]);
            }
            for (int i = 0; i < longSlots.length; i++) {
                longs[row * longSlots.length + i] = node.state().getLong(longSlots[i]);
            }
        }
    }

    private static int[] toArray(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Sets all inputs to the next row, and runs the node. */
    long run(NodeFixture node) {
        seed ^= seed << 13;
        seed ^= seed >>> 7;
        seed ^= seed << 17;
        timeNs += Feed.STEP_NS;
        return runRow(node, (int) (seed >>> 40) & (rowCount - 1));
    }

    private long runRow(NodeFixture node, int row) {
        State state = node.state();
        for (int i = 0, from = row * doubleSlots.length; i < doubleSlots.length; i++) {
            state.setDouble(doubleSlots[i], doubles[from + i]);
        }
        for (int i = 0, from = row * longSlots.length; i < longSlots.length; i++) {
            state.setLong(longSlots[i], longs[from + i]);
        }
        for (int slot : timeSlots) {
            state.setLong(slot, timeNs);
        }
        for (int slot : openTimeSlots) {
            state.setLong(slot, timeNs - Feed.STEP_NS);
        }
        state.beginCycle(timeNs);
        for (int output : outputs) {
            state.setValid(output, true);
            state.markProduced(output);
        }
        return node.node().compute(state);
    }

    /** Runs the node many times. */
    long runMany(NodeFixture node, int runCount) {
        long seen = 0;
        for (int i = 0; i < runCount; i++) {
            seen |= run(node);
        }
        return seen;
    }

    /**
     * Runs another node on the row of the last run, with every double moved by chance by some of the last digits it
     * has.
     */
    long runAlike(NodeFixture other, Random random, int ulps) {
        int row = (int) (seed >>> 40) & (rowCount - 1);
        int from = row * doubleSlots.length;
        double[] kept = Arrays.copyOfRange(doubles, from, from + doubleSlots.length);
        for (int i = 0; i < kept.length && ulps > 0; i++) {
            doubles[from + i] += (random.nextInt(2 * ulps + 1) - ulps) * Math.ulp(kept[i]);
        }
        long outcome = runRow(other, row);
        System.arraycopy(kept, 0, doubles, from, kept.length);
        return outcome;
    }
}
