// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares a node that has run for long with a fresh one that saw the last inputs only, over the last {@link #COMPARED}
 * runs: a windowed node with one that was given two warm-ups more, a smoothed one with one given {@link #JOIN_COUNT}
 * inputs.
 *
 * <p>The error allowed is 1e-9 of the greatest value or of the spread of the values, whichever is more: a difference of
 * averages is near zero, but not because it is known so well. Beside it stands what the last digit of the inputs is
 * worth, found by feeding fresh nodes inputs moved by one such digit: 4 times as much for a windowed node. A smoothed
 * one rounds its memory at each step, and {@code v += w * (x - v)} no longer closes a gap of 1 / (2 w) digits, so 128
 * times.
 */
final class Drift {
    /**
     * How many of the last inputs a fresh node that smooths is given. Smoothing over 30 values has forgotten all
     * before.
     */
    private static final int JOIN_COUNT = 20_000;

    private static final int MEMORYLESS_COUNT = 100_000;
    private static final int COMPARED = 64;
    private static final double ERROR_MAX = 1e-9;
    private static final int WINDOWED_FACTOR = 4;
    private static final int SMOOTHED_FACTOR = 128;
    private static final int ALIKE_COUNT = 4;
    private static final int SEEDS_MAX = 1_000;

    private final NodeType type;
    private final Map<String, Object> parameters;

    Drift(NodeType type) {
        this.type = type;
        parameters = parameters(type);
    }

    /** Periods of a few values, but where it can be not the least of all, at which many a sum is of one value. */
    private static Map<String, Object> parameters(NodeType type) {
        Map<String, Object> values = Map.of();
        for (int seed = 1; seed <= SEEDS_MAX; seed++) {
            values = ParameterSets.small(type, new Random(seed));
            Map<String, Object> found = values;
            if (type.parameters().stream()
                    .filter(spec -> spec.kind() == ParameterSpec.Kind.INTEGER)
                    .allMatch(spec -> (Long) found.get(spec.name()) > spec.min() + 1)) {
                return values;
            }
        }
        return values;
    }

    /** {@return whether a fresh node ever comes to agree with one that began earlier, in an ordinary market} */
    boolean isMemoryBounded() {
        return difference(Feed.Market.ORDINARY, JOIN_COUNT, JOIN_COUNT, 0) == null;
    }

    /** {@return what differs after so many runs at 100,000 with a variance of 1e-4, null when nothing does} */
    String after(int runCountMax) {
        // What keeps nothing from one run to the next has nothing that could drift.
        boolean isMemoryless = new Subject().node.slots().variables().isEmpty();
        int runCount = isMemoryless ? Math.min(runCountMax, MEMORYLESS_COUNT) : runCountMax;
        int windowCount = 2 * type.warmUpCount(new Parameters(parameters)) + COMPARED;
        boolean isWindowed = difference(Feed.Market.ORDINARY, 2_000, windowCount, 0) == null;
        return isWindowed
                ? difference(Feed.Market.FINE, runCount - windowCount, windowCount, WINDOWED_FACTOR)
                : difference(Feed.Market.FINE, runCount - JOIN_COUNT, JOIN_COUNT, SMOOTHED_FACTOR);
    }

    /** One node and what it put out lately. */
    private final class Subject {
        private final NodeFixture node = NodeFixture.of(type, parameters);
        private final List<double[]> seen = new ArrayList<>();
        private long valid;

        void ran(long outcome, boolean isCompared) {
            valid = TypeChecks.valid(valid, outcome);
            if (isCompared) {
                seen.add(values());
            }
        }

        /** All elements of all outputs, NaN for those that hold no value. */
        private double[] values() {
            List<Double> values = new ArrayList<>();
            for (OutputSlot output : node.slots().outputs()) {
                boolean isValid = (valid >>> output.bit() & 1) != 0;
                for (int i = 0; i < output.length(); i++) {
                    double value = output.isDouble()
                            ? node.state().getDouble(output.doubleSlot() + i)
                            : node.state().getLong(output.longSlot() + i);
                    values.add(isValid ? value : Double.NaN);
                }
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private String difference(Feed.Market market, int aloneCount, int joinCount, int factor) {
        Rows rows = new Rows(type, parameters, market);
        Subject old = new Subject();
        for (int run = 0; run < aloneCount; run++) {
            old.valid = TypeChecks.valid(old.valid, rows.run(old.node));
        }
        Subject fresh = new Subject();
        List<Subject> alike = new ArrayList<>();
        for (int i = 0; i < ALIKE_COUNT && factor > 0; i++) {
            alike.add(new Subject());
        }
        Random random = new Random(1);
        for (int run = 0; run < joinCount; run++) {
            boolean isCompared = run >= joinCount - COMPARED;
            old.ran(rows.run(old.node), isCompared);
            fresh.ran(rows.runAlike(fresh.node, random, 0), isCompared);
            for (Subject each : alike) {
                each.ran(rows.runAlike(each.node, random, 1), isCompared);
            }
        }
        for (int k = 0; k < old.values().length; k++) {
            String found = compare(k, old, fresh, alike, factor);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String compare(int k, Subject old, Subject fresh, List<Subject> alike, int factor) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double digit = 0;
        for (int i = 0; i < COMPARED; i++) {
            double value = fresh.seen.get(i)[k];
            if (!Double.isNaN(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            for (Subject each : alike) {
                double moved = Math.abs(each.seen.get(i)[k] - value);
                digit = Double.isNaN(moved) ? digit : Math.max(digit, moved);
            }
        }
        for (int i = 0; i < COMPARED; i++) {
            double ours = old.seen.get(i)[k];
            double theirs = fresh.seen.get(i)[k];
            boolean isClose = Double.isNaN(ours) || Double.isNaN(theirs)
                    ? Double.isNaN(ours) == Double.isNaN(theirs)
                    : Math.abs(ours - theirs) <= ERROR_MAX * Math.max(Math.abs(theirs), max - min) + factor * digit;
            if (!isClose) {
                return "%s %s, value %d of its outputs: %s after a long run, %s of a fresh node; spread %s, a digit of the"
                                .formatted(type, parameters, k, ours, theirs, max - min)
                        + " inputs is worth " + digit;
            }
        }
        return null;
    }
}
