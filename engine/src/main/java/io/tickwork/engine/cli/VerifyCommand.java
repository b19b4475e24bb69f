// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.run.Digest;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.Verification;
import io.tickwork.engine.replay.VerifiedGraph;
import io.tickwork.engine.replay.VerifiedGraph.Divergence;
import io.tickwork.engine.replay.VerifiedGraph.Output;
import io.tickwork.journal.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a journal. */
@Command(
        name = "verify",
        description = "Runs the graphs of a journal again and compares the outputs of each event, and outputs and state"
                + " at each checkpoint, with what was recorded: exit 0 when they are bit-identical, 1 when they are not,"
                + " with the first event that differs and the node that began it.")
final class VerifyCommand implements Callable<Integer> {
    private static final double NS_PER_S = 1e9;
    private static final int NODES_SHOWN = 10;

    @Parameters(paramLabel = "DIR", description = "The directory of the journal. Nothing in it is changed.")
    private Path directory;

    @Option(
            names = "--from-snapshot",
            description = "Begins with the newest snapshot and verifies what comes behind it; with the first event if"
                    + " there is none that can be used.")
    private boolean fromSnapshot;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    /** An output as it is printed; the names are keys that scripts rely on. */
    private record OutputDescription(String node, String name, String value) {}

    /** A divergence as it is printed; null stands for what is not known, or is not there. */
    private record DivergenceDescription(
            long sequence,
            String what,
            String recorded,
            String replayed,
            Long equalSequence,
            Long outputSequence,
            Long checkpointSequence,
            String node,
            String output,
            List<String> nodes,
            List<OutputDescription> outputs) {}

    /** A graph as it is printed. */
    private record GraphDescription(
            String fingerprint,
            long firstGeneration,
            boolean sameGraph,
            String obstacle,
            Long startSequence,
            Long lastSequence,
            long events,
            long comparedEvents,
            long checkpoints,
            boolean complete,
            long outputs,
            String outputsHash,
            String stateHash,
            DivergenceDescription divergence) {}

    /** All of it. */
    private record Description(
            boolean identical, long events, double seconds, double eventsPerSecond, List<GraphDescription> graphs) {}

