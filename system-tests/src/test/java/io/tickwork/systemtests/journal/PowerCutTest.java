// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.journal.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts, under durability {@code power}. The journal is on an ext4 file system whose disk is a file, and that file
 * is on a second file system. To cut the power, the second one is frozen: from that moment on nothing reaches the disk,
 * in the midst of whatever the first one is doing, and the file is what a disk without a cache of its own would hold. A
 * copy of it taken then is what the machine finds when it comes up again: what was only in memory is missing, and the
 * file system has to be put right from its own journal when it is mounted.
 *
 * <p>Of a disk that has a cache and lies about forcing it, this shows nothing.
 *
 * <p>Whatever outputs have left for before the cut has to be there. What was appended behind that may be there, may be
 * missing, and may be damaged.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class PowerCutTest {
    private static final int CUTS = Integer.getInteger("tickwork.powerCuts", 10);
    private static final long SEED = Long.getLong("tickwork.seed", 1);
    private static final long DISK_LENGTH = 160L << 20;
    private static final long OUTER_LENGTH = 224L << 20;
    private static final long RUN_NS_MAX = TimeUnit.MILLISECONDS.toNanos(600);
    private static final long START_NS_EXPECTED = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long SYNC_LEAD_NS_MAX = TimeUnit.MILLISECONDS.toNanos(10);

    /** One cut of so many comes before events are taken. */
    private static final int CUTS_PER_START = 4;

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SyntheticRun expected = SyntheticRun.shared();
    private String description;
    private Path image;
    private Path copy;
    private Disk outer;
    private Disk inner;
    private long lastSound;
    private long confirmed;
    private int damageCount;
    private int beforeLiveCount;
    private long unforcedMax;

    @AfterEach
    void unmount() {
        for (Disk each : new Disk[] {inner, outer}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void shouldLoseNothingForcedWhenThePowerIsCut() throws Exception {
        copy = directory.resolve("copy.img");
        outer = Disk.ext4(directory.resolve("outer"), directory.resolve("outer.img"), OUTER_LENGTH);
        image = outer.resolve("disk.img");
        int diskCount = 0;
        for (int cut = 1; cut <= CUTS; cut++) {
            if (inner == null) {
                diskCount++;
                inner = Disk.ext4(directory.resolve("inner"), image, DISK_LENGTH);
                lastSound = 0;
                confirmed = 0;
            }
            description = "seed " + SEED + ", cut " + cut;
            runAndCut();
            if (lastSound > expected.eventCount() * 4 / 5 || cut == CUTS) {
                finish();
                inner.close();
                inner = null;
                Files.delete(image);
            }
        }
        System.out.printf(
                "Power cut %d times over %d disks, %d before events were taken; the end of the journal was damaged"
                        + " %d times; up to %d events were there that had not been forced; seed %d%n",
                CUTS, diskCount, beforeLiveCount, damageCount, unforcedMax, SEED);
    }

    private void runAndCut() throws Exception {
        try (EngineChild child = start(JournalLife.EVENTS_PER_SECOND)) {
            if (random.nextInt(CUTS_PER_START) == 0) {
                child.await(Report.Kind.OPENING);
                JournalLife.pause(random.nextLong(START_NS_EXPECTED));
            } else {
                child.await(Report.Kind.LIVE);
                JournalLife.pause(random.nextLong(RUN_NS_MAX));
            }
            Process sync = random.nextBoolean() ? startSync() : null;
            long forced;
            outer.freeze();
            try {
                Machine.run("cp", "--sparse=always", image.toString(), copy.toString());
                // As long as it is frozen, nothing is forced: what has left by now has been forced before.
                forced = child.accepted();
            } finally {
                outer.thaw();
            }
            if (sync != null) {
                sync.waitFor();
            }
            child.kill();
            assertThat(child.wrongOutputs())
                    .as("%s: %s", description, child.log())
                    .isNull();
            checkResumed(child);
            beforeLiveCount += child.last(Report.Kind.LIVE) == null ? 1 : 0;
            confirmed = Math.min(child.complete(), forced);
            comeUpAgain();
            Path journal = inner.resolve("journal");
            JournalCheck.Found found = JournalCheck.upToDamage(journal, expected);
            assertThat(found.difference()).as(description).isNull();
            assertThat(found.lastSequence())
                    .as("%s: the last event in the journal, which outputs left for up to %d", description, forced)
                    .isGreaterThanOrEqualTo(forced)
                    .isGreaterThanOrEqualTo(lastSound);
            unforcedMax = Math.max(unforcedMax, found.lastSequence() - forced);
            if (found.damage() != null) {
                damageCount++;
                System.out.println(description + ": " + found.damage().getMessage());
            }
            lastSound = found.lastSequence();
        }
    }

    /**
     * Has the kernel write whatever it has in memory, in its own order, which it does from time to time anyway: what
     * the journal has not forced yet reaches the disk in part.
     */
    private Process startSync() throws Exception {
        Process sync =
                new ProcessBuilder("sync", "--file-system", inner.resolve("").toString()).start();
        JournalLife.pause(random.nextLong(SYNC_LEAD_NS_MAX));
        return sync;
    }

    /** The copy takes the place of the disk. */
    private void comeUpAgain() throws Exception {
        inner.close();
        inner = null;
        Files.delete(image);
        Machine.run("cp", "--sparse=always", copy.toString(), image.toString());
        inner = Disk.mounted(directory.resolve("inner"), image);
    }

    private void finish() throws Exception {
        try (EngineChild child = start(EngineOptions.UNLIMITED)) {
            int exitCode = child.awaitExit();
            assertThat(exitCode).as("%s: %s", description, child.log()).isZero();
            assertThat(child.wrongOutputs())
                    .as("%s: %s", description, child.log())
                    .isNull();
            checkResumed(child);
            Report closed = child.last(Report.Kind.CLOSED);
            assertThat(closed.first()).as(description).isEqualTo(expected.eventCount());
            assertThat(new SyntheticRun.Hashes(closed.second(), closed.third()))
                    .as(description)
                    .isEqualTo(expected.hashesAt(expected.eventCount()));
            assertThat(JournalCheck.lastSound(inner.resolve("journal"), expected, description))
                    .isEqualTo(expected.eventCount());
        }
    }

    private void checkResumed(EngineChild child) {
        Report live = child.last(Report.Kind.LIVE);
        if (live != null) {
            assertThat(live.second())
                    .as("%s: gone on behind event", description)
                    .isEqualTo(lastSound);
        }
    }

    private EngineChild start(int rate) throws Exception {
        EngineOptions options = new EngineOptions(inner.resolve("journal"))
                .events(expected.eventCount())
                .rate(rate)
                .confirmed(confirmed)
                .segmentLength(1L << 20 << random.nextInt(3))
                .topology(Topology.values()[random.nextInt(Topology.values().length)])
                .snapshots(SnapshotMode.values()[random.nextInt(SnapshotMode.values().length)])
                .durability(Durability.POWER)
                .recover(true);
        return EngineChild.start(options, expected, directory, List.of());
    }
}
