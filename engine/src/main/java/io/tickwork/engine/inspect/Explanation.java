// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.time.EpochTime;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.InputTrace;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.dag.trace.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Why a node ran or did not, followed up to the sources. */
public final class Explanation {
    private static final String INDENT = "  ";

    private final Inspector inspector;
    private final Inspection inspection;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    private Explanation(Inspector inspector, Inspection inspection) {
        this.inspector = inspector;
        this.inspection = inspection;
    }

    /**
     * Explains what a node did in an event.
     *
     * @param inspector finds faults of earlier events, and moves for that; null for not to look for them.
     * @param inspection of the event, of all nodes.
     * @param label of the node.
     * @return lines, indented by what they depend on.
     */
    public static List<String> of(Inspector inspector, Inspection inspection, String label) {
        Explanation explanation = new Explanation(inspector, inspection);
        boolean hasTurn = false;
        for (CycleTrace cycle : inspection.cycles()) {
            for (NodeTrace turn : cycle.nodes()) {
                if (cycle.label(turn.node().id()).equals(label)) {
                    hasTurn = true;
                    explanation.told.clear();
                    explanation.turn(cycle, turn, "cycle " + cycle.number() + ": ", "");
                }
            }
        }
        if (!hasTurn) {
            explanation.lines.add(label + " had no turn: " + noTurn(inspection, label));
        }
        return explanation.lines;
    }

    /**
     * {@return why a node had no turn in an event}
     *
     * @param inspection of the event.
     * @param label of the node.
     */
    static String noTurn(Inspection inspection, String label) {
        EventDescription event = inspection.event();
        Inspection.NodeState state = inspection.nodes().get(label);
        if (inspection.wasHalted()) {
            return "a node threw before whose on_fault is halt, and since then no event is taken";
        }
        if (event.symbolId() != InboundEvents.NO_SYMBOL && !event.isKnownSymbol()) {
            return "symbol " + event.symbolName() + " is not defined, so that the event is ignored";
        }
        if (state.symbolName().isEmpty()) {
            return "nothing that groups read was produced, and no timer of them fired";
        }
        return switch (event.kind()) {
            case "trade", "quote", "depth", "candle" ->
                event.symbolName().equals(state.symbolName())
                        ? "no node reads what a " + event.kind() + " brings"
                        : "the event is of " + event.symbolName() + ", and for " + state.symbolName()
                                + " no bar ended and no timer fired";
            case "clock" -> "no bar ended and no timer fired";
            default -> "a " + event.kind() + " runs no cycle of its own, and no bar ended and no timer fired";
        };
    }

    /**
     * {@return in a phrase whether a node ran, and if not, why}
     *
     * @param turn of the node.
     */
    static String phrase(NodeTrace turn) {
        return switch (turn.verdict()) {
            case RUNS -> turn.fault() == null ? "ran" : "threw " + turn.fault();
            case QUARANTINED -> "did not run: quarantined since it threw";
            case NOT_TRIGGERED -> "did not run: " + triggers(turn) + " not produced";
            case INPUT_MISSING -> "did not run: no value in " + missing(turn);
        };
    }

    private static String triggers(NodeTrace turn) {
        List<String> names = turn.inputs().stream()
                .filter(input -> input.edge().triggers())
                .map(input -> input.edge().reference())
                .distinct()
                .toList();
        return names.isEmpty() ? "it has no trigger;" : String.join(", ", names);
    }

    private static String missing(NodeTrace turn) {
        return String.join(
                ", ",
                turn.inputs().stream()
                        .filter(InputTrace::isMissing)
                        .map(input -> input.edge().input() + " (" + input.edge().reference() + ")")
                        .toList());
    }

    private void turn(CycleTrace cycle, NodeTrace turn, String before, String indent) {
        String label = cycle.label(turn.node().id());
        if (!told.add(label)) {
            lines.add(indent + before + label + ": see above");
            return;
        }
        lines.add(indent + before + label + " " + phrase(turn));
        String deeper = indent + INDENT;
        switch (turn.verdict()) {
            case RUNS -> {
                turn.inputs().stream()
                        .filter(InputTrace::isTrigger)
                        .forEach(input -> lines.add(
                                deeper + "triggered by " + input.edge().reference()));
                turn.outputs().forEach(output -> lines.add(deeper + output(turn, output)));
            }
            case QUARANTINED -> lines.add(deeper + fault(cycle, turn.node()));
            case NOT_TRIGGERED -> {
                turn.inputs().stream()
                        .filter(input -> input.edge().triggers())
                        .forEach(input -> notProduced(cycle, input, deeper));
                turn.inputs().stream() // it would not have run with a trigger either
                        .filter(input -> input.isMissing() && !input.edge().triggers())
                        .forEach(input -> notValid(cycle, input, deeper));
            }
            case INPUT_MISSING ->
                turn.inputs().stream().filter(InputTrace::isMissing).forEach(input -> notValid(cycle, input, deeper));
        }
    }

