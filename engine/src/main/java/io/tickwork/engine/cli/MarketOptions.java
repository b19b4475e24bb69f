// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.bench.EventTape;
import io.tickwork.engine.bench.Rehearsal;
import io.tickwork.engine.bench.SharedPlans;
import io.tickwork.engine.doctor.HostFiles;
import io.tickwork.engine.thread.Pins;
import io.tickwork.journal.QueueClasses;
import io.tickwork.ring.WaitMode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that feeds trades through an engine. */
final class MarketOptions {
    private static final long WARM_UP_EVENTS = 200_000;
    private static final long WARM_UP_WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(500);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private GraphFiles graphFiles;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes everything that leaves the engine to values.csv and signals.csv in this directory.")
    private Path out;

    @Option(
            names = "--record-outputs",
            paramLabel = "DIR",
            description = "Records everything that leaves the engine in this directory, to compare it later with"
                    + " 'tickwork diff --against': a new or empty one, or one that was recorded with this journal.")
    private Path recordedOutputs;

    @Option(
            names = "--wait",
            paramLabel = "MODE",
            converter = WordConverter.OfWaitMode.class,
            completionCandidates = WordConverter.OfWaitMode.class,
            description = "What the engine thread does without work: ${COMPLETION-CANDIDATES}. Default: busy-spin.")
    private WaitMode waitMode = WaitMode.BUSY_SPIN;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Runs made-up events of all kinds through the graph before the first real one, on state of"
                    + " their own, until the JIT has settled, and for this long at most. Default: none.")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--warm-up-from",
            paramLabel = "JOURNAL",
            description = "Runs the first " + WARM_UP_EVENTS + " events of a journal as well while it warms up. Needs"
                    + " --warm-up. Nothing in the journal is changed.")
    private Path warmUpJournal;

    @Option(
            names = "--pin",
            paramLabel = "THREAD=CORE",
            split = ",",
            description = "Keeps a thread on a core, as engine=2,bridge=3. Threads: engine, bridge, journaler,"
                    + " journal-keeper, journal-forcer, snapshots. Default: the scheduler decides.")
    private SortedMap<String, Integer> cores = new TreeMap<>();

    private int batchLimit = EngineContext.BATCH_LIMIT_DEFAULT;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            converter = Speed.class,
            description = "Paces the trades by their own times, FACTOR times faster. Default: as fast as they go.")
    private Double speed;

    @Option(
            names = "--batch-limit",
            paramLabel = "N",
            description =
                    "The most events journaled as one excerpt. Default: " + EngineContext.BATCH_LIMIT_DEFAULT + ".")
    private void batchLimit(int limit) {
        if (limit < 1 || limit > EngineContext.BATCH_LIMIT_MAX) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--batch-limit': " + limit + " is not from 1 to "
                            + EngineContext.BATCH_LIMIT_MAX);
        }
        batchLimit = limit;
    }

    /**
     * Checks which thread is to run on which core.
     *
     * @return the cores; what is worth a look is printed as a warning.
     * @throws CommandException when there is no such thread or core.
     */
    Pins pins() {
        HostFiles host = HostFiles.ofThisHost();
        try {
            Pins pins = new Pins(cores);
            pins.requireOn(host);
            pins.warnings(host)
                    .forEach(warning -> command.commandLine().getErr().println("warning: " + warning));
            return pins;
        } catch (IllegalArgumentException e) {
            throw CommandException.input("--pin: " + e.getMessage());
        }
    }

    /**
     * Runs the graph until it is warm, if that is wanted.
     *
     * @param graph to run.
     * @param out takes how long it took.
     * @return the plans that have become warm.
     */
    SharedPlans warmPlans(Graph graph, PrintWriter out) {
        SharedPlans plans = new SharedPlans();
        if (warmUp.isZero() && warmUpJournal != null) {
            throw new ParameterException(command.commandLine(), "--warm-up-from needs --warm-up DURATION");
        }
        if (!warmUp.isZero()) {
            long startNs = System.nanoTime();
            List<EventTape> recorded =
                    warmUpJournal == null ? List.of() : List.of(EventTape.ofJournal(warmUpJournal, WARM_UP_EVENTS));
            boolean isSettled = new Rehearsal(graph, plans, recorded).run(WARM_UP_WINDOW_NS, warmUp.toNanos());
            out.printf(
                    Locale.ROOT,
                    "Warm after %.1f s%s%n",
                    (System.nanoTime() - startNs) / 1e9,
                    isSettled ? "" : ", with the JIT still at work");
        }
        return plans;
    }

    GraphFiles graphFiles() {
        return graphFiles;
    }

    /** {@return the graph; meanwhile what its journal will need is loaded} */
    GraphFiles.Loaded loadGraph() {
        return QueueClasses.loadDuring(
                () -> graphFiles.load(command.commandLine().getErr()));
    }

    /** {@return where the CSV files go, null for nowhere} */
    Path out() {
        return out;
    }

    /** {@return where outputs are recorded, null for nowhere} */
    Path recordedOutputs() {
        return recordedOutputs;
    }

    /** {@return how many times faster than they happened the trades come, null for at once} */
    Double speed() {
        return speed;
    }

    WaitMode waitMode() {
        return waitMode;
    }

    int batchLimit() {
        return batchLimit;
    }
}
