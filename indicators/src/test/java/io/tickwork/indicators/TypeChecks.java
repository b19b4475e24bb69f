// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every type promises, each promise a check that needs nothing but the description of the type. */
final class TypeChecks {
    private static final int LONGEST_WARM_UP = 1_000_000;

    private TypeChecks() {}

    static void explainsItself(NodeType type) {
        assertThat(type.doc()).as("doc").endsWith(".");
        assertThat(type.doc()).as("doc").hasSizeGreaterThan(20);
        assertThat(type.formula()).as("formula").isNotBlank();
        assertThat(type.source()).as("source").isNotBlank();
        assertThat(type.inputs()).extracting(InputSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.outputs()).extracting(OutputSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.parameters()).extracting(ParameterSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.outputs())
                .as("outputs")
                .extracting(OutputSpec::name)
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    }

    /** On ordinary input. */
    static void holdsEveryValueWhenWarmedUpAndNotBefore(NodeType type) {
        for (int seed = 1; seed <= 20; seed++) {
            Map<String, Object> values =
                    seed == 1 ? ParameterSets.least(type) : ParameterSets.small(type, new Random(seed));
            int warmUpCount = type.warmUpCount(new Parameters(values));
            NodeFixture node = NodeFixture.of(type, values, references(type, seed));
            Feed feed = new Feed(type, Feed.Market.ORDINARY, seed);
            for (int run = 1; run <= warmUpCount + 10; run++) {
                feed.next(node);
                node.run();
                if (isEveryOutputValid(node, type) != run >= warmUpCount) {
                    throw new AssertionError("%s %s, seed %d: the outputs hold values %s at run %d, the warm-up is %d"
                            .formatted(type, values, seed, valid(node, type), run, warmUpCount));
                }
            }
        }
    }

