// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.JournalContext;
import io.tickwork.journal.RollPeriod;
import io.tickwork.journal.SegmentFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clock that is set by up to an hour, forward and back, again and again in every process and from one to the next,
 * while segments begin by the hour: no event is hidden, and none is out of order.
 */
@Timeout(300)
class ClockStepTest {
    private static final int KILLS = Integer.getInteger("tickwork.clockKills", 6);
    private static final long SEED = Long.getLong("tickwork.seed", 1);
    private static final long BEGIN_MS = 1_767_610_800_000L; // 2026-01-05 11:00 UTC
    private static final long STEP_MS_MAX = TimeUnit.HOURS.toMillis(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void shouldNeitherHideNorReorderEventsWhenTheClockIsSet() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        JournalLife life = new JournalLife(
                directory,
                SyntheticRun.shared(),
                random,
                List.of(),
                options -> options.segmentLength(JournalContext.SEGMENT_LENGTH_DEFAULT)
                        .rollPeriod(RollPeriod.HOURLY)
                        .clock(BEGIN_MS + random.nextLong(-STEP_MS_MAX, STEP_MS_MAX + 1), random.nextLong()),
                "seed " + SEED);
        for (int kill = 0; kill < KILLS && !life.isNearlyOver(); kill++) {
            life.startAndKill(KillPhase.RUNNING);
        }
        life.finish();
        assertThat(SegmentFiles.list(life.journal()))
                .as("segments, of which every process begins one, and the others have begun by the hour")
                .hasSizeGreaterThan(KILLS + 1);
    }
}
