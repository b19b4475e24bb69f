// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.dag.trace.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is waited for while events are run. */
abstract class Watch {
    private static final Pattern OUTPUT = Pattern.compile("([^\\s.]+)(?:\\.([^\\s.]+))?");
    private static final Pattern CONDITION =
            Pattern.compile("([^\\s.<>=!]+)(?:\\.([^\\s.<>=!]+))?\\s*(<=|>=|==|!=|<|>)\\s*(\\S+)");

    private final String text;

    private Watch(String text) {
        this.text = text;
    }

    /** {@return whose turns it wants to see, null when what nodes hold is enough} */
    NodeName traced() {
        return null;
    }

    /** Looks at where events begin to be run. */
    void begin(Inspector inspector) {}

    /**
     * {@return whether it has come about with the event that has just been run; asked once for each}
     *
     * @param inspector stands behind that event.
     * @param inspection of the event if turns are wanted, null otherwise.
     */
    abstract boolean isHit(Inspector inspector, Inspection inspection);

    /**
     * {@return what is held now of what it looks at, as {@code SYMBOL/node.output = 1.5}; empty when that says nothing}
     */
    String held(Inspector inspector) {
        return "";
    }

    @Override
    public final String toString() {
        return text;
    }

    /**
     * Reads what to wait for.
     *
     * @param text {@code run NODE}, {@code change NODE.output}, {@code until NODE.output > NUMBER}, {@code at SEQ}.
     * @param graph that is run.
     * @throws InspectException when it is none of these.
     */
    static Watch parse(String text, Graph graph) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length == 2 ? words[1].strip() : "";
        return switch (words[0]) {
            case "run" -> new Run(NodeName.parse(rest, graph));
            case "change" -> {
                Matcher matcher = OUTPUT.matcher(rest);
                if (!matcher.matches()) {
                    throw new InspectException("write change NODE.output, not '" + text + "'");
                }
                Target target = Target.of(matcher.group(1), matcher.group(2), graph);
                yield target.isSignal() ? new Signals(target) : new Change(target);
            }
            case "until" -> condition(rest, graph);
            case "at" -> new At(sequence(rest));
            default ->
                throw new InspectException("'" + text + "' is none of: run NODE, change NODE.output,"
                        + " until NODE.output > NUMBER, at SEQ");
        };
    }

    private static Watch condition(String text, Graph graph) {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            throw new InspectException("'" + text
                    + "' is no condition; write NODE.output, one of < <= > >= == !=, and a" + " number, true or false");
        }
        Target target = Target.of(matcher.group(1), matcher.group(2), graph);
        if (target.isSignal() || target.isVector()) {
            throw new InspectException("'" + target + "' holds no single number; wait for it with change " + target);
        }
        return new Condition(target, matcher.group(3), number(matcher.group(4)));
    }

    private static double number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InspectException("'" + text + "' is no number");
        }
    }

    static long sequence(String text) {
        try {
            return Long.parseLong(text.replace(",", ""));
        } catch (NumberFormatException e) {
            throw new InspectException("'" + text + "' is no sequence of an event");
        }
    }

    /** An output of a node, of one symbol or of all. */
    private record Target(NodeName node, OutputSlot slot) {
        static Target of(String name, String output, Graph graph) {
            NodeName node = NodeName.parse(name, graph);
            GraphNode any = node.in(graph).findFirst().orElseThrow();
            List<OutputSlot> slots = any.slots().outputs();
            List<String> names = slots.stream().map(slot -> slot.spec().name()).toList();
            int place = output == null ? 0 : names.indexOf(output);
            if (place < 0) {
                throw new InspectException(
                        "'" + name + "' has no output '" + output + "'; it has " + String.join(", ", names));
            }
            return new Target(node, slots.get(place));
        }

        boolean isSignal() {
            return slot.spec().kind() == ValueKind.SIGNAL;
        }

        boolean isVector() {
            return slot.spec().isVector();
        }

        OutputSlot in(GraphNode of) {
            return of.slots().outputs().get(slot.bit());
        }

        String held(Inspector inspector) {
            List<String> values = new ArrayList<>();
            inspector.forEach(
                    node,
                    (symbol, found, state) -> values.add(NodeName.label(symbol, found.id()) + "."
                            + slot.spec().name() + " = " + ValueWords.of(Reading.of(in(found), state))));
            return String.join(", ", values);
        }

        @Override
        public String toString() {
            return NodeName.label(node.symbol() == null ? "" : node.symbol(), node.id()) + "."
                    + slot.spec().name();
        }
    }

    /** A node runs. */
    private static final class Run extends Watch {
        private final NodeName name;

        Run(NodeName name) {
            super("run " + NodeName.label(name.symbol() == null ? "" : name.symbol(), name.id()));
            this.name = name;
        }

        @Override
        NodeName traced() {
            return name;
        }

        @Override
        boolean isHit(Inspector inspector, Inspection inspection) {
            for (CycleTrace cycle : inspection.cycles()) {
                for (NodeTrace turn : cycle.nodes()) {
                    if (turn.ran() && name.matches(cycle.symbolName(), turn.node())) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A signal leaves; it is never held, so that it has to be seen. */
    private static final class Signals extends Watch {
        private final Target target;

        Signals(Target target) {
            super("change " + target);
            this.target = target;
        }

        @Override
        NodeName traced() {
            return target.node();
        }

        @Override
        boolean isHit(Inspector inspector, Inspection inspection) {
            for (CycleTrace cycle : inspection.cycles()) {
                for (NodeTrace turn : cycle.nodes()) {
                    OutputTrace output = target.node().matches(cycle.symbolName(), turn.node())
                            ? turn.outputs().get(target.slot().bit())
                            : null;
                    if (output != null && output.effect() == Effect.PRODUCED) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** An output holds something else than before, or has lost or got a value. */
    private static final class Change extends Watch {
        private final Target target;
        private List<Reading> before = List.of();

        Change(Target target) {
            super("change " + target);
            this.target = target;
        }

        @Override
        void begin(Inspector inspector) {
            before = read(inspector);
        }

        private List<Reading> read(Inspector inspector) {
            List<Reading> readings = new ArrayList<>();
            inspector.forEach(target.node(), (symbol, node, state) -> readings.add(Reading.of(target.in(node), state)));
            return readings;
        }

        @Override
        String held(Inspector inspector) {
            return target.held(inspector);
        }

        @Override
        boolean isHit(Inspector inspector, Inspection inspection) {
            List<Reading> now = read(inspector);
            boolean isChanged = false;
            for (int i = 0; i < now.size(); i++) {
                Reading old = i < before.size() ? before.get(i) : null; // of a symbol that has just been defined
                isChanged |= old == null
                        ? now.get(i).isValid()
                        : old.isValid() != now.get(i).isValid() || old.isValid() && !old.equals(now.get(i));
            }
            before = now;
            return isChanged;
        }
    }

    /** A condition comes to hold. */
    private static final class Condition extends Watch {
        private final Target target;
        private final String operator;
        private final double number;
        private boolean held;

        Condition(Target target, String operator, double number) {
            super("until " + target + " " + operator + " " + number);
            this.target = target;
            this.operator = operator;
            this.number = number;
        }

        @Override
        void begin(Inspector inspector) {
            held = holds(inspector);
        }

        @Override
        String held(Inspector inspector) {
            return target.held(inspector);
        }

        @Override
        boolean isHit(Inspector inspector, Inspection inspection) {
            boolean before = held;
            held = holds(inspector);
            return held && !before;
        }

        private boolean holds(Inspector inspector) {
            boolean[] any = new boolean[1];
            inspector.forEach(target.node(), (symbol, node, state) -> {
                OutputSlot slot = target.in(node);
                any[0] |= state.isValid(slot.index()) && holds(value(slot, state));
            });
            return any[0];
        }

        private static double value(OutputSlot slot, State state) {
            return slot.isDouble() ? state.getDouble(slot.doubleSlot()) : state.getLong(slot.longSlot());
        }

        private boolean holds(double value) {
            return switch (operator) {
                case "<" -> value < number;
                case "<=" -> value <= number;
                case ">" -> value > number;
                case ">=" -> value >= number;
                case "==" -> value == number;
                default -> value != number;
            };
        }
    }

    /** An event is there. */
    private static final class At extends Watch {
        private final long sequence;

        At(long sequence) {
            super("at " + sequence);
            this.sequence = sequence;
        }

        @Override
        boolean isHit(Inspector inspector, Inspection inspection) {
            return inspector.cursor().sequence() == sequence;
        }
    }
}
