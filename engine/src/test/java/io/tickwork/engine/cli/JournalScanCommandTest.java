// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalScanCommandTest {
    private static final int EVENTS = 1000;

    @TempDir
    Path temporary;

    @Test
    void shouldFindASoundJournalSound() throws IOException {
        journal();
        CommandLineRun run = scan();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("events 0 to 999, sound", "The journal is sound.");
    }

    @Test
    void shouldTellWhichEventsAreLost() throws IOException {
        Path file = journal();
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        // Amidst the frames; what stands further ahead is the queue's index.
        long page = end - 40_000 & -4096;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4096), page);
        }
        CommandLineRun run = scan();
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(run.out()).contains("DAMAGED", "lost: events from ");
        CommandLineRun json = CommandLineRun.of(
                "journal", "scan", "--json", temporary.resolve("journal").toString());
        assertThat(json.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(json.out()).contains("\"loss\" : true", "\"lostFrom\" : ");
    }

    @Test
    void shouldRefuseADirectoryWithoutAJournal() {
        CommandLineRun run = CommandLineRun.of("journal", "scan", temporary.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("There is no journal in " + temporary);
    }

    private CommandLineRun scan() {
        return CommandLineRun.of("journal", "scan", temporary.resolve("journal").toString());
    }

    /** Writes a journal of one segment. */
    private Path journal() throws IOException {
        Path queue = temporary.resolve("queue");
        UnsafeBuffer event = new UnsafeBuffer(new byte[64]);
        try (JournalWriter writer = JournalWriter.create(queue, new JournalContext())) {
            writer.manifest(new Manifest(
                    "0.1.0",
                    "Vendor",
                    "17",
                    1,
                    0,
                    List.of(),
                    "cafe",
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    "2026-01-05T09:00:00Z"));
            for (int i = 0; i < EVENTS; i++) {
                writer.begin(i);
                writer.entry(1, i, event, 0, event.capacity());
                writer.commit();
            }
        }
        Path segment = Files.createDirectories(temporary.resolve("journal/segment-0000000001"));
        try (Stream<Path> files = Files.list(queue)) {
            Path file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            return Files.move(file, segment.resolve(file.getFileName()));
        }
    }
}
