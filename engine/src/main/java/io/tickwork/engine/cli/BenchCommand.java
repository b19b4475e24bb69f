// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.engine.replay.JournalGraph;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a graph costs. */
@Command(
        name = "bench",
        description = "Measures what an event costs in a graph, and in which node: in processes of their own that are"
                + " warmed up until the JIT has settled, with the interpreter's answer in every round.")
final class BenchCommand implements Callable<Integer> {
    private static final int FORKS_DEFAULT = 3;
    /** A profile wants samples, of which there is one a millisecond at most. */
    private static final int PROFILE_FACTOR = 2;

    @Mixin
    private GraphFiles graphFiles;

    @Mixin
    private BenchData data;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Measures the graph in these YAML files too, over the same events and in turn with the first.")
    private List<Path> other = List.of();

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "In how many processes each graph is measured. Default: " + FORKS_DEFAULT + ".")
    private int forks = FORKS_DEFAULT;

    @Option(
            names = "--measure",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each process measures, once it is warm. Default: 3s.")
    private Duration measure = Duration.ofSeconds(3);

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Spec
    private CommandSpec spec;

    /** A graph that is measured, and what its processes found. */
    private record Subject(
            List<Path> files, Graph graph, List<BenchProcess.Measured> measured, BenchProcess.Profiled[] profiled) {}

    @Override
    public Integer call() {
        if (forks < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--forks': " + forks + " is not above 0");
        }
        Catalogue catalogue = graphFiles.plugins().catalogue();
        List<Subject> subjects = new ArrayList<>();
        subjects.add(subject(graphFiles.files(), catalogue));
        if (!other.isEmpty()) {
            subjects.add(subject(other, catalogue));
        }
        String events = data.load().description(); // here, so that what is wrong is said once
        try (StopSignal stop = StopSignal.listen()) {
            run(subjects, stop);
            if (stop.isStopped()) {
                spec.commandLine().getErr().println("Stopped before everything was measured.");
                return ExitCode.OK;
            }
        }
        List<BenchReport> reports = subjects.stream()
                .map(subject ->
                        BenchReport.of(subject.files(), subject.graph(), subject.measured(), subject.profiled()[0]))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(BenchReport.json(events, reports), out);
        } else {
            BenchReport.print(events, reports, out);
        }
        return ExitCode.OK;
    }

    private Subject subject(List<Path> files, Catalogue catalogue) {
        Graph graph = files.isEmpty() && data.journal() != null
                ? graphOf(data.journal(), catalogue)
                : GraphFiles.load(files, catalogue, spec.commandLine().getErr()).graph();
        return new Subject(files, graph, new ArrayList<>(), new BenchProcess.Profiled[1]);
    }

    /** {@return the newest graph of a journal} */
    static Graph graphOf(Path journal, Catalogue catalogue) {
        return JournalGraph.of(JournalGraph.newestHead(journal).manifest(), catalogue);
    }

    /** The graphs in turn, so that what the machine does meanwhile is done to both. */
    private void run(List<Subject> subjects, StopSignal stop) {
        try (Progress progress = new Progress("Processes", (forks + 1L) * subjects.size())) {
            long done = 0;
            for (int fork = 0; fork <= forks; fork++) {
                for (Subject subject : subjects) {
                    if (!noProgress) {
                        progress.at(done++);
                    }
                    boolean isProfiling = fork == forks;
                    String found = process(subject, isProfiling, stop);
                    if (stop.isStopped()) {
                        return;
                    }
                    if (isProfiling) {
                        subject.profiled()[0] = parse(found, BenchProcess.Profiled.class);
                    } else {
                        subject.measured().add(parse(found, BenchProcess.Measured.class));
                    }
                }
            }
        }
    }

    private String process(Subject subject, boolean isProfiling, StopSignal stop) {
        long measureNs = measure.toNanos() * (isProfiling ? PROFILE_FACTOR : 1);
        List<String> words = new ArrayList<>(data.arguments());
        words.add("--measure-ns=" + measureNs);
        if (isProfiling) {
            words.add("--profile");
        }
        if (graphFiles.plugins().directory() != null) {
            words.addAll(List.of("--plugins", graphFiles.plugins().directory().toString()));
        }
        for (Path file : subject.files()) {
            words.addAll(List.of("--graph", file.toString()));
        }
        FreshProcess.Result result = FreshProcess.run(
                stop, BenchProcess.class, isProfiling ? BenchProcess.PROFILER_FLAGS : List.of(), words);
        if (result.exitCode() != ExitCode.OK && !stop.isStopped()) {
            throw CommandException.environment(
                    "a process that measured ended with exit code " + result.exitCode() + "; what it said stands above",
                    null);
        }
        return result.output();
    }

    private static <T> T parse(String found, Class<T> type) {
        try {
            return JSON.std.beanFrom(type, found);
        } catch (IOException e) {
            throw CommandException.environment(
                    "a process that measured wrote something else than what it found: " + found, e);
        }
    }
}
