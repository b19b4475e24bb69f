// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. It shows when the first count is known, so that what is refused has no bar. */
final class Progress implements AutoCloseable {
    private static final int UPDATE_INTERVAL_MS = 100;
    /** Where nobody is watching, every update is a line in a log. */
    private static final int UPDATE_INTERVAL_MS_IN_LOG = 5_000;

    private final ProgressBarBuilder builder;
    private ProgressBar bar;

    /**
     * @param task what it is about.
     * @param total of what is counted; -1 when that is not known.
     */
    Progress(String task, long total) {
        boolean isTerminal = Boolean.getBoolean("tickwork.terminal"); // the launcher knows
        builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(isTerminal ? UPDATE_INTERVAL_MS : UPDATE_INTERVAL_MS_IN_LOG);
    }

    /**
     * {@return a bar over the events of a journal; how many there are its newest segment tells, if it is sound}
     *
     * @param task what it is about.
     * @param journal its directory.
     * @param last the last event that is looked at, if the journal goes so far.
     */
    static Progress overEvents(String task, Path journal, long last) {
        long total = -1;
        try {
            total = Math.min(last, JournalReader.lastSequence(journal));
        } catch (JournalException e) {
            // What is wrong is said when the journal is read.
        }
        return new Progress(task, total < 0 ? -1 : total);
    }

    void at(long count) {
        if (bar == null) {
            bar = builder.build();
        }
        bar.stepTo(count);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
