// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that feeds trades through an engine. */
final class MarketOptions {
    @Mixin
    private GraphFiles graphFiles;

    @Option(names = "--journal", paramLabel = "DIR", description = "Where the journal goes: a new or empty directory.")
    private Path journal;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes everything that leaves the engine to values.csv and signals.csv in this directory.")
    private Path out;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "Paces the trades by their own times, FACTOR times faster. Default: as fast as they go.")
    private Double speed;

    @Option(
            names = "--wait",
            paramLabel = "MODE",
            converter = WaitModeConverter.class,
            completionCandidates = WaitModeConverter.Words.class,
            description = "What the engine thread does without work: ${COMPLETION-CANDIDATES}. Default: busy-spin.")
    private WaitMode waitMode = WaitMode.BUSY_SPIN;

    @Option(
            names = "--batch-limit",
            paramLabel = "N",
            description =
                    "The most events journaled as one excerpt. Default: " + EngineContext.BATCH_LIMIT_DEFAULT + ".")
    private int batchLimit = EngineContext.BATCH_LIMIT_DEFAULT;

    GraphFiles graphFiles() {
        return graphFiles;
    }

    /** {@return where the journal goes, null when that was not said} */
    Path journal() {
        return journal;
    }

    /** {@return where the CSV files go, null for nowhere} */
    Path out() {
        return out;
    }

    /** {@return how many times faster than they happened the trades come, null for at once} */
    Double speed() {
        if (speed != null && !(speed > 0 && Double.isFinite(speed))) {
            throw new UsageException("--speed must be a positive number, not " + speed);
        }
        return speed;
    }

    WaitMode waitMode() {
        return waitMode;
    }

    int batchLimit() {
        if (batchLimit < 1 || batchLimit > EngineContext.BATCH_LIMIT_MAX) {
            throw new UsageException(
                    "--batch-limit must be from 1 to " + EngineContext.BATCH_LIMIT_MAX + ", not " + batchLimit);
        }
        return batchLimit;
    }
}