    /** What a run did to an output, in words. */
    static String output(NodeTrace turn, OutputTrace output) {
        String name = output.slot().spec().name();
        if (output.effect() == Effect.UNCHANGED && output.slot().spec().kind() == ValueKind.SIGNAL) {
            return name + " not given";
        }
        return switch (output.effect()) {
            case PRODUCED -> name + " produced";
            case UNCHANGED ->
                output.after().isValid() ? name + " left as it was" : name + " not given a value" + warmUp(turn.node());
            case HELD_BACK ->
                name + " held back by " + turn.node().emit() + ": " + ValueWords.of(output.computed())
                        + " is too near to " + ValueWords.of(output.before());
            case WITHDRAWN -> name + " withdrawn";
            case NOT_FINITE -> name + " withdrawn: " + ValueWords.of(output.computed()) + " is not finite";
            case LOST -> name + " lost, because the node threw";
        };
    }

    private static String warmUp(GraphNode node) {
        int runs = node.type().warmUpCount(node.parameters());
        return runs > 1 ? ": warming up, it takes " + runs + " runs" : "";
    }

    private void notProduced(CycleTrace cycle, InputTrace input, String indent) {
        String what = input.edge().reference();
        if (input.edge().source() != null) {
            lines.add(indent + what + " " + notFired(input.edge().source()));
            return;
        }
        NodeTrace read = cycle.node(input.edge().node());
        if (!read.ran()) {
            turn(cycle, read, "", indent);
            return;
        }
        read.outputs().stream()
                .filter(output -> output.slot().index() == input.edge().output())
                .forEach(output ->
                        lines.add(indent + cycle.label(read.node().id()) + " ran, but " + output(read, output)));
    }

    private static String notFired(Source source) {
        return switch (source.kind()) {
            case TRADE, QUOTE, DEPTH -> "did not come: the cycle is of another kind";
            case TIMER -> "did not fire";
            case CANDLE -> "did not close";
            case FORMING -> "did not change";
            case IMPORT -> "was not produced";
        };
    }

    private void notValid(CycleTrace cycle, InputTrace input, String indent) {
        String what = input.edge().reference();
        Source source = input.edge().source();
        if (source != null) {
            lines.add(indent
                    + what
                    + (source.kind() == SourceKind.IMPORT
                            ? " has no value: that of the other symbol has none, or the symbol is not defined yet"
                            : " has not come yet"));
            return;
        }
        NodeTrace read = cycle.node(input.edge().node());
        if (!told.add(cycle.label(read.node().id()))) {
            lines.add(indent + what + " has no value: see above");
            return;
        }
        OutputTrace output = read.outputs().stream()
                .filter(each -> each.slot().index() == input.edge().output())
                .findFirst()
                .orElseThrow();
        lines.add(indent + what + " has no value: " + noValue(cycle, read, output));
        if (!read.ran()) {
            read.inputs().stream()
                    .filter(InputTrace::isMissing)
                    .forEach(each -> notValid(cycle, each, indent + INDENT));
        }
    }

    private String noValue(CycleTrace cycle, NodeTrace read, OutputTrace output) {
        if (read.ran() && output.effect() != Effect.UNCHANGED) {
            return output(read, output);
        }
        if (inspection.nodes().get(cycle.label(read.node().id())).after().isQuarantined()) {
            return fault(cycle, read.node());
        }
        if (read.inputs().stream().anyMatch(InputTrace::isMissing)) {
            return "it lacks inputs itself";
        }
        if (!isBlank(output.before())) {
            return "it was withdrawn";
        }
        int runs = read.node().type().warmUpCount(read.node().parameters());
        return runs > 1 ? "warming up, it takes " + runs + " runs" : "it has not been given one yet";
    }

    /** Whether a place holds nothing but zeros, as it does until it is first written to. */
    private static boolean isBlank(Reading reading) {
        return reading.fields().stream().allMatch(field -> ValueWords.isBlank(field.value()));
    }

    private String fault(CycleTrace cycle, GraphNode node) {
        if (inspector == null) {
            return "it threw in an earlier event and has not been reset since";
        }
        Inspector.Fault fault = inspector.faultBefore(cycle.symbolName(), node.id(), inspection.sequence() - 1);
        if (fault.cause() == null) {
            return "it threw "
                    + (fault.sequence() <= inspector.cursor().oldestSequence()
                            ? "before the oldest event that can be run"
                            : "when it began anew, at event " + fault.sequence());
        }
        inspector.cursor().moveTo(fault.sequence());
        return "it threw at event " + fault.sequence() + ", "
                + EpochTime.format(InboundEvents.eventTimeNs(
                        inspector.cursor().eventBuffer(), inspector.cursor().eventOffset()))
                + ": " + fault.cause();
    }
}
