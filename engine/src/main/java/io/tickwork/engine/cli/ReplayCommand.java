// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.Digest;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.replay.OutputFiles;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "The first event whose outputs are wanted. The replay begins with the newest snapshot before"
                    + " it. Default: the first there is.")
    private Long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last event that is run. Default: the last there is.")
    private Long to;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            converter = Speed.class,
            description = "Paces the events by their times, FACTOR times faster. Default: as fast as they go.")
    private Double speed;

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            converter = WordConverter.OfPace.class,
            completionCandidates = WordConverter.OfPace.class,
            description = "By which of their times events are paced: ${COMPLETION-CANDIDATES}. Default: event.")
    private Pace pace;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes values.csv and signals.csv there.")
    private Path out;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    /** Times of an event. */
    enum Pace {
        /** When it happened. */
        EVENT,
        /** When it reached the process that journaled it. */
        RECEIVE
    }

    @Override
    public Integer call() {
        checkRange();
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
        range(result, text);
        text.printf(Locale.ROOT, "Replayed %,d events, %,d outputs%n", result.eventCount(), result.outputCount());
        text.println("Done: " + hashes(result.outputsHash(), result.stateHash()));
        return ExitCode.OK;
    }

    private void checkRange() {
        if (from != null && from < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--from': " + from + " is not above 0");
        }
        if (to != null && to < (from == null ? 1 : from)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--to': " + to + " is before "
                            + (from == null ? "the first event" : "event " + from));
        }
        if (pace != null && speed == null) {
            throw new ParameterException(spec.commandLine(), "--pace is for --speed");
        }
    }

    /** Says where it began and ended, where that is not where the journal does. */
    private void range(ReplayResult result, PrintWriter out) {
        if (result.startSequence() != Long.MIN_VALUE) {
            out.printf(Locale.ROOT, "Begun with the snapshot of event %,d%n", result.startSequence());
        }
        if (from != null || to != null) {
            out.printf(Locale.ROOT, "Outputs of events %,d to %,d%n", from == null ? 1 : from, result.lastSequence());
        }
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
        range(result, out);
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
        if (!result.isComplete() && to == null) {
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
        Catalogue catalogue = plugins.catalogue();
        ReplayContext context = new ReplayContext()
                .journalDirectory(directory)
                .catalogue(catalogue)
                .outputs(outputs)
                .range(from == null ? Long.MIN_VALUE : from, to == null ? Long.MAX_VALUE : to);
        if (speed != null) {
            context.pacer(Pacer.ofSpeed(SystemNanoClock.INSTANCE, speed), pace == Pace.RECEIVE);
        }
        if (!graph.isEmpty()) {
            context.graph(GraphFiles.load(graph, catalogue, spec.commandLine().getErr())
                    .graph());
        }
        if (noProgress) {
            return Replay.of(context);
        }
        try (Progress progress = Progress.overEvents("Replay", directory, context.lastSequence())) {
            return Replay.of(context.progress(progress::at));
        }
    }

    /** {@return both hashes in the form that every command prints} */
    static String hashes(long outputsHash, long stateHash) {
        return "outputs " + Digest.format(outputsHash) + " state " + Digest.format(stateHash);
    }
}
