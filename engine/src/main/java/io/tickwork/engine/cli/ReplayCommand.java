// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.Digest;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.OutputFiles;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a journal. */
@Command(
        name = "replay",
        description = "Replays a journal from nothing but its own content and compares outputs and state with what was"
                + " recorded: exit 0 when they are bit-identical, 1 when they are not. Or runs another graph over it.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of the journal. Nothing in it is changed.")
    private Path directory;

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Runs the graph in these YAML files, read in order as one, instead of the journal's own, and"
                    + " compares nothing.")
    private List<Path> graph = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Writes values.csv and signals.csv there.")
    private Path out;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ReplayResult result;
        if (out == null) {
            result = replay((of, symbols) -> OutputHandler.NONE);
        } else {
            try (OutputFiles files = new OutputFiles(out)) {
                result = replay(files);
                files.complete();
            }
        }
        PrintWriter text = spec.commandLine().getOut();
        if (graph.isEmpty()) {
            return compared(result, text);
        }
        text.printf(Locale.ROOT, "Replayed %,d events, %,d outputs%n", result.eventCount(), result.outputCount());
        text.println("Done: " + hashes(result.outputsHash(), result.stateHash()));
        return ExitCode.OK;
    }

    private int compared(ReplayResult result, PrintWriter out) {
        Manifest manifest = result.manifest();
        out.printf(
                Locale.ROOT,
                "Journal %s of build %s on %s %s, begun %s%n",
                directory,
                manifest.buildVersion(),
                manifest.jdkVendor(),
                manifest.jdkVersion(),
                manifest.startTime());
        if (!result.sameGraph()) {
            out.println("The code of its nodes is not that of this build; differences may come from that.");
        }
        out.printf(
                Locale.ROOT,
                "Replayed %,d events; compared the outputs of %,d and %,d checkpoints%n",
                result.eventCount(),
                result.checkedEventCount(),
                result.checkpointCount());
        ReplayResult.Difference difference = result.difference();
        if (difference != null) {
            out.printf(
                    Locale.ROOT,
                    "First difference at event %,d: %s, recorded %x, replayed %x%n",
                    difference.sequence(),
                    difference.what(),
                    difference.recorded(),
                    difference.replayed());
        }
        if (!result.isComplete()) {
            out.println("It has no checkpoint of a clean end, so nothing confirms the final state.");
        }
        out.println(verdict(result) + ": " + hashes(result.outputsHash(), result.stateHash()));
        return result.isIdentical() ? ExitCode.OK : ExitCode.NO;
    }

    private static String verdict(ReplayResult result) {
        if (!result.isIdentical()) {
            return "Not identical";
        }
        return result.isComplete() ? "Bit-identical" : "Equal as far as recorded";
    }

    private ReplayResult replay(Replay.Outputs outputs) {
        if (noProgress) {
            return replay(outputs, sequence -> {});
        }
        try (Progress progress = new Progress("Replay", -1)) {
            return replay(outputs, progress::at);
        }
    }

    private ReplayResult replay(Replay.Outputs outputs, LongConsumer progress) {
        Catalogue catalogue = plugins.catalogue();
        if (graph.isEmpty()) {
            return Replay.of(directory, catalogue, outputs, progress);
        }
        GraphFiles.Loaded loaded =
                GraphFiles.load(graph, catalogue, spec.commandLine().getErr());
        return Replay.through(directory, loaded.graph(), outputs, progress);
    }

    /** {@return both hashes in the form that every command prints} */
    static String hashes(long outputsHash, long stateHash) {
        return "outputs " + Digest.format(outputsHash) + " state " + Digest.format(stateHash);
    }
}
