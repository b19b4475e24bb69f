// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Verdict;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.trace.CycleTrace;
import io.tickwork.dag.trace.NodeReading;
import io.tickwork.dag.trace.NodeTrace;
import io.tickwork.dag.trace.Tracer;
import io.tickwork.engine.inspect.Inspection.NodeState;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells of any event of a journal what it did to each node and why. It goes to the event as a {@link ReplayCursor}
 * does, forward and back, and has the event itself run a second time by a {@link Tracer}.
 *
 * <p>Threading: one thread at a time. Cost: that of the cursor, and for each event that is told of a copy of the state,
 * unless it is the one behind the last that was told of.
 */
public final class Inspector implements AutoCloseable {
    private final ReplayCursor cursor;
    private Tracer tracer;
    private NodeName traced;
    private long tracedSequence;

    private Inspector(ReplayCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Opens a journal.
     *
     * @param context what is run.
     * @return the inspector, before the first event.
     * @throws RuntimeException as {@link ReplayCursor#open} does.
     */
    public static Inspector open(ReplayContext context) {
        return new Inspector(ReplayCursor.open(context));
    }

    /** {@return where it stands; to be moved at will} */
    public ReplayCursor cursor() {
        return cursor;
    }

    /** {@return the graph that is run} */
    public Graph graph() {
        return cursor.graph();
    }

    /**
     * Moves to an event and tells of it.
     *
     * @param sequence of the event.
     * @param wanted the nodes to tell of.
     * @return what happened.
     * @throws InspectException when the journal has no such event.
     */
    public Inspection at(long sequence, NodeName wanted) {
        if (sequence <= cursor.oldestSequence()) {
            throw new InspectException("there is no event " + sequence + ": the first one that can be run is "
                    + (cursor.oldestSequence() + 1));
        }
        if (!cursor.moveTo(sequence - 1)) {
            throw missing(sequence);
        }
        Inspection inspection = next(wanted);
        if (inspection == null) {
            throw missing(sequence);
        }
        return inspection;
    }

    private InspectException missing(long sequence) {
        return new InspectException("there is no event " + sequence + ": the last one is " + cursor.sequence());
    }

    /**
     * Moves to the next event and tells of it.
     *
     * @param wanted the nodes to tell of.
     * @return what happened, null when there is no further event.
     */
    public Inspection next(NodeName wanted) {
        GraphProcessor processor = cursor.processor();
        if (tracer == null || tracedSequence != cursor.sequence() || !wanted.equals(traced)) {
            tracer = new Tracer(cursor.graph(), OutputHandler.NONE, wanted::matches);
            copyState(processor, tracer.processor());
            traced = wanted;
        }
        Map<String, NodeReading> before = new LinkedHashMap<>();
        forEach(
                wanted,
                (symbol, node, state) -> before.put(NodeName.label(symbol, node.id()), NodeReading.of(node, state)));
        boolean wasHalted = processor.isHalted();
        if (!cursor.next()) {
            tracedSequence = cursor.sequence();
            return null;
        }
        List<CycleTrace> cycles = tracer.onEvent(cursor.sequence(), cursor.eventBuffer(), cursor.eventOffset());
        tracedSequence = cursor.sequence();
        if (tracer.processor().eventDigest() != cursor.processor().eventDigest()) {
            throw new IllegalStateException(
                    "event " + cursor.sequence() + " puts out something else when it is interpreted");
        }
        Map<String, NodeState> nodes = new LinkedHashMap<>();
        forEach(wanted, (symbol, node, state) -> {
            String label = NodeName.label(symbol, node.id());
            nodes.put(label, new NodeState(node, symbol, before.get(label), NodeReading.of(node, state)));
        });
        return new Inspection(
                cursor.sequence(),
                EventDescription.of(cursor.eventBuffer(), cursor.eventOffset(), cursor.processor()),
                wasHalted,
                wanted.isAll() ? cycles : only(wanted, cycles),
                nodes);
    }

    /** Leaves out the symbols that are not wanted: a tracer does not know of symbols. */
    private static List<CycleTrace> only(NodeName wanted, List<CycleTrace> cycles) {
        List<CycleTrace> kept = new ArrayList<>();
        for (CycleTrace cycle : cycles) {
            List<NodeTrace> nodes = cycle.nodes().stream()
                    .filter(turn -> wanted.matches(cycle.symbolName(), turn.node()))
                    .toList();
            if (!nodes.isEmpty()) {
                kept.add(new CycleTrace(
                        cycle.number(),
                        cycle.kind(),
                        cycle.timeNs(),
                        cycle.symbol(),
                        cycle.symbolName(),
                        cycle.graph(),
                        nodes));
            }
        }
        return kept;
    }

    private static void copyState(GraphProcessor from, GraphProcessor to) {
        ByteArrayOutputStream image = new ByteArrayOutputStream((int) from.imageLength());
        try {
            from.saveImage(Channels.newChannel(image));
            to.loadImage(Channels.newChannel(new ByteArrayInputStream(image.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
    }

    /** Takes a node of a symbol, or of the groups. */
    interface NodeVisitor {
        void visit(String symbolName, GraphNode node, State state);
    }

    /** Visits the nodes of a name where the cursor stands: symbols by id, then groups, in the order of the graph. */
    void forEach(NodeName wanted, NodeVisitor visitor) {
        GraphProcessor processor = cursor.processor();
        for (int id = 0; id < processor.symbolCount(); id++) {
            String name = processor.symbolName(id);
            if (name != null) {
                forEach(wanted, name, graph().of(name).subgraph(), processor.state(id), visitor);
            }
        }
        forEach(wanted, "", graph().groups(), processor.groupState(), visitor);
    }

    private static void forEach(NodeName wanted, String symbol, Subgraph subgraph, State state, NodeVisitor visitor) {
        for (int index : subgraph.order()) {
            GraphNode node = subgraph.nodes().get(index);
            if (wanted.matches(symbol, node)) {
                visitor.visit(symbol, node, state);
            }
        }
    }

    /**
     * Where a node threw.
     *
     * @param sequence of the event; the oldest place that can be moved to when it was before that.
     * @param cause what it threw, null when it was not in a cycle, or before the oldest place.
     */
    public record Fault(long sequence, Exception cause) {}

    /**
     * Finds the fault for which a node is quarantined. Moves the cursor and leaves it somewhere before; takes as long
     * as running the events since.
     *
     * @param symbolName of the node, empty for a group.
     * @param id of the node.
     * @param sequence behind which the node is quarantined.
     * @return the last fault up to there.
     */
    public Fault faultBefore(String symbolName, String id, long sequence) {
        NodeName name = new NodeName(symbolName, id);
        long from = sequence;
        for (long distance = 1; isQuarantinedAt(name, from); distance *= 2) {
            if (from == cursor.oldestSequence()) {
                return new Fault(from, null);
            }
            from = Math.max(cursor.oldestSequence(), sequence - distance);
        }
        long last = -1;
        boolean was = false;
        while (cursor.sequence() < sequence && cursor.next()) {
            boolean is = isQuarantined(name);
            last = is && !was ? cursor.sequence() : last;
            was = is;
        }
        Inspection inspection = at(last, name);
        Exception cause = inspection.cycles().stream()
                .flatMap(cycle -> cycle.nodes().stream())
                .filter(turn -> turn.verdict() == Verdict.RUNS && turn.fault() != null)
                .map(NodeTrace::fault)
                .reduce((first, second) -> second)
                .orElse(null);
        return new Fault(last, cause);
    }

    private boolean isQuarantinedAt(NodeName name, long sequence) {
        cursor.moveTo(sequence);
        return isQuarantined(name);
    }

    private boolean isQuarantined(NodeName name) {
        boolean[] found = new boolean[1];
        forEach(name, (symbol, node, state) -> found[0] |= state.isQuarantined(node.index()));
        return found[0];
    }

    @Override
    public void close() {
        cursor.close();
    }
}
