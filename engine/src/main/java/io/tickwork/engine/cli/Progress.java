// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. */
final class Progress implements AutoCloseable {
    private static final int UPDATE_INTERVAL_MS = 100;
    /** Where nobody is watching, every update is a line in a log. */
    private static final int UPDATE_INTERVAL_MS_IN_LOG = 5_000;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * {@return a bar, shown from now on}
     *
     * @param task what it is about.
     * @param total of what is counted; -1 when that is not known.
     */
    static Progress start(String task, long total) {
        boolean isTerminal = Boolean.getBoolean("tickwork.terminal");
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(isTerminal ? UPDATE_INTERVAL_MS : UPDATE_INTERVAL_MS_IN_LOG)
                .showSpeed()
                .build());
    }

    void at(long count) {
        bar.stepTo(count);
    }

    @Override
    public void close() {
        bar.close();
    }
}
