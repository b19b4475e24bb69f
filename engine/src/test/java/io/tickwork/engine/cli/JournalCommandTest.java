// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.SourcePositions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCommandTest {
    private static final int EVENTS = 20_000;
    private static final Manifest MANIFEST = new Manifest(
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
            "2026-01-05T09:00:00Z",
            1,
            "boot",
            List.of(),
            new TreeMap<>());

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void writeAJournalOfSeveralSegments() {
        directory = temporary.resolve("journal");
        UnsafeBuffer event = new UnsafeBuffer(new byte[64]);
        JournalContext context = new JournalContext()
                .segmentLength(JournalContext.SEGMENT_LENGTH_MIN)
                .aheadLength(1 << 20)
                .reserveLength(0)
                .outcomeLimit(100)
                .nodeDigestLimit(10);
        try (Journal journal = Journal.own(directory)) {
            JournalWriter writer = journal.append(context, JournalEnd.EMPTY, new SourcePositions());
            journal.keeper().manifests(() -> MANIFEST);
            writer.manifest(MANIFEST);
            for (int i = 0; i < EVENTS; i++) {
                while (!writer.hasRoom() || i % 1000 == 0 && journal.keeper().doWork() > 0) {
                    journal.keeper().doWork();
                }
                writer.begin(i);
                writer.entry(1, i, event, 0, event.capacity());
                writer.commit();
            }
            writer.checkpoint(EVENTS - 1, 0, 0, 0, 0, new long[0], 0, true);
        }
        assertThat(SegmentFiles.list(directory)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldFindASoundJournalSound() {
        CommandLineRun run = scan();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("segment 1: ", "events 0 to ", ", sound", "The journal is sound.");
    }

    @Test
    void shouldTellWhichEventsAreLost() throws IOException {
        Path file = SegmentFiles.list(directory).get(1).dataFile();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Amidst the frames; what stands further ahead is the queue's index.
            channel.write(ByteBuffer.allocate(4096), 600_000 & -4096);
        }
        CommandLineRun run = scan();
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(run.out()).contains("DAMAGED", "damage in segment 2, bytes ", "lost: events from ");
        CommandLineRun json = CommandLineRun.of("journal", "scan", "--json", directory.toString());
        assertThat(json.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(json.out()).contains("\"loss\" : true", "\"lostFrom\" : ");
    }

    @Test
    void shouldRefuseADirectoryWithoutAJournal() {
        for (String command : List.of("scan", "archive")) {
            CommandLineRun run = CommandLineRun.of("journal", command, temporary.toString());
            assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains("There is no journal in " + temporary);
        }
    }

    @Test
    void shouldArchiveAllButTheNewestSegment() {
        CommandLineRun run = CommandLineRun.of("journal", "archive", directory.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        List<SegmentFiles> segments = SegmentFiles.list(directory);
        assertThat(run.out()).contains("Archived " + (segments.size() - 1) + " segments: ");
        assertThat(segments.subList(0, segments.size() - 1)).allMatch(segment -> segment.dataFile() == null);
        assertThat(scan().out()).contains("The journal is sound.");
        assertThat(CommandLineRun.of("journal", "archive", directory.toString()).out())
                .contains("There is nothing to archive.");
    }

    @Test
    void shouldLeaveAloneWhatIsYoungerThanAsked() {
        CommandLineRun run = CommandLineRun.of("journal", "archive", directory.toString(), "--older-than", "36h");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("There is nothing to archive.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36", "h", "-1h", "1.5h", "1w", "1234567d", ""})
    void shouldRefuseWhatIsNoDuration(String text) {
        CommandLineRun run = CommandLineRun.of("journal", "archive", directory.toString(), "--older-than=" + text);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("'" + text + "' is no duration");
    }

    private CommandLineRun scan() {
        return CommandLineRun.of("journal", "scan", "--no-progress", directory.toString());
    }
}
