// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.codecs.validate.Refusal;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Recorder;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ControlGateTest {
    private static final int CHANGE_COUNT = 2_000;
    private static final Graph GRAPH = YamlGraphReader.read(
            TestNodes.CATALOGUE,
            List.of(new GraphSource("test.yaml", "line: {type: line, inputs: [Tick], publish: true}")));

    private final GraphProcessor processor = new GraphProcessor(GRAPH, Form.values()[0]::plan, new Recorder(GRAPH));
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldSayWhyTheGraphWouldNotTakeAChange() {
        ControlGate gate = gate();
        assertThat(gate.check(change(0, "line", "factor", 3), 0)).isNull();
        assertThat(gate.check(change(-1, "line", "factor", 3), 0)).isNull();
        assertThat(gate.check(change(0, "lime", "factor", 3), 0)).isEqualTo(Refusal.NODE);
        assertThat(gate.check(change(0, "line", "fixed", 3), 0)).isEqualTo(Refusal.PARAMETER);
        assertThat(gate.check(change(0, "line", "offset", 99), 0)).isEqualTo(Refusal.VALUE);
        assertThat(gate.check(change(0, "line", "offset", 1.5), 0)).isEqualTo(Refusal.VALUE);
        assertThat(gate.check(change(1, "line", "factor", 3), 0)).isEqualTo(Refusal.SYMBOL);
        assertThat(gate.check(reset(0, "line"), 0)).isNull();
        assertThat(gate.check(reset(-1, "line"), 0)).isNull();
        assertThat(gate.check(reset(0, "lime"), 0)).isEqualTo(Refusal.NODE);

        gate.define(1, "S1", -9, -9);
        assertThat(gate.check(change(1, "line", "factor", 3), 0)).isNull();
    }

    /** Changes at random: each is taken by the gate if the processor takes it, gates made on the way included. */
    @Test
    void shouldAnswerAsTheProcessorDoes() {
        long seed = Long.getLong("tickwork.seed", 1);
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        ControlGate gate = gate();
        int takenCount = 0;
        for (int i = 0; i < CHANGE_COUNT; i++) {
            change(
                    random.nextInt(3) - 1,
                    random.nextInt(10) == 0 ? "lime" : "line",
                    new String[] {"factor", "offset", "negated", "fixed"}[random.nextInt(4)],
                    random.nextInt(12) - 1);
            Refusal refusal = gate.check(buffer, 0);
            long before = processor.refusedCount();
            processor.onEvent(i + 2, buffer, 0);
            assertThat(refusal == null)
                    .as("seed %d, change %d: %s", seed, i, refusal)
                    .isEqualTo(processor.refusedCount() == before);
            takenCount += refusal == null ? 1 : 0;
            if (random.nextInt(100) == 0) {
                gate = ControlGate.of(processor);
            }
        }
        assertThat(takenCount).isBetween(CHANGE_COUNT / 10, CHANGE_COUNT * 9 / 10);
    }

    private ControlGate gate() {
        new Events(processor).define(0, "S0");
        return ControlGate.of(processor);
    }

    private UnsafeBuffer change(int symbol, String node, String parameter, double value) {
        ParameterChangeEncoder encoder = new ParameterChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, Rig.timeNs(1), Rig.timeNs(1), symbol);
        encoder.changesCount(1).next().value(value).node(node).parameter(parameter);
        return buffer;
    }

    private UnsafeBuffer reset(int symbol, String node) {
        NodeResetEncoder encoder = new NodeResetEncoder().wrapAndApplyHeader(buffer, 0, header);
        InboundEvents.stamp(buffer, 0, Rig.timeNs(1), Rig.timeNs(1), symbol);
        encoder.node(node);
        return buffer;
    }
}