    private static boolean isEveryOutputValid(NodeFixture node, NodeType type) {
        for (OutputSpec output : type.outputs()) {
            if (!node.isValid(output.name())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> valid(NodeFixture node, NodeType type) {
        return type.outputs().stream()
                .map(OutputSpec::name)
                .filter(node::isValid)
                .toList();
    }

    /** Some references for a variadic input, more with a greater seed. */
    private static Map<String, Integer> references(NodeType type, int seed) {
        Map<String, Integer> references = new HashMap<>();
        type.inputs().stream().filter(InputSpec::variadic).forEach(input -> references.put(input.name(), 1 + seed % 4));
        return references;
    }

    static void givesTheSameFromTheSameInput(NodeType type) {
        Map<String, Object> values = ParameterSets.small(type, new Random(1));
        NodeFixture one = NodeFixture.of(type, values);
        NodeFixture other = NodeFixture.of(type, values);
        assertSameRuns("from the same input", type, Feed.Market.MIXED, one, other);
    }

    static void isAsNewAfterReset(NodeType type) {
        for (int runCount : new int[] {1, 7, 300}) {
            Map<String, Object> values = ParameterSets.small(type, new Random(runCount));
            NodeFixture used = NodeFixture.of(type, values);
            Feed feed = new Feed(type, Feed.Market.MIXED, 3);
            for (int run = 0; run < runCount; run++) {
                feed.next(used);
                used.run();
            }
            used.reset();
            NodeFixture fresh = NodeFixture.of(type, values);
            assertThat(used.digest())
                    .as("%s after %d runs and a reset", type, runCount)
                    .isEqualTo(fresh.digest());
            assertSameRuns("after " + runCount + " runs and a reset", type, Feed.Market.ORDINARY, used, fresh);
        }
    }

    private static void assertSameRuns(
            String when, NodeType type, Feed.Market market, NodeFixture one, NodeFixture other) {
        Feed feedOfOne = new Feed(type, market, 2);
        Feed feedOfOther = new Feed(type, market, 2);
        for (int run = 0; run < 300; run++) {
            feedOfOne.next(one);
            feedOfOther.next(other);
            if (one.run().digest() != other.run().digest()) {
                throw new AssertionError(
                        "%s %s in a market %s, seed 2, run %d: not the same".formatted(type, when, market, run));
            }
        }
    }

    /** Takes what is in range and nothing else, at once where it remembers nothing, and computes with it. */
    static void obeysMutableParameters(NodeType type) {
        for (ParameterSpec spec : type.parameters()) {
            if (spec.mutable()) {
                refusesWhatIsOutOfRange(type, spec);
                boolean differs = false;
                List<Object> values = ParameterSets.values(spec);
                for (Object value : values) {
                    differs |= obeys(type, spec, values.get(0), value, Feed.Market.ORDINARY)
                            | obeys(type, spec, values.get(0), value, Feed.Market.BUSY);
                }
                assertThat(differs)
                        .as("%s: changing %s to any of %s changes something", type, spec.name(), values)
                        .isTrue();
            }
        }
    }

    private static void refusesWhatIsOutOfRange(NodeType type, ParameterSpec spec) {
        NodeFixture node = NodeFixture.of(type, ParameterSets.small(type, new Random(1)));
        List<Object> outside = switch (spec.kind()) {
            case INTEGER, DURATION -> List.of((long) spec.min() - 1, (long) spec.max() + 1);
            case NUMBER -> List.of(Math.nextDown(spec.min()), Math.nextUp(spec.max()), Double.NaN);
            case FLAG, CHOICE -> List.of("neither");
        };
        for (Object value : outside) {
            assertThatIllegalArgumentException()
                    .as("%s: %s = %s", type, spec.name(), value)
                    .isThrownBy(() -> node.change(spec.name(), value));
        }
    }

    /** {@return whether it made a difference} */
    private static boolean obeys(NodeType type, ParameterSpec spec, Object from, Object to, Feed.Market market) {
        Map<String, Object> before = ParameterSets.small(type, new Random(1));
        before.put(spec.name(), from);
        Map<String, Object> after = new HashMap<>(before);
        after.put(spec.name(), to);
        if (type.check(new Parameters(before)) != null || type.check(new Parameters(after)) != null) {
            return false;
        }
        NodeFixture changed =
                NodeFixture.of(type, before).change(spec.name(), to).reset();
        assertSameRuns("with " + spec.name() + " changed to " + to, type, market, changed, NodeFixture.of(type, after));
        NodeFixture unchanged = NodeFixture.of(type, before);
        NodeFixture halfway = NodeFixture.of(type, before);
        NodeFixture built = NodeFixture.of(type, after);
        boolean isMemoryless = built.slots().variables().isEmpty();
        Feed[] feeds = {new Feed(type, market, 4), new Feed(type, market, 4), new Feed(type, market, 4)};
        boolean differs = false;
        for (int run = 0; run < 600; run++) {
            if (run == 300) {
                halfway.change(spec.name(), to);
            }
            feeds[0].next(unchanged);
            feeds[1].next(halfway);
            feeds[2].next(built);
            unchanged.run();
            halfway.run();
            built.run();
            differs |= run >= 300 && halfway.digest() != unchanged.digest();
            if (run >= 300 && isMemoryless && isEveryOutputProduced(built, type)) {
                assertThat(halfway.digest())
                        .as("%s, %s changed to %s 300 runs later", type, spec.name(), to)
                        .isEqualTo(built.digest());
            }
        }
        assertThat(halfway.nonFiniteCount()).isZero();
        return differs;
    }

    private static boolean isEveryOutputProduced(NodeFixture node, NodeType type) {
        return type.outputs().stream().allMatch(output -> node.isProduced(output.name()));
    }

    /** Each parameter at its least, its greatest and its default. */
    static void runsWithExtremeParameters(NodeType type) {
        for (Map<String, Object> values : ParameterSets.extremes(type)) {
            NodeFixture node = NodeFixture.of(type, values);
            Rows rows = new Rows(type, values, Feed.Market.ORDINARY);
            int warmUpCount = type.warmUpCount(new Parameters(values));
            assertThat(warmUpCount).as("%s %s: warm-up", type, values).isPositive();
            long valid = 0;
            boolean isUsual = type.parameters().stream()
                    .allMatch(spec -> spec.kind() == ParameterSpec.Kind.INTEGER
                            || values.get(spec.name()).equals(spec.defaultValue()));
            for (int run = 1; run <= Math.min(warmUpCount + 10, LONGEST_WARM_UP); run++) {
                valid = valid(valid, rows.run(node));
                assertFinite(node, valid, type, values);
                if (isUsual && (Long.bitCount(valid) == type.outputs().size()) != (run >= warmUpCount)) {
                    throw new AssertionError(
                            "%s %s: warm-up of %d at run %d".formatted(type, values, warmUpCount, run));
                }
            }
        }
    }

    static long valid(long before, long outcome) {
        return (before | outcome & 0xFFFF_FFFFL) & ~(outcome >>> 32);
    }

    private static void assertFinite(NodeFixture node, long valid, NodeType type, Map<String, ?> values) {
        List<OutputSlot> outputs = node.slots().outputs();
        for (int k = 0; k < outputs.size(); k++) {
            OutputSlot output = outputs.get(k);
            for (int i = 0; i < output.doubleCount() && (valid >>> k & 1) != 0; i++) {
                if (!Double.isFinite(node.state().getDouble(output.doubleSlot() + i))) {
                    throw new AssertionError("%s %s: %s is not finite"
                            .formatted(type, values, output.spec().name()));
                }
            }
        }
    }

    /** Neither throws nor produces what is not finite, and is well again when the market is. */
    static void survives(NodeType type, Feed.Market market) {
        List<Map<String, Object>> parameters = new ArrayList<>(List.of(ParameterSets.least(type)));
        parameters.add(ParameterSets.small(type, new Random(7)));
        for (Map<String, Object> values : parameters) {
            for (boolean areOptionalsGiven : new boolean[] {true, false}) {
                Map<String, Integer> references = references(type, 2);
                if (!areOptionalsGiven) {
                    type.inputs().stream()
                            .filter(InputSpec::omittable)
                            .forEach(input -> references.put(input.name(), 0));
                }
                survives(type, market, values, references);
            }
        }
    }

    private static void survives(
            NodeType type, Feed.Market market, Map<String, Object> values, Map<String, Integer> references) {
        int warmUpCount = type.warmUpCount(new Parameters(values));
        NodeFixture node = NodeFixture.of(type, values, references);
        String place = "%s %s %s in a market %s".formatted(type, values, references, market);
        // From the start in that market, back to an ordinary one, and the same again.
        Feed feed = new Feed(type, market, 11);
        for (int round = 0; round < 2; round++) {
            run(node, feed.turn(market), 2 * warmUpCount + 200, place);
            run(node, feed.turn(Feed.Market.ORDINARY), warmUpCount + 20, place);
        }
        if (references.values().stream().noneMatch(count -> count == 0)) {
            assertThat(isEveryOutputValid(node, type))
                    .as("%s: every output holds a value again when the market is ordinary", place)
                    .isTrue();
        }
    }

    private static void run(NodeFixture node, Feed feed, int runCount, String place) {
        for (int run = 0; run < runCount; run++) {
            feed.next(node);
            try {
                node.run();
            } catch (RuntimeException e) {
                throw new AssertionError(place + ", run " + run + ": threw " + e, e);
            }
            if (node.nonFiniteCount() != 0) {
                throw new AssertionError(place + ", run " + run + ": values that are not finite");
            }
        }
    }

    static void allocatesNothing(NodeType type) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Feed.Market market : List.of(Feed.Market.ORDINARY, Feed.Market.MIXED)) {
            Map<String, Object> values = ParameterSets.small(type, new Random(1));
            NodeFixture node = NodeFixture.of(type, values);
            Rows rows = new Rows(type, values, market);
            long seen = 0;
            long allocatedBytesMin = Long.MAX_VALUE;
            // The JVM itself allocates a little, once, when it replaces compiled code; a node would allocate in every
            // round.
            for (int round = 0; round < 10 && allocatedBytesMin > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                seen |= rows.runMany(node, 10_000);
                allocatedBytesMin = Math.min(allocatedBytesMin, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(allocatedBytesMin).as("%s in a market %s", type, market).isZero();
            assertThat(seen).as("%s in a market %s: outcomes", type, market).isNotZero();
        }
    }
}
