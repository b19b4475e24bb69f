// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.ParameterSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.dag.testing.NodeRules;
import io.tickwork.strategies.position.PastSignals;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every type of the module promises, whatever it trades on. */
class StrategyTypesTest {
    static List<NodeType> types() {
        return new StrategyTypes().types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldBeFoundByName(NodeType type) {
        assertThat(Catalogue.load().find(type.name())).containsSame(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldExplainItself(NodeType type) {
        assertThat(type.doc()).endsWith(".");
        assertThat(type.formula()).isNotEmpty();
        assertThat(type.source()).isNotEmpty();
        assertThat(type.inputs()).extracting(InputSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.outputs()).extracting(OutputSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.parameters()).extracting(ParameterSpec::doc).allMatch(text -> text.endsWith("."));
        assertThat(type.outputs()).extracting(OutputSpec::kind).containsOnly(ValueKind.SIGNAL);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSeeNothingButItsInputs(NodeType type) {
        NodeRules.check(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldRunWithNoParametersAtAll(NodeType type) {
        assertThat(type.parameters()).extracting(ParameterSpec::defaultValue).doesNotContainNull();
        assertThat(type.check(defaults(type))).isNull();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNotBeTriggeredByWhatMayBeLeftOutButATimer(NodeType type) {
        assertThat(type.inputs())
                .filteredOn(input -> input.kind() != InputKind.TIMER)
                .extracting(InputSpec::role)
                .doesNotContain(InputSpec.Role.OPTIONAL);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveSidesCooldownAndSession(NodeType type) {
        assertThat(type.parameters())
                .extracting(ParameterSpec::name)
                .endsWith("sides", "cooldown", "session-from", "session-to");
        assertThat(type.outputs().get(0).reasons())
                .startsWith("enter-long", "enter-short", "exit-long", "exit-short", "session-end");
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldEmitItsFirstSignalWhenWarmedUpAtTheEarliest(NodeType type) {
        int warmUpCount = type.warmUpCount(defaults(type));
        int signalCount = 0;
        for (int seed = 1; seed <= 1_000; seed++) {
            Random random = new Random(seed);
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int run = 1; run <= warmUpCount; run++) {
                feed(node, type, random);
                node.run();
                assertThat(node.isValid("signal") && run < warmUpCount)
                        .as("seed %d, run %d of %d", seed, run, warmUpCount)
                        .isFalse();
            }
            signalCount += node.isValid("signal") ? 1 : 0;
        }
        assertThat(signalCount).isPositive();
    }

    /**
     * Entries and exits take turns, but for entries that turn a position over; all within what the parameters allow.
     */
    @ParameterizedTest
    @MethodSource("types")
    void shouldChangeItsPositionWithEverySignalAsItMay(NodeType type) {
        int entryCount = 0;
        int sessionEndCount = 0;
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            PastSignals past = PastSignals.random(random);
            Map<String, Object> values = new HashMap<>();
            for (ParameterSpec spec : type.parameters()) {
                if (spec.kind() == ParameterSpec.Kind.INTEGER && !spec.mutable()) {
                    values.put(spec.name(), List.of("exit-period", "confirm").contains(spec.name()) ? 3L : 7L);
                } else if (spec.name().equals("hold")) {
                    values.put(spec.name(), "1h");
                }
            }
            NodeFixture node = NodeFixture.of(type, past.parameters(values));
            long nowNs = 0;
            for (int run = 1; run <= 3_000; run++) {
                nowNs += random.nextInt(300) * PastSignals.SECOND_NS;
                node.at(nowNs);
                feed(node, type, random);
                node.run();
                past.at(nowNs);
                String reason = PastSignals.reason(node);
                String description = "seed %d, run %d, %s".formatted(seed, run, reason);
                if (reason == null) {
                    assertThat(past.mustLeave()).as(description).isFalse();
                    continue;
                }
                double strength = node.strength("signal");
                double price = node.referencePrice("signal");
                assertThat(strength).as(description).isNotNegative().isFinite();
                assertThat(price).as(description).isFinite();
                if (reason.startsWith("enter-")) {
                    String side = reason.substring("enter-".length());
                    assertThat(past.mayEnter(side)).as(description).isTrue();
                    past.enter(side, strength, price);
                    entryCount++;
                } else {
                    assertThat(past.held()).as(description).isNotEqualTo("flat");
                    assertThat(reason.equals("session-end")).as(description).isEqualTo(past.mustLeave());
                    sessionEndCount += reason.equals("session-end") ? 1 : 0;
                    past.leave(reason.startsWith("exit-") ? "exit-" + past.held() : reason, strength, price);
                }
                past.check(node, description);
            }
        }
        assertThat(entryCount).isGreaterThan(50);
        assertThat(sessionEndCount).isPositive();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNeitherThrowNorPutOutWhatIsNoNumberWhateverComes(NodeType type) {
        double[] strange = {0, -0.0, 1e-9, -1e-9, 1e12, -1e12, 1e300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, 1, -1
        };
        Random random = new Random(1);
        NodeFixture node = NodeFixture.of(type, Map.of());
        for (int run = 0; run < 20_000; run++) {
            node.at(random.nextLong());
            for (InputSpec input : type.inputs()) {
                double a = strange[random.nextInt(strange.length)];
                double b = strange[random.nextInt(strange.length)];
                set(node, input, a, b, random);
            }
            node.run();
            if (node.isProduced("signal")) {
                assertThat(node.strength("signal")).isFinite();
                assertThat(node.referencePrice("signal")).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldAllocateNothing(NodeType type) {
        SlotAllocator measured = new SlotAllocator();
        type.create(wiring(type, measured, new HashMap<>()));
        SlotAllocator allocator = new SlotAllocator(measured);
        Map<String, List<InputSlot>> places = new HashMap<>();
        SlotWiring wiring = wiring(type, allocator, places);
        Node node = type.create(wiring);
        State state = new State(allocator.doubleCount(), allocator.longCount(), allocator.outputCount(), 1);
        for (ParameterSlot parameter : wiring.slots().parameters()) {
            parameter.set(state, defaults(type).value(parameter.spec().name()));
        }
        InputSlot[] slots = places.values().stream().flatMap(List::stream).toArray(InputSlot[]::new);
        double[] inputs = new Random(1).doubles(1 << 10, -60.0, 60.0).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int signalCount = 0;
        long allocatedBytesMin = Long.MAX_VALUE;
        // The JVM itself allocates a little, once, when it replaces compiled code; a node would allocate in every
        // round.
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int run = 0, next = 0; run < 20_000; run++) {
                state.beginCycle((round * 20_000 + run) * 10_000_000_000L);
                for (int i = 0; i < slots.length; i++) {
                    for (int field = 0; field < InputSlot.doubleSlots(slots[i].kind()); field++) {
                        state.setDouble(slots[i].doubleSlot() + field, inputs[next++ & (inputs.length - 1)]);
                    }
                    for (int field = 0; field < InputSlot.longSlots(slots[i].kind()); field++) {
                        state.setLong(slots[i].longSlot() + field, next++ & 1);
                    }
                    state.setValid(slots[i].output(), true);
                    state.markProduced(slots[i].output());
                }
                signalCount += node.compute(state) == Node.UNCHANGED ? 0 : 1;
            }
            allocatedBytesMin = Math.min(allocatedBytesMin, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocatedBytesMin).isZero();
        assertThat(signalCount).isPositive();
    }

    private static SlotWiring wiring(NodeType type, SlotAllocator allocator, Map<String, List<InputSlot>> places) {
        for (InputSpec input : type.inputs()) {
            places.put(
                    input.name(),
                    List.of(new InputSlot(
                            input.kind(),
                            allocator.doubleScalars(InputSlot.doubleSlots(input.kind())),
                            allocator.longScalars(InputSlot.longSlots(input.kind())),
                            1,
                            allocator.output())));
        }
        return new SlotWiring(type, defaults(type), places, allocator, false);
    }

    private static Parameters defaults(NodeType type) {
        Map<String, Object> values = new HashMap<>();
        for (ParameterSpec spec : type.parameters()) {
            values.put(spec.name(), spec.defaultValue());
        }
        return new Parameters(values);
    }

    /** Prices about 100, and all else about 0. */
    private static void feed(NodeFixture node, NodeType type, Random random) {
        for (InputSpec input : type.inputs()) {
            double centre = input.kind() == InputKind.DOUBLE ? 0 : 100;
            double value = centre + 3 * random.nextGaussian();
            set(node, input, value, value + (input.kind() == InputKind.QUOTE ? 0.01 : random.nextDouble()), random);
        }
        if (type.inputs().stream().anyMatch(input -> input.name().equals("adx"))) {
            node.set("adx", 100 * random.nextDouble());
        }
    }

    private static void set(NodeFixture node, InputSpec input, double value, double other, Random random) {
        String name = input.name();
        double low = Math.min(value, other);
        double high = Math.max(value, other);
        double size = 1 + random.nextInt(100);
        switch (input.kind()) {
            case DOUBLE -> node.set(name, value);
            case LONG -> node.set(name, Math.round(value));
            case BOOLEAN -> node.set(name, random.nextBoolean());
            case DOUBLE_VECTOR ->
                node.set(
                        name,
                        random.doubles(NodeFixture.VECTOR_LENGTH, low, high).toArray());
            case LONG_VECTOR, BOOLEAN_VECTOR ->
                node.set(name, random.longs(NodeFixture.VECTOR_LENGTH, 0, 2).toArray());
            case TRADE -> node.trade(name, value, size, random.nextBoolean() ? Side.BUY : Side.SELL);
            case QUOTE -> node.quote(name, value, size, other, size);
            case DEPTH ->
                node.depth(name, new double[] {low}, new double[] {size}, new double[] {high}, new double[] {size});
            case CANDLE -> node.candle(name, low, high, low, random.nextBoolean() ? low : high, size);
            case TIMER, ANY -> node.fire(name);
            default -> throw new AssertionError(input.kind());
        }
        node.valid(name, true);
    }
}
