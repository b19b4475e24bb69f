// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed with SIGKILL while they take 200,000 events a second. What their outputs have left for, which this
 * process has noted, has to be in the journal; the next process has to go on behind exactly what is there; and in the
 * end the state, the outputs and every event have to be those of a run that nothing happened to.
 *
 * <p>Moments are random, and so that every phase is hit; what counts is the phase that the process was found to have
 * died in.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class KillTest {
    private static final int KILLS = Integer.getInteger("tickwork.kills", 50);
    private static final int NAMESPACE_KILLS = Integer.getInteger("tickwork.namespaceKills", 10);
    private static final long SEED = Long.getLong("tickwork.seed", 1);

    /** One of so many kills at least has to hit each phase. */
    private static final int KILLS_PER_HIT_MAX = 25;

    /**
     * The goal is 2 s. Here it is not asserted but printed: the machine may have anything else to do. Ten times that
     * would be another reason.
     */
    private static final long READY_S_MAX = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    /** So often each is aimed at, in random order, then again. */
    private static final List<KillPhase> PLAN = List.of(
            KillPhase.START,
            KillPhase.START,
            KillPhase.CREATION,
            KillPhase.RUNNING,
            KillPhase.RUNNING,
            KillPhase.ROLL,
            KillPhase.ROLL,
            KillPhase.SNAPSHOT,
            KillPhase.CLOSING,
            KillPhase.CLOSING);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<KillPhase> plan = new ArrayList<>();
    private final Map<KillPhase, Integer> hits = new EnumMap<>(KillPhase.class);
    private int killCount;
    private int lifeCount;
    private long readyNsMax;

    @Test
    void shouldLoseNothingAcceptedWhenKilledAtAnyMoment() throws Exception {
        run(KILLS, List.of());
        assertThat(hits)
                .as("hits by phase of %d kills, seed %d", killCount, SEED)
                .containsOnlyKeys(KillPhase.values());
        assertThat(hits.values())
                .as("hits by phase of %d kills, seed %d: %s", killCount, SEED, hits)
                .allMatch(count -> count >= Math.max(1, KILLS / KILLS_PER_HIT_MAX));
    }

    /** A lock that trusts in process ids is lost here: each process is number 1. */
    @Test
    void shouldLoseNothingAcceptedAsTheFirstProcessOfANewNamespace() throws Exception {
        List<String> unshare = Machine.unsharePid();
        run(NAMESPACE_KILLS, unshare);
        assertThat(killCount).isGreaterThanOrEqualTo(NAMESPACE_KILLS);
    }

    private void run(int kills, List<String> wrapper) throws Exception {
        SyntheticRun expected = SyntheticRun.shared();
        int attemptsMax = 3 * kills;
        JournalLife life = null;
        for (int attempt = 0; attempt < attemptsMax && (killCount < kills || isAnyMissing(kills)); attempt++) {
            KillPhase target = target(kills);
            if (life != null && (life.isNearlyOver() || target == KillPhase.CREATION && !life.isUnborn())) {
                end(life);
                life = null;
            }
            if (life == null) {
                life = newLife(expected, wrapper);
            }
            KillPhase hit = life.startAndKill(target);
            if (hit != null) {
                killCount++;
                hits.merge(hit, 1, Integer::sum);
            }
        }
        if (life != null) {
            end(life);
        }
        System.out.printf(
                "Killed %d times over %d journals, %s; longest start %d ms; seed %d%s%n",
                killCount,
                lifeCount,
                hits,
                TimeUnit.NANOSECONDS.toMillis(readyNsMax),
                SEED,
                wrapper.isEmpty() ? "" : "; " + wrapper);
        assertThat(killCount).as("kills").isGreaterThanOrEqualTo(kills);
        assertThat(readyNsMax).as("longest start, ns").isLessThan(TimeUnit.SECONDS.toNanos(READY_S_MAX));
    }

    private boolean isAnyMissing(int kills) {
        for (KillPhase phase : KillPhase.values()) {
            if (isMissing(phase, kills)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMissing(KillPhase phase, int kills) {
        return kills >= KILLS_PER_HIT_MAX && hits.getOrDefault(phase, 0) < kills / KILLS_PER_HIT_MAX;
    }

    private KillPhase target(int kills) {
        if (killCount >= kills / 2) {
            for (KillPhase phase : KillPhase.values()) {
                if (isMissing(phase, kills)) {
                    return phase;
                }
            }
        }
        if (plan.isEmpty()) {
            plan.addAll(PLAN);
        }
        return plan.remove(random.nextInt(plan.size()));
    }

    private JournalLife newLife(SyntheticRun expected, List<String> wrapper) throws Exception {
        lifeCount++;
        String description = "seed " + SEED + ", journal " + lifeCount;
        Path home = Files.createDirectory(directory.resolve("life-" + lifeCount));
        return new JournalLife(home, expected, random, wrapper, UnaryOperator.identity(), description);
    }

    private void end(JournalLife life) throws Exception {
        life.finish();
        readyNsMax = Math.max(readyNsMax, life.readyNsMax());
        ChildJvm.deleteAll(life.journal());
    }
}
