// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.engine.doctor.HostFiles;
import io.tickwork.engine.thread.Pins;
import io.tickwork.ring.WaitMode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that feeds trades through an engine. */
final class MarketOptions {
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
        PrintWriter err = command.commandLine().getErr();
        HostFiles host = HostFiles.ofThisHost();
        try {
            Pins pins = new Pins(cores);
            pins.requireOn(host);
            pins.warnings(host).forEach(warning -> err.println("warning: " + warning));
            return pins;
        } catch (IllegalArgumentException e) {
            throw CommandException.input("--pin: " + e.getMessage());
        }
    }

    GraphFiles graphFiles() {
        return graphFiles;
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
