// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.state.Variable;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.NodeReading;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.dag.trace.Reading;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: every answer equals what a run stopped at that event holds. Method: random graphs are run over one journal; a
 * run that stops at a random event tells, out of the slots of its state, what every node holds there and one event
 * before, and what came out; an inspector that wanders over the journal must say the same.
 *
 * <p>{@code -Dtickwork.inspections=200} runs more graphs, {@code -Dtickwork.seed=7} others.
 */
class InspectorPropertyTest {
    private static final int TRADES = 3_000;
    private static final int EVENTS_PER_GRAPH = 12;
    private static final List<String> SOURCES =
            List.of("Tick", "Tick.size", "Candle(1s)", "Candle(5s).high", "Candle(1m).forming.low");

    @TempDir
    private static Path journal;

    private final int graphCount = Integer.getInteger("tickwork.inspections", 8);
    private final long firstSeed = Long.getLong("tickwork.seed", 20_261_125L);
    private int ranCount;
    private int emittedCount;
    private int heldBackCount;
    private int windowCount;

    @BeforeAll
    static void write() {
        new SteppedEngine(journal, TRADES).run().close();
    }

    /** A run that was stopped: what it holds, and what its last event put out. */
    private record Stopped(GraphProcessor processor, List<Double> lastOutputs) {}

