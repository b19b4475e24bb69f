// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.Parameters;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.state.SlotAllocator;
import io.tickwork.dag.state.SlotWiring;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.dag.testing.NodeRules;
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
    void shouldEmitItsFirstSignalWhenWarmedUpAtTheEarliest(NodeType type) {
        int warmUpCount = type.warmUpCount(defaults(type));
        int earliest = Integer.MAX_VALUE;
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            NodeFixture node = NodeFixture.of(type, Map.of());
            for (int run = 1; run <= warmUpCount + 100 && !node.isValid("signal"); run++) {
                for (InputSpec input : type.inputs()) {
                    double price = 100 + 10 * random.nextGaussian();
                    switch (input.kind()) {
                        case CANDLE -> node.candle(input.name(), price, price + 1, price - 1, price, 1);
                        default -> node.set(input.name(), price);
                    }
                }
                node.run();
                if (node.isValid("signal")) {
                    earliest = Math.min(earliest, run);
                }
            }
        }
        assertThat(earliest).isEqualTo(warmUpCount);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldAllocateNothing(NodeType type) {
        SlotAllocator measured = new SlotAllocator();
        type.create(wiring(type, measured));
        SlotAllocator allocator = new SlotAllocator(measured);
        Node node = type.create(wiring(type, allocator));
        State state = new State(allocator.doubleCount(), allocator.longCount(), allocator.outputCount(), 1);
        // The inputs come first among the slots; see wiring.
        int inputSlots = type.inputs().stream()
                .mapToInt(input -> InputSlot.doubleSlots(input.kind()))
                .sum();
        double[] inputs = new Random(1).doubles(1 << 10, -3.0, 3.0).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int signalCount = 0;
        long allocatedBytesMin = Long.MAX_VALUE;
        // The JVM itself allocates a little, once, when it replaces compiled code; a node would allocate in every
        // round.
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int run = 0, next = 0; run < 20_000; run++) {
                for (int slot = 0; slot < inputSlots; slot++) {
                    state.setDouble(slot, inputs[next++ & (inputs.length - 1)]);
                }
                state.beginCycle(run * 10_000_000_000L);
                signalCount += node.compute(state) == Node.UNCHANGED ? 0 : 1;
            }
            allocatedBytesMin = Math.min(allocatedBytesMin, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocatedBytesMin).isZero();
        assertThat(signalCount).isPositive();
    }

    private static SlotWiring wiring(NodeType type, SlotAllocator allocator) {
        Map<String, List<InputSlot>> places = new HashMap<>();
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
}
