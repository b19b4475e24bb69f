// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.engine.replay.GraphRun.Start;
import io.tickwork.engine.replay.RecordedOutcomes.CheckpointDifference;
import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.engine.replay.VerifiedGraph.Divergence;
import io.tickwork.engine.replay.VerifiedGraph.Output;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a journal again and compares everything that was recorded: the digest of the outputs of each event, and outputs
 * and state at each checkpoint. Of a journal whose graph has changed, each graph is run from the beginning up to the
 * end of its last generation. Where something differs, it finds out which node began it.
 */
public final class Verification {
    private final ReplayContext context;
    private final JournalHead head;
    private final boolean isFromSnapshot;

    private Verification(ReplayContext context, JournalHead head, boolean isFromSnapshot) {
        this.context = context;
        this.head = head;
        this.isFromSnapshot = isFromSnapshot;
    }

    /**
     * Verifies a journal.
     *
     * @param context where the journal is and which node types there are, and what is told of progress, anew for each
     *     graph; outputs, graph, range and pace are not looked at.
     * @param isFromSnapshot whether to begin with the newest snapshot of the newest graph and compare only what comes
     *     behind it; without one, all is compared.
     * @return what came out of each graph that the journal was written with from there on, oldest first.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws ReplayException when the journal has no graph, or asks for something this build cannot do.
     * @throws io.tickwork.dag.graph.GraphException when a graph of it needs node types that are not there.
     */
    public static List<VerifiedGraph> of(ReplayContext context, boolean isFromSnapshot) {
        JournalHead head = JournalGraph.newestHead(context.journalDirectory());
        return new Verification(context, head, isFromSnapshot).run();
    }

    private List<VerifiedGraph> run() {
        Manifest newest = head.manifest();
        Map<String, Long> lastSequences = new LinkedHashMap<>();
        Map<String, Manifest> manifests = new LinkedHashMap<>();
        GraphRun run = run(newest, Long.MAX_VALUE);
        manifests.putAll(run.manifests());
        lastSequences.putAll(run.lastSequences());
        VerifiedGraph ofNewest = result(run, manifests.getOrDefault(newest.graphFingerprint(), newest));

        List<VerifiedGraph> results = new ArrayList<>();
        for (Manifest manifest : manifests.values()) {
            boolean isOlder = !manifest.graphFingerprint().equals(newest.graphFingerprint());
            if (isOlder && !manifest.graphSources().isEmpty()) {
                results.add(verify(manifest, lastSequences.getOrDefault(manifest.graphFingerprint(), 0L)));
            }
        }
        results.add(ofNewest);
        return results;
    }

    private VerifiedGraph verify(Manifest manifest, long last) {
        try {
            return result(run(manifest, last), manifest);
        } catch (ReplayException e) { // what is missing of older graphs is no reason to say nothing of newer ones
            return new VerifiedGraph(
                    manifest, false, e.getMessage(), Long.MIN_VALUE, Long.MIN_VALUE, 0, 0, 0, false, 0, 0, 0, null);
        }
    }

    private GraphRun run(Manifest manifest, long last) {
        Graph graph = JournalGraph.of(manifest, context.catalogue());
        ReplayContext own = new ReplayContext()
                .journalDirectory(context.journalDirectory())
                .plans(context.plans())
                .progress(context.progress())
                .range(Long.MIN_VALUE, last);
        GraphRun run = new GraphRun(own, graph, manifest.graphFingerprint());
        try (JournalReader reader = run.open(head, isFromSnapshot ? Start.NEWEST : Start.OLDEST)) {
            boolean isMore = true;
            while (isMore && !run.isOver() && !isSettled(run.recorded())) {
                isMore = reader.next(run);
            }
        }
        return run;
    }

    /** Whether all is known that there is to be known about the first difference. */
    private static boolean isSettled(RecordedOutcomes recorded) {
        return recorded.outcomeDifference() != null && recorded.checkpointDifference() != null;
    }

    private VerifiedGraph result(GraphRun run, Manifest manifest) {
        RecordedOutcomes recorded = run.recorded();
        return new VerifiedGraph(
                manifest,
                GraphFingerprint.of(run.graph()).equals(manifest.graphFingerprint()),
                null,
                run.startSequence(),
                run.sequence(),
                run.eventCount(),
                recorded.checkedEventCount(),
                recorded.checkpointCount(),
                run.isComplete(),
                run.processor().outputCount(),
                run.processor().outputsHash(),
                run.processor().stateHash(new long[run.processor().nodeDigestCountMax()]),
                recorded.difference() == null ? null : divergence(run.graph(), recorded));
    }

    private Divergence divergence(Graph graph, RecordedOutcomes recorded) {
        Difference outcome = recorded.outcomeDifference();
        CheckpointDifference checkpoint = recorded.checkpointDifference();
        List<Output> outputs = outcome == null ? List.of() : outputsOf(graph, outcome.sequence());
        NodeDependencies dependencies = new NodeDependencies(graph);
        List<String> nodes = checkpoint == null ? List.of() : dependencies.sorted(checkpoint.nodes());
        List<String> roots = dependencies.roots(nodes);
        String node = roots.isEmpty() ? null : roots.get(0);
        Output output = null;
        for (int i = roots.size() - 1; i >= 0; i--) { // a node type may be in several places; take one that shows here
            Output reached = firstReached(roots.get(i), outputs, dependencies);
            if (reached != null) {
                node = roots.get(i);
                output = reached;
            }
        }
        return new Divergence(
                recorded.difference().sequence(),
                checkpoint == null ? recorded.equalSequence() : checkpoint.equalSequence(),
                recorded.difference(),
                outcome == null ? Long.MIN_VALUE : outcome.sequence(),
                checkpoint == null ? Long.MIN_VALUE : checkpoint.sequence(),
                node,
                output == null ? null : output.name(),
                nodes,
                outputs);
    }

    /**
     * The first of some outputs, in the order in which nodes run, that is a node's or depends on it; null if none is.
     */
    private static Output firstReached(String node, List<Output> outputs, NodeDependencies dependencies) {
        List<String> reached = dependencies.sorted(outputs.stream()
                .map(Output::node)
                .distinct()
                .filter(each -> each.equals(node) || dependencies.upstream(each).contains(node))
                .toList());
        return reached.isEmpty()
                ? null
                : outputs.stream()
                        .filter(each -> each.node().equals(reached.get(0)))
                        .findFirst()
                        .orElseThrow();
    }

    private List<Output> outputsOf(Graph graph, long sequence) {
        List<OutputsOfEvent> found = new ArrayList<>();
        ReplayContext own = new ReplayContext()
                .journalDirectory(context.journalDirectory())
                .graph(graph)
                .plans(context.plans())
                .imageBytes(0)
                .outputs((of, symbols) -> {
                    found.add(new OutputsOfEvent(of, symbols));
                    return found.get(0);
                });
        try (ReplayCursor cursor = ReplayCursor.open(own)) {
            cursor.moveTo(sequence);
            return found.get(0).outputs();
        }
    }
}
