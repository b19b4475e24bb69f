// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

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
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.InputSlot;
import io.tickwork.dag.testing.NodeFixture;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every type of the module promises, whatever it computes. */
class IndicatorTypesTest {
    static List<NodeType> types() {
        return new IndicatorTypes().types();
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
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHoldEveryValueWhenWarmedUpAndNotBefore(NodeType type) {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Map<String, Object> values = parameters(type, random);
            int warmUpCount = type.warmUpCount(new Parameters(values));
            NodeFixture node = NodeFixture.of(type, values);
            for (int run = 1; run <= warmUpCount + 10; run++) {
                feed(node, type, random);
                node.run();
                assertThat(type.outputs().stream().allMatch(output -> node.isValid(output.name())))
                        .as("seed %d, %s, run %d of %d", seed, values, run, warmUpCount)
                        .isEqualTo(run >= warmUpCount);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGiveTheSameFromTheSameInputs(NodeType type) {
        Map<String, Object> values = parameters(type, new Random(1));
        NodeFixture one = NodeFixture.of(type, values);
        NodeFixture other = NodeFixture.of(type, values);
        Random inputsOfOne = new Random(2);
        Random inputsOfOther = new Random(2);
        for (int run = 0; run < 1_000; run++) {
            feed(one, type, inputsOfOne);
            feed(other, type, inputsOfOther);
            one.run();
            other.run();
            for (OutputSpec output : type.outputs()) {
                assertThat(bits(one, output)).isEqualTo(bits(other, output));
            }
        }
    }

    private static long bits(NodeFixture node, OutputSpec output) {
        return output.kind() == ValueKind.DOUBLE
                ? Double.doubleToRawLongBits(node.value(output.name()))
                : node.longValue(output.name());
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldAllocateNothing(NodeType type) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        double[] inputs = random.doubles(1 << 10, 90.0, 110.0).toArray();
        Harness<Node> node = Harness.of(type, new Parameters(parameters(type, random)));
        long seen = 0;
        long allocatedBytesMin = Long.MAX_VALUE;
        // The JVM itself allocates a little, once, when it replaces compiled code; a node would allocate in every
        // round.
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            seen |= run(node, inputs, 20_000);
            allocatedBytesMin = Math.min(allocatedBytesMin, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocatedBytesMin).isZero();
        assertThat(seen).isNotZero();
    }

    private static long run(Harness<Node> node, double[] inputs, int runCount) {
        long seen = 0;
        for (int run = 0, next = 0; run < runCount; run++) {
            for (int i = 0; i < node.inputs().size(); i++) {
                InputSlot input = node.inputs().get(i);
                if (input.kind() == InputKind.BOOLEAN) {
                    node.state().setLong(input.longSlot(), 1);
                }
                for (int field = 0; field < InputSlot.doubleSlots(input.kind()); field++) {
                    node.state().setDouble(input.doubleSlot() + field, inputs[next++ & (inputs.length - 1)]);
                }
            }
            seen |= node.subject().compute(node.state());
        }
        return seen;
    }

    /** Whole numbers near the least allowed, and the defaults of all else. */
    private static Map<String, Object> parameters(NodeType type, Random random) {
        Map<String, Object> values = new HashMap<>();
        do {
            for (ParameterSpec spec : type.parameters()) {
                values.put(
                        spec.name(),
                        spec.kind() == ParameterSpec.Kind.INTEGER
                                ? (Object) ((long) spec.min() + random.nextInt(30))
                                : spec.defaultValue());
            }
        } while (type.check(new Parameters(values)) != null);
        return values;
    }

    private static void feed(NodeFixture node, NodeType type, Random random) {
        for (InputSpec input : type.inputs()) {
            double price = 100 + random.nextInt(1_000) / 100.0 + random.nextDouble() / 1_000;
            double size = 1 + random.nextInt(100);
            if (input.kind() == InputKind.TRADE) {
                node.trade(input.name(), price, size, Side.BUY);
            } else if (input.kind() == InputKind.CANDLE) {
                node.candle(input.name(), price, price + 1, price - 1, price + 0.5, size);
            } else if (input.kind() == InputKind.BOOLEAN) {
                node.set(input.name(), true);
            } else if (input.kind() == InputKind.ANY) {
                node.fire(input.name());
            } else {
                node.set(input.name(), price);
            }
        }
    }
}
