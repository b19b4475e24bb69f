// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.GraphRun.Start;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * Replays a journal, from nothing but its own content: the graph is that of its newest manifest. The outputs of each
 * event are compared with the digest recorded for it, and state and outputs with each checkpoint.
 *
 * <p>Where the journal's graph has changed, the newest one is run over all events, as the engine did when it took the
 * journal over, and compared from there on: {@link Verification} compares the others too. A journal whose oldest
 * segments have been removed is replayed from the oldest snapshot of that graph.
 */
public final class Replay {
    private Replay() {}

    /**
     * Replays a journal.
     *
     * @param directory of the journal; nothing in it is changed.
     * @param catalogue the node types its graph may use.
     * @param outputs takes everything the graph puts out.
     * @param progress is told the sequence of each event.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal has no graph, or asks for something this build cannot do.
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
        return of(new ReplayContext()
                .journalDirectory(directory)
                .catalogue(catalogue)
                .outputs(outputs)
                .progress(progress));
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
        return of(new ReplayContext()
                .journalDirectory(directory)
                .graph(graph)
                .outputs(outputs)
                .progress(progress));
    }

    /**
     * Replays a journal, or a range of it, with its own graph or another; what another puts out is not compared.
     *
     * @param context what is run.
     * @return what was found.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal has no graph, asks for something this build cannot do, or ends before
     *     the range begins.
     * @throws io.tickwork.dag.graph.GraphException when its graph needs node types that are not there.
     */
    public static ReplayResult of(ReplayContext context) {
        JournalHead head = JournalGraph.newestHead(context.journalDirectory());
        boolean isOther = context.graph() != null;
        String recordedFingerprint = isOther ? null : head.manifest().graphFingerprint();
        Graph graph = isOther ? context.graph() : JournalGraph.of(head.manifest(), context.catalogue());
        GraphRun run = new GraphRun(context, graph, recordedFingerprint);
        boolean isRange = context.firstSequence() != Long.MIN_VALUE && context.isUsingSnapshots();
        try (JournalReader reader = run.open(head, isRange ? Start.BEFORE_RANGE : Start.OLDEST)) {
            boolean isMore = true;
            while (isMore && !run.isOver()) {
                isMore = reader.next(run);
            }
        }
        if (context.firstSequence() != Long.MIN_VALUE && run.sequence() < context.firstSequence()) {
            throw new ReplayException("The journal " + context.journalDirectory() + " has no event "
                    + context.firstSequence() + ": its last is " + Math.max(0, run.sequence()) + ".");
        }
        Manifest manifest = isOther
                ? run.manifests().values().iterator().next()
                : run.manifests().getOrDefault(recordedFingerprint, head.manifest());
        return result(run, manifest);
    }

    private static ReplayResult result(GraphRun run, Manifest manifest) {
        RecordedOutcomes recorded = run.recorded();
        return new ReplayResult(
                manifest,
                GraphFingerprint.of(run.graph()).equals(manifest.graphFingerprint()),
                run.startSequence(),
                run.sequence(),
                run.eventCount(),
                recorded.checkedEventCount(),
                recorded.checkpointCount(),
                run.isComplete(),
                run.processor().outputCount(),
                run.processor().outputsHash(),
                run.processor().stateHash(new long[run.processor().nodeDigestCountMax()]),
                recorded.difference());
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
}