    @Test
    void shouldSayWhatAStoppedRunHolds() {
        System.out.println("graphs: " + graphCount + ", first seed: " + firstSeed);
        for (int i = 0; i < graphCount; i++) {
            long seed = firstSeed + i;
            Random random = new Random(seed);
            String yaml = yaml(random);
            Graph graph = YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("random.yaml", yaml)));
            try (Inspector inspector =
                    Inspector.open(new ReplayContext().journalDirectory(journal).graph(graph))) {
                for (int event = 0; event < EVENTS_PER_GRAPH; event++) {
                    long sequence = 1 + random.nextInt(TRADES + 1);
                    compare(inspector.at(sequence, NodeName.ALL), graph, "seed " + seed + ", event " + sequence);
                }
            }
        }
        assertThat(ranCount).as("nodes that ran").isGreaterThan(50 * graphCount);
        assertThat(emittedCount).as("outputs").isGreaterThan(20 * graphCount);
        assertThat(heldBackCount).as("values that were held back").isGreaterThan(graphCount);
        assertThat(windowCount).as("windows").isGreaterThan(20 * graphCount);
    }

    private void compare(Inspection inspection, Graph graph, String where) {
        Stopped before = stoppedAt(inspection.sequence() - 1, graph);
        Stopped after = stoppedAt(inspection.sequence(), graph);
        for (GraphNode node : graph.template().nodes()) {
            String label = "SYNTH/" + node.id();
            String place = where + ", " + label;
            Inspection.NodeState answer = inspection.nodes().get(label);
            assertThat(holds(answer.after(), node, after.processor().state(0)))
                    .as(place)
                    .isTrue();
            if (inspection.sequence() == 1) {
                assertThat(answer.before()).as(place).isNull();
                continue;
            }
            assertThat(holds(answer.before(), node, before.processor().state(0)))
                    .as(place)
                    .isTrue();
            if (!answer.before().variables().equals(answer.after().variables())) {
                assertThat(inspection.ran(label)).as(place + " ran").isTrue();
            }
        }
        List<Double> emitted = new ArrayList<>();
        for (CycleTrace cycle : inspection.cycles()) {
            cycle.graph().outputs().forEach(output -> {
                OutputTrace trace =
                        cycle.node(output.node()).outputs().get(output.slot().bit());
                if (trace.effect() == Effect.PRODUCED) {
                    emitted.add((Double) trace.after().fields().get(0).value());
                }
            });
            for (NodeTrace turn : cycle.nodes()) {
                ranCount += turn.ran() ? 1 : 0;
                heldBackCount += (int) turn.outputs().stream()
                        .filter(output -> output.effect() == Effect.HELD_BACK)
                        .count();
            }
        }
        assertThat(emitted).as(where).isEqualTo(after.lastOutputs());
        emittedCount += emitted.size();
    }

    /** Whether an answer is what lies in the slots of a node. */
    private boolean holds(NodeReading reading, GraphNode node, State state) {
        for (OutputSlot slot : node.slots().outputs()) {
            Reading output = reading.outputs().get(slot.bit());
            boolean isSame = slot.spec().kind() != ValueKind.DOUBLE
                    || output.fields().get(0).value().equals(state.getDouble(slot.doubleSlot()));
            if (!isSame || output.isValid() != state.isValid(slot.index())) {
                return false;
            }
        }
        int place = 0;
        for (int i = 0; i < node.slots().variables().size(); i++) {
            Variable variable = node.slots().variables().get(i);
            NodeReading.Named named = reading.variables().get(place++);
            Object value = named.reading().fields().get(0).value();
            boolean isWindow = i + 1 < node.slots().variables().size()
                    && node.slots().variables().get(i + 1).name().equals(variable.name() + ".cursor");
            Object held = isWindow
                    ? window(variable, node.slots().variables().get(++i), state)
                    : variable.length() > 1
                            ? list(variable, state)
                            : variable.isDouble()
                                    ? (Object) state.getDouble(variable.slot())
                                    : (Object) state.getLong(variable.slot());
            windowCount += isWindow ? 1 : 0;
            if (!named.name().equals(variable.name()) || !value.equals(held)) {
                return false;
            }
        }
        return place == reading.variables().size();
    }

    private static List<Object> list(Variable variable, State state) {
        List<Object> list = new ArrayList<>();
        for (int i = variable.slot(); i < variable.slot() + variable.length(); i++) {
            list.add(variable.isDouble() ? (Object) state.getDouble(i) : (Object) state.getLong(i));
        }
        return list;
    }

    /** The newest first: going back from the cursor, round the end. */
    private static List<Object> window(Variable ring, Variable cursor, State state) {
        List<Object> values = new ArrayList<>();
        int place = (int) state.getLong(cursor.slot());
        for (long left = state.getLong(cursor.slot() + 1); left > 0; left--) {
            place = place == 0 ? ring.length() - 1 : place - 1;
            values.add(state.getDouble(ring.slot() + place));
        }
        return values;
    }

    private static Stopped stoppedAt(long last, Graph graph) {
        List<Double> outputs = new ArrayList<>();
        OutputHandler handler = new Doubles(outputs);
        GraphProcessor processor = new GraphProcessor(graph, PlanCompiler::compile, handler);
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                    if (sequence <= last) {
                        outputs.clear();
                        processor.onEvent(sequence, buffer, offset);
                    }
                }
            });
        }
        return new Stopped(processor, outputs);
    }

    private static String yaml(Random random) {
        StringBuilder yaml = new StringBuilder();
        List<String> known = new ArrayList<>(SOURCES);
        int count = 4 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String emit = random.nextInt(3) == 0 ? ", emit: on-change(" + random.nextInt(3) + ")" : "";
            String first = known.get(random.nextInt(known.size()));
            String second = known.get(random.nextInt(known.size()));
            String role = random.nextBoolean() ? second : "{from: " + second + ", sampled: true}";
            String type = List.of("ema", "sma", "highest", "lowest", "zscore", "sub", "add")
                    .get(random.nextInt(7));
            boolean isBinary = type.equals("sub") || type.equals("add");
            yaml.append("n" + i + ": {type: " + type + ", inputs: [" + first + (isBinary ? ", " + role : "") + "]"
                    + (isBinary ? "" : ", params: {period: " + (2 + random.nextInt(20)) + "}") + emit
                    + ", publish: true}\n");
            known.add("n" + i);
        }
        return yaml.toString();
    }
}
