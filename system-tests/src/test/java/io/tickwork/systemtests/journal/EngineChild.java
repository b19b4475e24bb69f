// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An {@link EngineProcess} as its parent sees it, and the record of what that has reported. What was reported is in the
 * operating system's hands and arrives, whatever becomes of the process.
 *
 * <p>Threading: the thread of the test; a thread of its own records.
 */
final class EngineChild implements AutoCloseable {
    private static final long TIMEOUT_S = 120;
    private static final int CONNECT_POLL_MS = 100;

    private final Process process;
    private final Path log;
    private final Socket socket;
    private final Thread recorder;
    private final Map<Report.Kind, Report> reports = new EnumMap<>(Report.Kind.class);
    private final long confirmed;
    private final SyntheticRun expected;
    private long accepted;
    private long complete;
    private long startedNs;
    private boolean isEnded;
    private String wrongOutputs;

    private EngineChild(Process process, Path log, Socket socket, long confirmed, SyntheticRun expected) {
        this.process = process;
        this.log = log;
        this.socket = socket;
        this.confirmed = confirmed;
        this.expected = expected;
        accepted = confirmed;
        complete = confirmed;
        recorder = new Thread(this::record, "recorder of " + process.pid());
        recorder.start();
    }

    /**
     * Starts one, and returns when it has begun to report.
     *
     * @param options but for the port.
     * @param expected what its outputs are compared with.
     * @param directory for what it writes to its standard streams.
     * @param wrapper the command that is to run it; empty for none.
     */
    static EngineChild start(EngineOptions options, SyntheticRun expected, Path directory, List<String> wrapper)
            throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path log = Files.createTempFile(directory, "engine", ".log");
            List<String> command = new ArrayList<>(wrapper);
            command.addAll(ChildJvm.command());
            command.add(EngineProcess.class.getName());
            command.addAll(options.copy().port(server.getLocalPort()).arguments());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                return new EngineChild(process, log, accept(server, process, log), options.confirmed(), expected);
            } catch (IOException | RuntimeException | Error e) {
                kill(process.toHandle());
                throw e;
            }
        }
    }

    private static Socket accept(ServerSocket server, Process process, Path log) throws IOException {
        server.setSoTimeout(CONNECT_POLL_MS);
        long startNs = System.nanoTime();
        while (true) {
            try {
                return server.accept();
            } catch (SocketTimeoutException e) {
                if (!process.isAlive() || System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(TIMEOUT_S)) {
                    throw new AssertionError("the process did not start: " + text(log));
                }
            }
        }
    }

    private void record() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                on(Report.decode(in));
            }
        } catch (EOFException e) {
            // So ends every process.
        } catch (IOException e) {
            // A reset connection is an end, too: everything before it has been read.
        } finally {
            end();
        }
    }

    private synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    private synchronized void on(Report report) {
        switch (report.kind()) {
            case OUTPUTS -> onOutputs(report);
            case STARTED -> startedNs = System.nanoTime();
            default -> {}
        }
        reports.put(report.kind(), report);
        notifyAll();
    }

    private void onOutputs(Report report) {
        if (report.first() < accepted && wrongOutputs == null) {
            wrongOutputs = "outputs of event " + report.first() + " left behind those of " + accepted;
        }
        accepted = report.first();
        complete = Math.max(complete, report.second());
        if (wrongOutputs == null
                && complete > confirmed
                && report.third() != expected.outputSum(confirmed, report.second())) {
            wrongOutputs = "what left of events from " + (confirmed + 1) + " to " + report.second()
                    + " is not what an uninterrupted run gives";
        }
    }

    /**
     * Waits until something has been reported.
     *
     * @return the report; null when the process has ended without it.
     */
    synchronized Report await(Report.Kind kind) throws InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (!reports.containsKey(kind) && !isEnded) {
            waitUntil(untilNs, kind.name());
        }
        return reports.get(kind);
    }

    /** Waits until the outputs of an event have left, or the process has ended. */
    synchronized void awaitAccepted(long sequence) throws InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (accepted < sequence && !isEnded) {
            waitUntil(untilNs, "event " + sequence);
        }
    }

    private void waitUntil(long untilNs, String what) throws InterruptedException {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
        if (leftMs <= 0) {
            throw new AssertionError("waited " + TIMEOUT_S + " s for " + what + "; " + reports + "\n" + text(log));
        }
        wait(leftMs);
    }

    /** Waits until something is reported that was not reported before, forgetting what was. */
    synchronized Report awaitAnother(Report.Kind kind) throws InterruptedException {
        reports.remove(kind);
        return await(kind);
    }

    /** {@return what was reported last of a kind, or null} */
    synchronized Report last(Report.Kind kind) {
        return reports.get(kind);
    }

    /** {@return the last event of which outputs have left} */
    synchronized long accepted() {
        return accepted;
    }

    /** {@return the last event all outputs of which have left} */
    synchronized long complete() {
        return complete;
    }

    /** {@return what is wrong with the outputs that have left, null when nothing is} */
    synchronized String wrongOutputs() {
        return wrongOutputs;
    }

    /** {@return when it began to report} */
    synchronized long startedNs() {
        return startedNs;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return jvm(process.toHandle()).pid();
    }

    void tell(int command) throws IOException {
        socket.getOutputStream().write(command);
    }

    /** Kills it, as {@code kill -9} does, and waits until everything it has reported is recorded. */
    void kill() throws InterruptedException {
        kill(process.toHandle());
        awaitExit();
    }

    /** The JVM is the last in a line of wrappers, and has no children itself. */
    private static ProcessHandle jvm(ProcessHandle handle) {
        return handle.children().findFirst().map(EngineChild::jvm).orElse(handle);
    }

    private static void kill(ProcessHandle handle) {
        jvm(handle).destroyForcibly();
    }

    /** {@return the exit code} */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            kill(process.toHandle());
            throw new AssertionError("the process did not end: " + text(log));
        }
        recorder.join();
        return process.exitValue();
    }

    /** {@return what it has written to its standard streams} */
    String log() {
        return text(log);
    }

    /**
     * Waits until it has written something to its standard streams.
     *
     * @param text to wait for.
     * @throws AssertionError when it ends, or takes too long, without.
     */
    void awaitLog(String text) {
        long startNs = System.nanoTime();
        while (!log().contains(text)) {
            if (!process.isAlive() || System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(TIMEOUT_S)) {
                throw new AssertionError("'" + text + "' is not in what the process wrote: " + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Leaves no process behind, and no file open. */
    @Override
    public void close() throws IOException {
        kill(process.toHandle());
        try {
            awaitExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }
}
