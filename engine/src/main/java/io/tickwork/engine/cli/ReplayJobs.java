// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.JoinedCsvFiles;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Replays several journals, each in a process of its own, some at a time, and joins what they give in the order in
 * which the journals were given.
 *
 * <p>Threading: that of the command, and one that waits for each process.
 */
final class ReplayJobs {
    private final List<Path> journals;
    private final List<String> options;
    private final Path out;
    private final boolean isJson;

    private final List<Path> parts = new ArrayList<>();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /**
     * @param journals their directories.
     * @param options of each replay.
     * @param out for the outputs, null when they are not wanted.
     * @param isJson whether what each replay prints is JSON.
     */
    ReplayJobs(List<Path> journals, List<String> options, Path out, boolean isJson) {
        this.journals = journals;
        this.options = options;
        this.out = out;
        this.isJson = isJson;
    }

    /** How the replay of one journal ended. */
    private record Ended(int index, int exitCode, String output, String errors) {}

    /**
     * Runs all of them.
     *
     * @param limit how many at a time.
     * @param progress is told how many events are done.
     * @param text takes what they found.
     * @param err takes what went wrong.
     * @return the worst of the exit codes.
     */
    int run(int limit, LongConsumer progress, PrintWriter text, PrintWriter err) {
        Path directory = makeParts();
        ExecutorService threads = Executors.newFixedThreadPool(limit);
        try (StopSignal stop = StopSignal.listen()) {
            stop.onStop(this::stop);
            Ended[] ended = await(threads, progress, text);
            int worst = ExitCode.OK;
            List<Path> failed = new ArrayList<>();
            for (Ended each : ended) {
                Path journal = journals.get(each.index);
                each.errors.lines().forEach(line -> err.println(journal + ": " + line));
                if (each.exitCode != ExitCode.OK) {
                    err.println(journal + ": ended with " + each.exitCode);
                }
                if (each.exitCode > ExitCode.NO) {
                    failed.add(journal);
                }
                worst = Math.max(worst, Math.min(each.exitCode, ExitCode.ENVIRONMENT)); // above: ended by a signal
            }
            if (out != null && failed.isEmpty()) {
                List<String> names = journals.stream().map(Path::toString).toList();
                JoinedCsvFiles.join(out, "journal", names, parts, CsvSink.VALUES_FILE, CsvSink.SIGNALS_FILE);
            } else if (out != null) {
                err.println(out + ": nothing is written, as these have failed: " + failed);
            }
            return worst;
        } finally {
            threads.shutdownNow();
            remove(directory);
        }
    }

    private Path makeParts() {
        try {
            Path directory = Files.createTempDirectory("tickwork-replay");
            for (int i = 0; i < journals.size(); i++) {
                parts.add(directory.resolve(Integer.toString(i)));
            }
            return directory;
        } catch (IOException e) {
            throw CommandException.environment(
                    "there is no place for temporary files (" + e + "); name another with -Djava.io.tmpdir", e);
        }
    }

    /** Prints what each found as soon as those before it have. */
    private Ended[] await(ExecutorService threads, LongConsumer progress, PrintWriter text) {
        ExecutorCompletionService<Ended> completions = new ExecutorCompletionService<>(threads);
        for (int i = 0; i < journals.size(); i++) {
            int index = i;
            completions.submit(() -> replay(index));
        }
        Ended[] ended = new Ended[journals.size()];
        long done = 0;
        int printed = 0;
        for (int i = 0; i < journals.size(); i++) {
            Ended next = next(completions);
            ended[next.index] = next;
            done += eventCount(journals.get(next.index));
            progress.accept(done);
            for (; printed < ended.length && ended[printed] != null; printed++) {
                print(ended[printed], text);
            }
        }
        if (isJson) {
            text.println("]");
        }
        return ended;
    }

    private void print(Ended ended, PrintWriter text) {
        if (isJson) {
            text.println(ended.index == 0 ? "[" : ",");
            text.print(ended.output.isBlank() ? "null\n" : ended.output);
            return;
        }
        text.println((ended.index == 0 ? "" : System.lineSeparator()) + "== " + journals.get(ended.index) + " ==");
        text.print(ended.output);
        text.flush();
    }

    private static Ended next(ExecutorCompletionService<Ended> completions) {
        try {
            return completions.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.environment("interrupted while waiting for replays", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    private Ended replay(int index) throws IOException {
        Path errors = Files.createTempFile(parts.get(index).getParent(), "errors", ".txt");
        List<String> arguments =
                new ArrayList<>(List.of("replay", journals.get(index).toString(), "--no-progress"));
        if (out != null) {
            arguments.addAll(List.of("--out", parts.get(index).toString()));
        }
        arguments.addAll(options);
        Process process = FreshProcess.start(ProcessBuilder.Redirect.to(errors.toFile()), arguments);
        processes.add(process);
        if (isStopped) {
            process.toHandle().destroy();
        }
        FreshProcess.Result result = FreshProcess.await(process);
        processes.remove(process);
        return new Ended(index, result.exitCode(), result.output(), Files.readString(errors));
    }

    private void stop() {
        isStopped = true;
        processes.forEach(process -> process.toHandle().destroy());
    }

    /** {@return how many events the journals hold together, as far as they say} */
    static long eventCount(List<Path> journals) {
        return journals.stream().mapToLong(ReplayJobs::eventCount).sum();
    }

    private static long eventCount(Path journal) {
        try {
            return Math.max(0, JournalReader.lastSequence(journal));
        } catch (JournalException e) {
            return 0; // what is wrong its replay says
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed; remove it by hand", e);
        }
    }
}
