// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that somebody else fills while events are taken: they are taken no more until there is space, and everything
 * that was accepted is there, also when the process is killed in between.
 */
@Timeout(300)
class DiskFullTest {
    private static final long DISK_LENGTH = 160L << 20;

    /** How far it has to come before its disk is filled for the first time. */
    private static final long FIRST_EVENTS = 20_000;

    /**
     * The goal is one second, by the clock of the process. That is printed; asserted is ten times as much, since the
     * machine may have anything else to do.
     */
    private static final long RESUME_S_MAX = 10;

    @TempDir
    private Path directory;

    private final SyntheticRun expected = SyntheticRun.shared();
    private long confirmed;

    @Test
    void shouldWaitForSpaceOnTmpfs() throws Exception {
        try (Disk disk = Disk.tmpfs(directory.resolve("disk"), DISK_LENGTH)) {
            fillAndFree(disk, "tmpfs");
        }
    }

    @Test
    void shouldWaitForSpaceOnExt4() throws Exception {
        try (Disk disk = Disk.ext4(directory.resolve("disk"), directory.resolve("image"), DISK_LENGTH)) {
            fillAndFree(disk, "ext4");
        }
    }

    private void fillAndFree(Disk disk, String name) throws Exception {
        Path filler = disk.resolve("filler");
        EngineOptions options = new EngineOptions(disk.resolve("journal"))
                .events(expected.eventCount())
                .rate(JournalLife.EVENTS_PER_SECOND)
                .filler(filler);
        long lastSound;
        try (EngineChild child = start(options)) {
            child.awaitAccepted(FIRST_EVENTS);
            fill(child, filler);
            Files.delete(filler);
            Report room = child.await(Report.Kind.ROOM);
            assertThat(room).as(child.log()).isNotNull();
            System.out.printf(
                    "On %s, events were taken again %d ms after there was space%n",
                    name, TimeUnit.NANOSECONDS.toMillis(room.first()));
            assertThat(room.first())
                    .as("nanoseconds until events were taken again")
                    .isLessThan(TimeUnit.SECONDS.toNanos(RESUME_S_MAX));
            child.awaitLog("is full");
            child.awaitLog("has room again"); // which comes when all space ahead has been given

            child.awaitAccepted(child.accepted() + FIRST_EVENTS);
            fill(child, filler);
            child.kill();
            lastSound = JournalCheck.lastSound(disk.resolve("journal"), expected, name);
            assertThat(lastSound).isGreaterThanOrEqualTo(child.accepted());
            assertThat(child.wrongOutputs()).isNull();
            confirmed = child.complete();
        }
        refuseToStart(options, lastSound, disk);
        Files.delete(filler);
        try (EngineChild child = start(options.rate(EngineOptions.UNLIMITED).confirmed(confirmed))) {
            assertThat(child.awaitExit()).as(child.log()).isZero();
            assertThat(child.last(Report.Kind.LIVE).second()).isEqualTo(lastSound);
            assertThat(child.wrongOutputs()).isNull();
            Report closed = child.last(Report.Kind.CLOSED);
            assertThat(closed.first()).isEqualTo(expected.eventCount());
            assertThat(new SyntheticRun.Hashes(closed.second(), closed.third()))
                    .isEqualTo(expected.hashesAt(expected.eventCount()));
            assertThat(JournalCheck.lastSound(disk.resolve("journal"), expected, name))
                    .isEqualTo(expected.eventCount());
        }
    }

    /** Without space, a process cannot start; it changes nothing about what is there. */
    private void refuseToStart(EngineOptions options, long lastSound, Disk disk) throws Exception {
        Disk.fill(options.filler()); // what the dead one gave back
        try (EngineChild child = start(options)) {
            assertThat(child.awaitExit()).as(child.log()).isEqualTo(EngineProcess.REFUSED);
            assertThat(child.log()).contains("space");
        }
        assertThat(JournalCheck.lastSound(disk.resolve("journal"), expected, "after a refused start"))
                .isEqualTo(lastSound);
    }

    private static void fill(EngineChild child, Path filler) throws Exception {
        Disk.fill(filler);
        Report full = child.await(Report.Kind.FULL);
        assertThat(full).as("it says that the disk is full: %s", child.log()).isNotNull();
    }

    private EngineChild start(EngineOptions options) throws Exception {
        return EngineChild.start(options, expected, directory, List.of());
    }
}
