// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.interpret.Effect;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.state.OutputSlot;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.OutputTrace;
import io.tickwork.engine.inspect.Inspection.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A node over time: for each event a row, for each of its turns if there are several. */
public final class NodeTable {
    private static final int VALUE_WIDTH = 24;
    private static final String VALUE_CELL = "  %-" + VALUE_WIDTH + "s";

    /** Whether the node ran, as it stands in the table. */
    private static final String NO_TURN = "no turn";

    /**
     * A row.
     *
     * @param sequence of the event.
     * @param timeNs of the cycle, or of the event when the node had no turn; UTC epoch nanoseconds.
     * @param node its label.
     * @param ran {@code ran}, {@code threw}, or why it did not run.
     * @param outputs by name: what it holds, or of a signal what was emitted; null for nothing.
     */
    public record Row(long sequence, long timeNs, String node, String ran, Map<String, Object> outputs) {
        /** {@return whether the node ran} */
        public boolean hasRun() {
            return ran.equals("ran") || ran.equals("threw");
        }
    }

    private NodeTable() {}

    /**
     * Goes through events.
     *
     * @param inspector of the journal.
     * @param from the sequence of the first event.
     * @param to that of the last; the end of the journal ends it too.
     * @param name of the node; without a symbol, of all that have it.
     * @param rows takes them, in order.
     */
    public static void of(Inspector inspector, long from, long to, NodeName name, Consumer<Row> rows) {
        Inspection inspection = inspector.at(from, name);
        while (inspection != null) {
            add(inspection, rows);
            inspection = inspection.sequence() < to ? inspector.next(name) : null;
        }
    }

    private static void add(Inspection inspection, Consumer<Row> rows) {
        for (CycleTrace cycle : inspection.cycles()) {
            for (NodeTrace turn : cycle.nodes()) {
                Map<String, Object> outputs = new LinkedHashMap<>();
                for (OutputTrace output : turn.outputs()) {
                    boolean isSignal = output.slot().spec().kind() == ValueKind.SIGNAL;
                    boolean isThere = isSignal
                            ? output.effect() == Effect.PRODUCED
                            : output.after().isValid();
                    outputs.put(output.slot().spec().name(), isThere ? ValueWords.content(output.after()) : null);
                }
                rows.accept(new Row(
                        inspection.sequence(),
                        cycle.timeNs(),
                        cycle.label(turn.node().id()),
                        turn.fault() != null ? "threw" : word(turn),
                        outputs));
            }
        }
        inspection.nodes().forEach((label, state) -> {
            if (inspection.lastTurn(label) == null) {
                rows.accept(
                        new Row(inspection.sequence(), inspection.event().timeNs(), label, NO_TURN, outputs(state)));
            }
        });
    }

    private static String word(NodeTrace turn) {
        return turn.ran()
                ? "ran"
                : turn.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> outputs(NodeState state) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (int i = 0; i < state.after().outputs().size(); i++) {
            outputs.put(
                    state.node().slots().outputs().get(i).spec().name(),
                    state.after().outputs().get(i).isValid()
                            ? ValueWords.content(state.after().outputs().get(i))
                            : null);
        }
        return outputs;
    }

    /**
     * {@return the line above the rows}
     *
     * @param name of the node whose outputs they show.
     * @param graph that has it.
     */
    public static String head(NodeName name, Graph graph) {
        GraphNode node = name.in(graph).findFirst().orElseThrow();
        List<String> names = new ArrayList<>();
        for (OutputSlot output : node.slots().outputs()) {
            names.add(output.spec().name());
        }
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%12s  %-30s  %-20s  %-13s", "event", "time", "node", "ran"));
        names.forEach(output -> line.append(String.format(Locale.ROOT, VALUE_CELL, output)));
        return line.toString().stripTrailing();
    }

    /**
     * {@return a row as text}
     *
     * @param row of the table.
     */
    public static String line(Row row) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%12d  %-30s  %-20s  %-13s",
                row.sequence(),
                EpochTime.format(row.timeNs()),
                row.node(),
                row.ran()));
        row.outputs()
                .values()
                .forEach(value -> line.append(String.format(Locale.ROOT, VALUE_CELL, value == null ? "-" : value)));
        return line.toString().stripTrailing();
    }
}