    @Override
    public Integer call() {
        long startNs = System.nanoTime();
        List<VerifiedGraph> graphs = verify();
        double seconds = (System.nanoTime() - startNs) / NS_PER_S;
        boolean isIdentical = graphs.stream().allMatch(VerifiedGraph::isIdentical);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            long events = events(graphs);
            Json.print(
                    new Description(
                            isIdentical,
                            events,
                            seconds,
                            events / seconds,
                            graphs.stream().map(VerifyCommand::describe).toList()),
                    out);
        } else {
            graphs.forEach(graph -> print(graph, out));
            out.printf(
                    Locale.ROOT,
                    "Ran %,d events in %.2f s, %,.0f a second%n",
                    events(graphs),
                    seconds,
                    events(graphs) / seconds);
        }
        return isIdentical ? ExitCode.OK : ExitCode.NO;
    }

    private List<VerifiedGraph> verify() {
        ReplayContext context = new ReplayContext().journalDirectory(directory).catalogue(plugins.catalogue());
        if (noProgress) {
            return Verification.of(context, fromSnapshot);
        }
        try (Progress progress = Progress.overEvents("Verify", directory, Long.MAX_VALUE)) {
            return Verification.of(context.progress(progress::at), fromSnapshot);
        }
    }

    private static long events(List<VerifiedGraph> graphs) {
        return graphs.stream().mapToLong(VerifiedGraph::eventCount).sum();
    }

    private static GraphDescription describe(VerifiedGraph graph) {
        return new GraphDescription(
                graph.manifest().graphFingerprint(),
                graph.manifest().generation(),
                graph.sameGraph(),
                graph.obstacle(),
                known(graph.startSequence()),
                known(graph.lastSequence()),
                graph.eventCount(),
                graph.checkedEventCount(),
                graph.checkpointCount(),
                graph.isComplete(),
                graph.outputCount(),
                Digest.format(graph.outputsHash()),
                Digest.format(graph.stateHash()),
                graph.isIdentical() ? null : describe(graph.divergence()));
    }

    private static DivergenceDescription describe(Divergence divergence) {
        return new DivergenceDescription(
                divergence.sequence(),
                divergence.outcome().what(),
                Long.toHexString(divergence.outcome().recorded()),
                Long.toHexString(divergence.outcome().replayed()),
                known(divergence.equalSequence()),
                known(divergence.outputSequence()),
                known(divergence.checkpointSequence()),
                divergence.node(),
                divergence.output(),
                divergence.nodes(),
                divergence.outputs().stream()
                        .map(output -> new OutputDescription(output.node(), output.name(), output.value()))
                        .toList());
    }

    private static Long known(long sequence) {
        return sequence == Long.MIN_VALUE ? null : sequence;
    }

    private void print(VerifiedGraph graph, PrintWriter out) {
        Manifest manifest = graph.manifest();
        out.printf(
                Locale.ROOT,
                "Journal %s, generation %d of build %s on %s %s, begun %s%n",
                directory,
                manifest.generation(),
                manifest.buildVersion(),
                manifest.jdkVendor(),
                manifest.jdkVersion(),
                manifest.startTime());
        if (graph.obstacle() != null) {
            out.println("Not verified: " + graph.obstacle());
            return;
        }
        if (!graph.sameGraph()) {
            out.println("The code of its nodes is not that of this build; differences may come from that.");
        }
        if (graph.startSequence() != Long.MIN_VALUE) {
            out.printf(Locale.ROOT, "Begun with the snapshot of event %,d%n", graph.startSequence());
        }
        out.printf(
                Locale.ROOT,
                "Compared the outputs of %,d events and %,d checkpoints%n",
                graph.checkedEventCount(),
                graph.checkpointCount());
        if (!graph.isIdentical()) {
            print(graph.divergence(), out);
        } else if (!graph.isComplete()) {
            out.println("It has no checkpoint of a clean end, so nothing confirms the final state.");
        }
        String verdict = graph.isIdentical()
                ? graph.isComplete() ? "Bit-identical" : "Equal as far as recorded"
                : "Not identical";
        out.println(verdict + ": " + ReplayReport.hashes(graph.outputsHash(), graph.stateHash()));
    }

    private static void print(Divergence divergence, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "First difference at event %,d: %s, recorded %x, replayed %x%n",
                divergence.sequence(),
                divergence.outcome().what(),
                divergence.outcome().recorded(),
                divergence.outcome().replayed());
        out.println(
                divergence.equalSequence() == Long.MIN_VALUE
                        ? "No checkpoint before it was compared; the state may have differed earlier."
                        : String.format(
                                Locale.ROOT,
                                "The state was equal behind event %,d, and may have differed from the next on.",
                                divergence.equalSequence()));
        if (divergence.checkpointSequence() == Long.MIN_VALUE) {
            out.println("No checkpoint behind it tells which node it was.");
        } else if (divergence.node() == null) {
            out.printf(
                    Locale.ROOT,
                    "Behind event %,d no node differs, only what came from outside or bars that are open.%n",
                    divergence.checkpointSequence());
        } else {
            out.printf(
                    Locale.ROOT,
                    "It began in node %s: behind event %,d its state differs, and that of no node it depends on.%n",
                    divergence.node(),
                    divergence.checkpointSequence());
            printNodes(divergence.nodes(), out);
        }
        if (divergence.outputSequence() == Long.MIN_VALUE) {
            out.println("No output differs.");
            return;
        }
        if (divergence.output() != null) {
            out.printf(
                    Locale.ROOT,
                    "It left first in output %s of event %,d.%n",
                    divergence.output(),
                    divergence.outputSequence());
        }
        out.printf(
                Locale.ROOT,
                "Event %,d puts out %s%n",
                divergence.outputSequence(),
                divergence.outputs().isEmpty() ? "nothing now." : "now:");
        for (Output output : divergence.outputs()) {
            out.println("    " + output.name() + " = " + output.value());
        }
    }

    private static void printNodes(List<String> nodes, PrintWriter out) {
        int more = nodes.size() - NODES_SHOWN;
        out.println("Nodes that differ there, in the order in which they run: "
                + String.join(", ", nodes.subList(0, Math.min(NODES_SHOWN, nodes.size())))
                + (more > 0 ? ", and " + more + " more" : ""));
    }
}
