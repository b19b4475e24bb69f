// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Replays a journal from its beginning, from nothing but its own content: the graph is the one in its manifest. The
 * outputs of each event are compared with the digest recorded for it, and state and outputs with each checkpoint.
 */
public final class Replay implements JournalHandler {
    private final Catalogue catalogue;
    private final Graph otherGraph;
    private final Outputs outputs;
    private final LongConsumer progress;
    private Manifest manifest;
    private boolean sameGraph;
    private GraphProcessor processor;
    private RecordedOutcomes recorded;
    private boolean isComplete;

    private Replay(Catalogue catalogue, Graph otherGraph, Outputs outputs, LongConsumer progress) {
        this.catalogue = catalogue;
        this.otherGraph = otherGraph;
        this.outputs = outputs;
        this.progress = progress;
    }

    /**
     * Replays a journal.
     *
     * @param directory of the journal; nothing in it is changed.
     * @param catalogue the node types its graph may use.
     * @param outputs takes everything the graph puts out.
     * @param progress is told the sequence of each event.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal asks for something this build cannot do.
     * @throws io.tickwork.dag.graph.GraphException when its graph needs node types that are not there.
     */
    public static ReplayResult of(Path directory, Catalogue catalogue, OutputHandler outputs, LongConsumer progress) {
        return of(directory, catalogue, (graph, symbols) -> outputs, progress);
    }

    /**
     * Replays a journal.
     *
     * @param directory of the journal; nothing in it is changed.
     * @param catalogue the node types its graph may use.
     * @param outputs makes what takes everything the graph puts out.
     * @param progress is told the sequence of each event.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal has no graph, or asks for something this build cannot do.
     * @throws io.tickwork.dag.graph.GraphException when its graph needs node types that are not there.
     */
    public static ReplayResult of(Path directory, Catalogue catalogue, Outputs outputs, LongConsumer progress) {
        return run(directory, new Replay(catalogue, null, outputs, progress));
    }

    /**
     * Runs another graph over the events of a journal. What the journal's own graph put out is not compared.
     *
     * @param directory of the journal; nothing in it is changed.
     * @param graph to run.
     * @param outputs makes what takes everything the graph puts out.
     * @param progress is told the sequence of each event.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     */
    public static ReplayResult through(Path directory, Graph graph, Outputs outputs, LongConsumer progress) {
        return run(directory, new Replay(null, graph, outputs, progress));
    }

    private static ReplayResult run(Path directory, Replay replay) {
        try (JournalReader reader = JournalReader.open(directory)) {
            if (reader.isTrimmed() && replay.otherGraph == null) {
                throw new ReplayException("The oldest segments of the journal " + directory
                        + " have been removed, so that its events cannot be run again from the first on. Bring them back,"
                        + " or run a graph over those that are left with --graph.");
            }
            reader.readAll(replay);
        }
        return replay.result();
    }

    /** Makes what takes the outputs of a replay, once its graph is known. */
    @FunctionalInterface
    public interface Outputs {
        /**
         * {@return what takes them}
         *
         * @param graph that is run.
         * @param symbols gives the name of a symbol that was defined, by its id.
         */
        OutputHandler open(Graph graph, IntFunction<String> symbols);
    }

    @Override
    public void onManifest(Manifest found) {
        if (processor != null) {
            if (otherGraph == null) {
                requireSameGraph(found);
            }
            return; // repeated at the head of every file
        }
        manifest = found;
        Graph graph = otherGraph == null ? JournalGraph.of(found, catalogue) : otherGraph;
        sameGraph = GraphFingerprint.of(graph).equals(found.graphFingerprint());
        processor =
                new GraphProcessor(graph, PlanCompiler::compile, outputs.open(graph, id -> processor.symbolName(id)));
        recorded = new RecordedOutcomes(processor);
    }

    private void requireSameGraph(Manifest found) {
        if (!found.graphFingerprint().equals(manifest.graphFingerprint())) {
            throw new ReplayException("The journal changes its graph after " + processor.eventCount()
                    + " events, and this build replays journals of one graph only.");
        }
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        processor.onEvent(sequence, buffer, offset);
        if (otherGraph == null) {
            recorded.onEvent(sequence);
        }
        isComplete = false;
        progress.accept(sequence);
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        if (otherGraph == null) {
            recorded.onOutcome(sequence, digest);
        }
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        isComplete = checkpoint.closing();
        if (otherGraph == null) {
            recorded.onCheckpoint(checkpoint);
        }
    }

    private ReplayResult result() {
        return new ReplayResult(
                manifest,
                sameGraph,
                processor.eventCount(),
                recorded.checkedEventCount(),
                recorded.checkpointCount(),
                isComplete,
                processor.outputCount(),
                processor.outputsHash(),
                processor.stateHash(new long[processor.nodeDigestCountMax()]),
                recorded.difference());
    }
}
