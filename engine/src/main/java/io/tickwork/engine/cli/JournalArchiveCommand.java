// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.JournalArchiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compresses segments that are written to no longer. */
@Command(
        name = "archive",
        description = "Compresses the segments of a journal that are written to no longer, with Zstandard; also while a"
                + " process writes to the journal. Each is compared byte by byte before its data file is removed. Every"
                + " command reads them as before.")
final class JournalArchiveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory that holds the journal.")
    private Path directory;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Leaves alone the segments that were written to within this time, as 90m, 36h or 7d.")
    private Duration olderThan = Duration.ZERO;

    @Option(names = "--no-progress", description = "Shows no progress bar.")
    private boolean noProgress;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long leftBeforeMs = olderThan.isZero() ? Long.MAX_VALUE : System.currentTimeMillis() - olderThan.toMillis();
        JournalArchiver archiver = JournalArchiver.of(directory, leftBeforeMs);
        JournalArchiver.Result result = archive(archiver);
        spec.commandLine()
                .getOut()
                .println(
                        result.segments() == 0
                                ? "There is nothing to archive."
                                : "Archived " + result.segments()
                                        + (result.segments() == 1 ? " segment: " : " segments: ") + result.bytes()
                                        + " bytes are now " + result.archiveBytes() + ".");
        return ExitCode.OK;
    }

    private JournalArchiver.Result archive(JournalArchiver archiver) {
        if (noProgress || archiver.length() == 0) {
            return archiver.run(bytes -> {});
        }
        try (Progress progress = new Progress("Bytes", archiver.length())) {
            return archiver.run(progress::at);
        }
    }
}
