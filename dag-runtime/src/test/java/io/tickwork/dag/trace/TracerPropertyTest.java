// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.graph.ResetPolicy;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.interpret.Verdict;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.support.Images;
import io.tickwork.dag.support.RandomEvents;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.Recorder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * Goal: a tracer changes the state exactly as the compiled plan does, and what it tells is what happened. Method:
 * random graphs get the same random events in both; images and digests are compared. What is told of outputs must add
 * up to what the compiled plan puts out; what is told of values, to what is read of the compiled plan's state before
 * and after; and whether a node ran, to its inputs.
 *
 * <p>{@code -Dtickwork.traces=10000} runs more graphs, {@code -Dtickwork.seed=7} others.
 */
class TracerPropertyTest {
    private static final int EVENTS = 250;

    private final int graphCount = Integer.getInteger("tickwork.traces", 20);
    private final long firstSeed = Long.getLong("tickwork.seed", 20_261_001L);

    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Effect, Integer> effects = new EnumMap<>(Effect.class);
    private int loadCount;

    @Test
    void shouldTellWhatTheCompiledPlanDoes() {
        System.out.println("graphs: " + graphCount + ", first seed: " + firstSeed);
        for (int i = 0; i < graphCount; i++) {
            run(firstSeed + i);
        }
        // A comparison of runs in which nothing happens proves nothing.
        for (Verdict verdict : Verdict.values()) {
            assertThat(verdicts.get(verdict)).as(verdict.toString()).isGreaterThan(10 * graphCount);
        }
        for (Effect effect : Effect.values()) {
            assertThat(effects.get(effect)).as(effect.toString()).isGreaterThan(graphCount / 2);
        }
        assertThat(loadCount).as("tracers loaded with an image").isGreaterThan(graphCount);
    }

    private void run(long seed) {
        Random random = new Random(seed);
        Graph graph = RandomGraph.of(random);
        Recorder recorder = new Recorder(graph);
        GraphProcessor compiled = new GraphProcessor(graph, PlanCompiler::compile, recorder);
        Tracer tracer = new Tracer(graph, OutputHandler.NONE, node -> true);
        RandomEvents events = new RandomEvents(graph, random, compiled);
        tracer.onEvent(events.events().sequence(), events.events().buffer(), 0);
        for (int i = 0; i < EVENTS; i++) {
            String where = "seed " + seed + ", event " + i;
            if (random.nextInt(40) == 0) {
                tracer = new Tracer(graph, OutputHandler.NONE, node -> true);
                Images.load(tracer.processor(), Images.of(compiled));
                loadCount++;
            }
            Map<String, NodeReading> before = readings(graph, compiled);
            recorder.lines().clear();
            long sequence = events.events().sequence();
            events.next();
            if (events.events().sequence() == sequence) {
                continue; // there was nothing to change
            }
            List<CycleTrace> cycles =
                    tracer.onEvent(events.events().sequence(), events.events().buffer(), 0);
            assertThat(tracer.processor().eventDigest()).as(where).isEqualTo(compiled.eventDigest());
            if (i % 10 == 0) {
                assertThat(Images.of(tracer.processor())).as(where).isEqualTo(Images.of(compiled));
            }
            assertThat(lines(events.events().sequence(), cycles))
                    .as(where)
                    .isEqualTo(recorder.lines().stream()
                            .filter(line -> isOfACycle(line, cycles))
                            .toList());
            Map<String, NodeReading> after = readings(graph, compiled);
            same(readings(graph, tracer.processor()), after, where, "all nodes");
            boolean isControl = isControl(events.events().buffer());
            compareValues(graph, cycles, before, after, isControl, where);
            cycles.forEach(cycle -> cycle.nodes().forEach(node -> check(node, cycle, where)));
        }
    }

    /** A node that throws when it starts anew puts out a fault outside of any cycle of a plan. */
    private static boolean isOfACycle(String line, List<CycleTrace> cycles) {
        return !line.contains(" threw ")
                || cycles.stream()
                        .anyMatch(cycle -> cycle.nodes().stream()
                                .anyMatch(node -> node.fault() != null
                                        && line.contains("." + cycle.number() + "@")
                                        && line.contains("/" + node.node().id() + " threw ")));
    }

    private static boolean isControl(DirectBuffer event) {
        int template = new MessageHeaderDecoder().wrap(event, 0).templateId();
        return template == NodeResetDecoder.TEMPLATE_ID
                || template == SessionStatusDecoder.TEMPLATE_ID
                || template == SymbolDefinitionDecoder.TEMPLATE_ID;
    }

    private static Map<String, NodeReading> readings(Graph graph, GraphProcessor processor) {
        Map<String, NodeReading> readings = new LinkedHashMap<>();
        for (int id = 0; id < processor.symbolCount(); id++) {
            String name = processor.symbolName(id);
            if (name != null) {
                add(name + "/", graph.of(name).subgraph(), processor.state(id), readings);
            }
        }
        add("", graph.groups(), processor.groupState(), readings);
        return readings;
    }

    private static void add(String prefix, Subgraph subgraph, State state, Map<String, NodeReading> readings) {
        subgraph.nodes().forEach(node -> readings.put(prefix + node.id(), NodeReading.of(node, state)));
    }

