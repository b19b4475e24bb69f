// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want the same journal at the same time: one gets it, the other leaves everything alone. */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DoubleStartTest {
    private static final int EVENTS = 2;
    private static final int ROUNDS = Integer.getInteger("tickwork.doubleStarts", 12);

    /** After so many rounds, with a new journal and with one that is there, it is looked at bit by bit as well. */
    private static final int ROUNDS_PER_LOOK = 5;

    /** The goal is one second. That is printed; asserted is ten times as much: the machine may be busy. */
    private static final long REFUSAL_S_MAX = 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SyntheticRun expected = SyntheticRun.shared();
    private long refusalNsMax;

    @Test
    void shouldLetExactlyOneOfTwoProcessesHaveTheJournal() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            // Every other round finds the journal of the round before.
            Path journal = directory.resolve("journal-" + (round + 1) / 2);
            int segmentCount = 1 + (round + 1) % 2;
            startTwo(journal, segmentCount, round);
        }
        System.out.printf(
                "Started twice at once %d times; the longest refusal took %d ms%n",
                ROUNDS, TimeUnit.NANOSECONDS.toMillis(refusalNsMax));
        assertThat(refusalNsMax).as("longest refusal, ns").isLessThan(TimeUnit.SECONDS.toNanos(REFUSAL_S_MAX));
    }

    private void startTwo(Path journal, int segmentCount, int round) throws Exception {
        try (EngineChild one = start(journal, true);
                EngineChild other = start(journal, true)) {
            one.await(Report.Kind.STARTED);
            other.await(Report.Kind.STARTED);
            one.tell(EngineProcess.GO);
            other.tell(EngineProcess.GO);
            boolean isOneLive = one.await(Report.Kind.LIVE) != null;
            EngineChild winner = isOneLive ? one : other;
            EngineChild loser = isOneLive ? other : one;
            assertThat(winner.await(Report.Kind.LIVE))
                    .as("round %d, the winner: %s", round, winner.log())
                    .isNotNull();
            checkRefused(loser, winner, round);
            assertThat(namesIn(journal))
                    .as("round %d: all there is, made by the winner", round)
                    .containsExactlyElementsOf(names(segmentCount));
            assertThat(Files.size(journal.resolve("lock"))).isZero();
            if (round / 2 % ROUNDS_PER_LOOK == 0) {
                checkThirdWritesNothing(journal, winner, round);
            }
            winner.tell(EngineProcess.STOP);
            assertThat(winner.awaitExit())
                    .as("round %d: %s", round, winner.log())
                    .isZero();
        }
    }

    private void checkRefused(EngineChild loser, EngineChild winner, int round) throws Exception {
        assertThat(loser.awaitExit()).as("round %d: %s", round, loser.log()).isEqualTo(EngineProcess.REFUSED);
        long winnerPid = winner.last(Report.Kind.STARTED).first();
        assertThat(loser.log())
                .as("round %d", round)
                .contains("in use by another process (pid: " + winnerPid + ", host: ", ", started: 20");
        assertThat(loser.last(Report.Kind.LIVE)).as("round %d", round).isNull();
        refusalNsMax = Math.max(refusalNsMax, loser.last(Report.Kind.REFUSED).first());
    }

    /** The winner has nothing to do, so that whatever changes has been changed by the other. */
    private void checkThirdWritesNothing(Path journal, EngineChild winner, int round) throws Exception {
        winner.awaitAccepted(EVENTS);
        Map<String, String> before = look(journal);
        try (EngineChild third = start(journal, false)) {
            checkRefused(third, winner, round);
        }
        assertThat(look(journal))
                .as("round %d: every file, before and after a refused start", round)
                .isEqualTo(before);
    }

    private EngineChild start(Path journal, boolean isWaiting) throws IOException {
        EngineOptions options =
                new EngineOptions(journal).events(EVENTS).waitsForGo(isWaiting).stays(true);
        return EngineChild.start(options, expected, directory, List.of());
    }

    private static List<String> names(int segmentCount) {
        List<String> names = new ArrayList<>(List.of("lock", "owner", "reserve"));
        for (int i = 1; i <= segmentCount; i++) {
            names.add(String.format("segment-%010d", i));
        }
        return names;
    }

    private static List<String> namesIn(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** {@return length, time of change and hash of every file, and the time of change of every directory} */
    private static Map<String, String> look(Path journal) throws IOException {
        Map<String, String> look = new TreeMap<>();
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.toList()) {
                String content = Files.isDirectory(file) ? "" : hash(Files.readAllBytes(file));
                look.put(file.toString(), Files.getLastModifiedTime(file) + " " + content);
            }
        }
        return look;
    }

    private static String hash(byte[] content) {
        return content.length + " bytes, "
                + Long.toHexString(SyntheticRun.eventHash(0, new UnsafeBuffer(content), 0, content.length));
    }
}
