// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.InputTrace;
import io.tickwork.dag.trace.NodeReading;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.dag.trace.Reading;
import io.tickwork.engine.inspect.Inspection.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an event did, as text for people. */
public final class InspectionText {
    /** What is wider does not move the columns behind it. */
    private static final int WIDTH_MAX = 50;

    private final Inspection inspection;
    private final NodeName wanted;
    private final StringBuilder text = new StringBuilder();
    private final List<String[]> rows = new ArrayList<>();

    private InspectionText(Inspection inspection, NodeName wanted) {
        this.inspection = inspection;
        this.wanted = wanted;
    }

    /**
     * Tells of an event: of one node all there is, of all nodes in full only those that ran.
     *
     * @param inspection of the event.
     * @param wanted which nodes to tell of.
     * @return lines of text, each with a line feed.
     */
    public static String of(Inspection inspection, NodeName wanted) {
        return new InspectionText(inspection, wanted).write();
    }

    /**
     * {@return an event in one or two lines}
     *
     * @param sequence of the event.
     * @param event itself.
     */
    static String event(long sequence, EventDescription event) {
        String head = String.format(
                Locale.ROOT,
                "Event %,d: %s%s at %s",
                sequence,
                event.kind(),
                event.symbolName().isEmpty() ? "" : " of " + event.symbolName(),
                EpochTime.format(event.timeNs()));
        String fields = event.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
        return head + "\n" + (fields.isEmpty() ? "" : "  " + fields + "\n");
    }

    private String write() {
        text.append(event(inspection.sequence(), inspection.event()));
        for (CycleTrace cycle : inspection.cycles()) {
            List<NodeTrace> turns = cycle.nodes().stream()
                    .filter(turn -> wanted.matches(cycle.symbolName(), turn.node()))
                    .toList();
            if (!turns.isEmpty()) {
                cycle(cycle, turns);
            }
        }
        outside();
        return text.toString();
    }

    private void cycle(CycleTrace cycle, List<NodeTrace> turns) {
        long ran = cycle.nodes().stream().filter(NodeTrace::ran).count();
        text.append(String.format(
                Locale.ROOT,
                "%nCycle %d, %s at %s: %s%n",
                cycle.number(),
                cycle.kind() == CycleKind.GROUP ? "groups" : cycle.kind().methodName(),
                EpochTime.format(cycle.timeNs()),
                wanted.isAll()
                        ? ran + " of " + cycle.nodes().size() + " nodes"
                                + (cycle.symbolName().isEmpty() ? "" : " of " + cycle.symbolName()) + " ran"
                        : cycle.symbolName().isEmpty() ? "groups" : cycle.symbolName()));
        for (NodeTrace turn : turns) {
            text.append(cycle.label(turn.node().id()))
                    .append(" (")
                    .append(turn.node().type())
                    .append(") ")
                    .append(Explanation.phrase(turn))
                    .append('\n');
            if (turn.ran() || !wanted.isAll()) {
                turn(turn);
            }
        }
    }

    private void turn(NodeTrace turn) {
        for (InputTrace input : turn.inputs()) {
            String reads = input.edge().reference();
            row("in", input.edge().input() + " <- " + reads, ValueWords.of(input.reading()), input(input));
        }
        for (OutputTrace output : turn.outputs()) {
            row("out", output.slot().spec().name(), value(output), output.effect() == null ? "" : effect(turn, output));
        }
        for (int i = 0; i < turn.variablesAfter().size(); i++) {
            NodeReading.Named after = turn.variablesAfter().get(i);
            row("state", after.name(), change(turn.variablesBefore().get(i).reading(), after), "");
        }
        rows();
    }

    private static String input(InputTrace input) {
        if (input.isTrigger()) {
            return "triggered";
        }
        return input.isMissing() ? "missing" : input.isProduced() ? "produced" : "";
    }

    private static String value(OutputTrace output) {
        if (output.slot().spec().kind() == ValueKind.SIGNAL) { // it holds for its cycle only
            return output.effect() == Effect.PRODUCED ? ValueWords.content(output.after()) : "none";
        }
        return ValueWords.change(output.before(), output.after());
    }

    private static String effect(NodeTrace turn, OutputTrace output) {
        String words = Explanation.output(turn, output);
        return words.substring(output.slot().spec().name().length() + 1);
    }

    /** What became of nodes outside of cycles; of a node that was asked for and had no turn, what it holds. */
    private void outside() {
        inspection.nodes().forEach((label, state) -> {
            if (!wanted.matches(state.symbolName(), state.node())) {
                return;
            }
            boolean hasTurn = inspection.lastTurn(label) != null;
            boolean isChanged = inspection.isChangedOutsideOfCycles(label);
            if (!isChanged && (hasTurn || wanted.isAll())) {
                return;
            }
            text.append('\n')
                    .append(label)
                    .append(" (")
                    .append(state.node().type())
                    .append(") ");
            if (isChanged) {
                text.append(state.before() == null ? "began with its symbol" : "changed outside of cycles");
            } else {
                text.append("had no turn: ").append(Explanation.noTurn(inspection, label));
            }
            text.append('\n');
            state(state);
        });
        if (wanted.isAll()
                && inspection.cycles().isEmpty()
                && !inspection.nodes().isEmpty()) {
            String any = inspection.nodes().keySet().iterator().next();
            text.append("\nNo cycle: ")
                    .append(Explanation.noTurn(inspection, any))
                    .append('\n');
        }
    }

    private void state(NodeState state) {
        NodeReading before = state.before();
        NodeReading after = state.after();
        for (int i = 0; i < after.inputs().size(); i++) {
            row(
                    "in",
                    state.node().edges().get(i).input() + " <- "
                            + state.node().edges().get(i).reference(),
                    ValueWords.of(after.inputs().get(i)),
                    "");
        }
        for (int i = 0; i < after.outputs().size(); i++) {
            row(
                    "out",
                    state.node().slots().outputs().get(i).spec().name(),
                    ValueWords.change(
                            before == null ? null : before.outputs().get(i),
                            after.outputs().get(i)),
                    "");
        }
        named("state", before == null ? null : before.variables(), after.variables());
        named("param", before == null ? null : before.parameters(), after.parameters());
        if (after.isQuarantined()) {
            row("", "quarantined", "", "");
        }
        rows();
    }

    private void named(String what, List<NodeReading.Named> before, List<NodeReading.Named> after) {
        for (int i = 0; i < after.size(); i++) {
            row(
                    what,
                    after.get(i).name(),
                    change(before == null ? null : before.get(i).reading(), after.get(i)),
                    "");
        }
    }

    private static String change(Reading before, NodeReading.Named after) {
        return ValueWords.change(
                before == null ? null : ValueWords.timed(after.name(), before),
                ValueWords.timed(after.name(), after.reading()));
    }

    private void row(String... cells) {
        rows.add(cells);
    }

    /** Writes the rows of a node, in columns. */
    private void rows() {
        int[] widths = new int[3];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length() > WIDTH_MAX ? 0 : row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]);
                if (i < widths.length) {
                    line.append(" ".repeat(Math.max(0, widths[i] - row[i].length()) + 2));
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        rows.clear();
    }
}
