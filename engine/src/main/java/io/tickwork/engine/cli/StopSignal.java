// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.journal.Journal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the process is asked to end, with Ctrl-C or a signal: what it is doing is stopped,
 * and the process waits until the command has put away what it made, at most {@value #TIMEOUT_S} seconds.
 *
 * <p>Threading: the thread of the command; the signal arrives on a thread of its own, which runs what was given to
 * {@link #onStop}.
 */
final class StopSignal implements AutoCloseable {
    private static final long TIMEOUT_S = 30;

    private final CountDownLatch commandEnded = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "stop");
    private Runnable action = () -> {};
    private boolean isStopped;

    private StopSignal() {}

    /** {@return a signal that is listened to until it is closed} */
    static StopSignal listen() {
        Journal.load();
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /**
     * Says how to stop what the command does from here on.
     *
     * @param stop run when the signal comes, at once if it has come; returns soon.
     */
    synchronized void onStop(Runnable stop) {
        action = stop;
        if (isStopped) {
            action.run();
        }
    }

    /** {@return whether the signal has come} */
    synchronized boolean isStopped() {
        return isStopped;
    }

    /** What comes when the process is asked to end. */
    synchronized void stop() {
        isStopped = true;
        action.run();
    }

    private void stopAndWait() {
        stop();
        try {
            commandEnded.await(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has put away everything. */
    @Override
    public void close() {
        commandEnded.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and has waited for this.
        }
    }
}
