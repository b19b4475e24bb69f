// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.export.TableFiles;
import io.tickwork.engine.export.TableFormat;
import io.tickwork.engine.export.TableSink;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.profile.Profiler;
import io.tickwork.engine.record.ReplayRecording;
import io.tickwork.engine.replay.OutputFiles;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.engine.sink.CsvSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final String CSV = "csv";

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "The directory of the journal. Nothing in it is changed. Several are replayed in processes of"
                    + " their own, and what comes out is joined in the order given.")
    private List<Path> directories;

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

    @Option(
            names = "--record-outputs",
            paramLabel = "DIR",
            description = "Records what comes out in this new directory, to compare it later with 'tickwork diff"
                    + " --against'.")
    private Path recordedOutputs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Of the files of outputs: csv, or parquet, which a plug-in brings. Default: csv.")
    private String format = CSV;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many of several journals are replayed at a time. Default: as many as there are"
                    + " processors.")
    private Integer jobs;

    @Option(
            names = "--profile",
            description = "Measures what each node does and takes, and prints it as a table, the dearest first. The"
                    + " events are run three more times beside the replay.")
    private boolean profile;

    @Option(
            names = "--profile-html",
            paramLabel = "FILE",
            description = "Does so, and writes the page of the graph with it drawn in.")
    private Path profilePage;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

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
        checkJobs();
        if (directories.size() > 1) {
            return replayAll();
        }
        Path directory = directories.get(0);
        if (profilePage != null && Files.exists(profilePage)) {
            throw CommandException.input(profilePage + ": already exists; name another file or remove it first");
        }
        Profiler profiler = profile || profilePage != null ? new Profiler() : null;
        ReplayResult result = replay(directory, profiler);
        PrintWriter text = spec.commandLine().getOut();
        ReplayReport report = new ReplayReport(directory, result, !graph.isEmpty(), from, to);
        ProfileReport profiled = profiler == null ? null : new ProfileReport(profiler.profile());
        if (profilePage != null && profiler.graph() != null) {
            writePage(profiled.page(directory.toString(), profiler.graph()));
        }
        if (json) {
            report.printJson(profiled, text);
        } else {
            report.print(text);
            if (profile) {
                profiled.print(text);
            }
        }
        return result.isIdentical() ? ExitCode.OK : ExitCode.NO;
    }

    private OutputFiles.SinkMaker files() {
        if (format.equals(CSV)) {
            return OutputFiles.named(names -> new CsvSink(out, names));
        }
        TableFormat chosen = plugins.tableFormat(format);
        return OutputFiles.named(names -> new TableSink(TableFiles.in(chosen, out), names));
    }

    private void writePage(String page) {
        try {
            Files.writeString(profilePage, page);
        } catch (IOException e) {
            throw CommandException.environment(
                    profilePage + ": cannot be written (" + e + "); name another file with --profile-html", e);
        }
    }

    private void checkJobs() {
        if (jobs != null && jobs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--jobs': " + jobs + " is not above 0");
        }
        if (directories.size() > 1 && profilePage != null) {
            throw new ParameterException(spec.commandLine(), "--profile-html is for one journal");
        }
        if (directories.size() > 1 && recordedOutputs != null) {
            throw new ParameterException(spec.commandLine(), "--record-outputs is for one journal");
        }
        if (directories.size() > 1 && !format.equals(CSV)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format of several journals can only be csv: files of"
                            + " others are not joined; replay each into a directory of its own");
        }
        if (new HashSet<>(directories).size() < directories.size()) {
            throw new ParameterException(spec.commandLine(), "A journal is named twice: " + directories);
        }
    }

    private int replayAll() {
        if (out != null
                && (Files.exists(out.resolve(CsvSink.VALUES_FILE))
                        || Files.exists(out.resolve(CsvSink.SIGNALS_FILE)))) {
            throw CommandException.input(out + ": has outputs in it already; name another directory with --out");
        }
        int limit = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        ReplayJobs all = new ReplayJobs(directories, optionsOfEach(), out, json);
        PrintWriter text = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (noProgress) {
            return all.run(limit, events -> {}, text, err);
        }
        try (Progress progress = new Progress("Replay", ReplayJobs.eventCount(directories))) {
            return all.run(limit, progress::at, text, err);
        }
    }

    private List<String> optionsOfEach() {
        List<String> options = new ArrayList<>();
        add(options, "--from", from);
        add(options, "--to", to);
        add(options, "--speed", speed);
        add(options, "--pace", pace == null ? null : pace.name().toLowerCase(Locale.ROOT));
        add(options, "--plugins", plugins.directory());
        if (profile) {
            options.add("--profile");
        }
        if (json) {
            options.add("--json");
        }
        if (!graph.isEmpty()) {
            options.add("--graph");
            graph.forEach(file -> options.add(file.toString()));
        }
        return options;
    }

    private static void add(List<String> options, String name, Object value) {
        if (value != null) {
            options.addAll(List.of(name, value.toString()));
        }
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

    private ReplayResult replay(Path directory, Profiler profiler) {
        Catalogue catalogue = plugins.catalogue();
        GraphFiles.Loaded other = graph.isEmpty()
                ? null
                : GraphFiles.load(graph, catalogue, spec.commandLine().getErr());
        if (out == null && recordedOutputs == null) {
            return replay(directory, catalogue, other, (of, symbols) -> OutputHandler.NONE, profiler);
        }
        List<OutputFiles.SinkMaker> makers = new ArrayList<>();
        ReplayRecording recording = recordedOutputs == null
                ? null
                : new ReplayRecording(
                        recordedOutputs,
                        directory,
                        other == null ? null : other.manifestSources(),
                        from == null ? Long.MIN_VALUE : from);
        if (recording != null) {
            makers.add(recording);
        }
        if (out != null) {
            makers.add(files());
        }
        try (OutputFiles files = new OutputFiles(makers)) {
            ReplayResult result = replay(directory, catalogue, other, files, profiler);
            files.complete();
            if (recording != null) {
                recording.completeUpTo(result.lastSequence());
            }
            return result;
        }
    }

    private ReplayResult replay(
            Path directory, Catalogue catalogue, GraphFiles.Loaded other, Replay.Outputs outputs, Profiler profiler) {
        ReplayContext context = new ReplayContext()
                .journalDirectory(directory)
                .catalogue(catalogue)
                .outputs(outputs)
                .range(from == null ? Long.MIN_VALUE : from, to == null ? Long.MAX_VALUE : to);
        if (profiler != null) {
            context.observer(profiler);
        }
        if (speed != null) {
            context.pacer(Pacer.ofSpeed(SystemNanoClock.INSTANCE, speed), pace == Pace.RECEIVE);
        }
        if (other != null) {
            context.graph(other.graph());
        }
        if (noProgress) {
            return Replay.of(context);
        }
        try (Progress progress = Progress.overEvents("Replay", directory, context.lastSequence())) {
            return Replay.of(context.progress(progress::at));
        }
    }
}
