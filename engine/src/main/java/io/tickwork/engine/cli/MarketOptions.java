// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
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
