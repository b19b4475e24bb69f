// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Removes the files that a bare queue has left, but for the last one, once a second, as a keeper does for a journal.
 */
final class Sweeper implements Agent, AutoCloseable {
    private static final int INTERVAL_MS = 1000;

    private final Path directory;
    private final AgentRunner runner;

    Sweeper(Path directory) {
        this.directory = directory;
        runner = new AgentRunner(new SleepingMillisIdleStrategy(INTERVAL_MS), Throwable::printStackTrace, null, this);
        AgentRunner.startOnThread(runner);
    }

    @Override
    public String roleName() {
        return "sweeper";
    }

    @Override
    public int doWork() {
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> files = found.filter(path -> path.toString().endsWith(SingleChronicleQueue.SUFFIX))
                    .sorted()
                    .toList();
            for (int i = 0; i < files.size() - 2; i++) {
                Files.deleteIfExists(files.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    @Override
    public void close() {
        runner.close();
    }
}