    /** What leaves the process, worked out from what is told. */
    private static List<String> lines(long sequence, List<CycleTrace> cycles) {
        List<String> lines = new ArrayList<>();
        for (CycleTrace cycle : cycles) {
            String head = sequence + "." + cycle.number() + "@" + cycle.timeNs() + " "
                    + (cycle.symbolName().isEmpty() ? InboundEvents.NO_SYMBOL : cycle.symbol()) + "/";
            for (GraphNode node : cycle.graph().nodes()) {
                Exception fault = cycle.node(node.index()).fault();
                if (fault != null) {
                    lines.add(head + node.id() + " threw " + fault.getMessage());
                }
            }
            for (PublishedOutput output : cycle.graph().outputs()) {
                OutputTrace trace =
                        cycle.node(output.node()).outputs().get(output.slot().bit());
                if (trace.effect() == Effect.PRODUCED) {
                    lines.add(head + output.name() + "=" + text(trace));
                }
            }
        }
        return lines;
    }

    private static String text(OutputTrace trace) {
        List<Reading.Field> fields = trace.after().fields();
        if (trace.slot().spec().kind() == ValueKind.SIGNAL) {
            int reason = trace.slot().spec().reasons().indexOf(fields.get(1).value());
            return Side.valueOf((String) fields.get(0).value()).code()
                    + ","
                    + (reason >= 0 ? Integer.toString(reason) : fields.get(1).value())
                    + "," + fields.get(2).value() + "," + fields.get(3).value();
        }
        return fields.get(0).value().toString().replace("true", "1").replace("false", "0");
    }

    /** Each node goes on with what it had, from the state before the event to the one after it. */
    private static void compareValues(
            Graph graph,
            List<CycleTrace> cycles,
            Map<String, NodeReading> before,
            Map<String, NodeReading> after,
            boolean isControl,
            String where) {
        Map<String, NodeTrace> last = new LinkedHashMap<>();
        for (CycleTrace cycle : cycles) {
            for (NodeTrace node : cycle.nodes()) {
                String label = cycle.label(node.node().id());
                NodeTrace previous = last.put(label, node);
                if (!beginsAnew(graph, label)) {
                    same(
                            node.variablesBefore(),
                            previous == null ? before.get(label).variables() : previous.variablesAfter(),
                            where,
                            label);
                }
                if (!node.ran()) {
                    same(node.variablesAfter(), node.variablesBefore(), where, label);
                }
            }
        }
        after.forEach((label, reading) -> {
            NodeTrace node = last.get(label);
            if (isControl || beginsAnew(graph, label)) {
                return; // it may have done so, outside of any cycle
            }
            if (node == null) {
                same(reading.variables(), before.get(label).variables(), where, label);
                return;
            }
            same(node.variablesAfter(), reading.variables(), where, label);
            for (int i = 0; i < reading.outputs().size(); i++) {
                same(
                        node.outputs().get(i).after().fields(),
                        reading.outputs().get(i).fields(),
                        where,
                        label);
            }
        });
    }

    private static boolean beginsAnew(Graph graph, String label) {
        int slash = label.indexOf('/');
        Subgraph subgraph =
                slash < 0 ? graph.groups() : graph.of(label.substring(0, slash)).subgraph();
        return subgraph.node(label.substring(slash + 1)).reset() == ResetPolicy.SESSION;
    }

    /** Assertions are slow, and there are a great many of these. */
    private static void same(Object actual, Object expected, String where, String label) {
        if (!actual.equals(expected)) {
            assertThat(actual).as(where + ", " + label).isEqualTo(expected);
        }
    }

    private void check(NodeTrace node, CycleTrace cycle, String where) {
        String label = cycle.label(node.node().id());
        verdicts.merge(node.verdict(), 1, Integer::sum);
        boolean isTriggered = node.inputs().stream().anyMatch(InputTrace::isTrigger);
        boolean isMissing = node.inputs().stream().anyMatch(InputTrace::isMissing);
        boolean isSound = switch (node.verdict()) {
            case RUNS -> isTriggered && !isMissing;
            case NOT_TRIGGERED -> !isTriggered;
            case INPUT_MISSING -> isTriggered && isMissing;
            case QUARANTINED ->
                node.outputs().stream().noneMatch(output -> output.after().isValid());
        };
        same(isSound, true, where, label + " " + node.verdict());
        for (InputTrace input : node.inputs()) {
            if (input.edge().node() >= 0) {
                OutputTrace read = cycle.node(input.edge().node()).outputs().stream()
                        .filter(output -> output.slot().index() == input.edge().output())
                        .findFirst()
                        .orElseThrow();
                same(input.isProduced(), read.effect() == Effect.PRODUCED, where, label);
                same(input.reading().isValid(), read.after().isValid(), where, label);
            }
        }
        for (OutputTrace output : node.outputs()) {
            if (!isSound(output, node)) {
                fail(where + ", " + label + " " + output);
            }
        }
    }

    private boolean isSound(OutputTrace output, NodeTrace node) {
        if (output.effect() == null) {
            return !node.ran() && output.after().equals(output.before());
        }
        effects.merge(output.effect(), 1, Integer::sum);
        boolean isValid = output.after().isValid();
        return node.ran()
                && switch (output.effect()) {
                    case PRODUCED ->
                        isValid == (output.slot().spec().kind() != ValueKind.SIGNAL)
                                && output.after()
                                        .fields()
                                        .equals(output.computed().fields());
                    case UNCHANGED -> isValid == output.before().isValid();
                    case HELD_BACK ->
                        isValid
                                && output.after().equals(output.before())
                                && node.node().emit().onChange();
                    case NOT_FINITE -> !isValid && output.computed().toString().matches(".*(NaN|Infinity).*");
                    case WITHDRAWN, LOST -> !isValid;
                };
    }
}
