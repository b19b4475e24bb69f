// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.journal.Journal;
import io.tickwork.journal.SegmentFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A journal from its creation to its last event, over the deaths of the processes that write to it. After each, what
 * its recorder knows is looked for in the journal; at the end, everything has to be as if nothing had happened.
 *
 * <p>Threading: one thread.
 */
final class JournalLife {
    static final int EVENTS_PER_SECOND = 200_000;

    private static final int KILLED = 128 + 9;
    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long START_NS_EXPECTED = TimeUnit.MILLISECONDS.toNanos(700);

    private final Path directory;
    private final Path journal;
    private final SyntheticRun expected;
    private final SplittableRandom random;
    private final List<String> wrapper;
    private final UnaryOperator<EngineOptions> options;
    private final String description;
    private long lastSound;
    private long confirmed;
    private long readyNsMax;
    private long readyNs = START_NS_EXPECTED;

    /**
     * A journal that does not exist yet.
     *
     * @param directory to make it in.
     * @param expected what is fed, and has to come out.
     * @param random for the moments.
     * @param wrapper the command that is to run the processes; empty for none.
     * @param options sets what differs.
     * @param description for messages: how to get the same moments again.
     */
    JournalLife(
            Path directory,
            SyntheticRun expected,
            SplittableRandom random,
            List<String> wrapper,
            UnaryOperator<EngineOptions> options,
            String description) {
        this.directory = directory;
        this.expected = expected;
        this.random = random;
        this.wrapper = wrapper;
        this.options = options;
        this.description = description;
        journal = directory.resolve("journal");
    }

    /** {@return whether there is little left to feed} */
    boolean isNearlyOver() {
        return lastSound > expected.eventCount() * 4 / 5;
    }

    /** {@return whether it has its first segment still to make} */
    boolean isUnborn() {
        return !Journal.exists(journal);
    }

    /** {@return the longest time from the first instruction of a process until it took events, in nanoseconds} */
    long readyNsMax() {
        return readyNsMax;
    }

    /** {@return the last event in the journal} */
    long lastSound() {
        return lastSound;
    }

    /** {@return the directory of the journal} */
    Path journal() {
        return journal;
    }

    /**
     * Starts a process, kills it, and looks at what it leaves.
     *
     * @param target what it shall be at.
     * @return what it was at, by what it had reported and left; null when it came to its end before.
     */
    KillPhase startAndKill(KillPhase target) throws Exception {
        try (EngineChild child = start(EVENTS_PER_SECOND, target == KillPhase.SNAPSHOT)) {
            aim(child, target);
            child.kill();
            boolean isHalfMade = isHalfMade(journal);
            boolean isSnapshotHalfMade = isHalfMade(journal.resolve("snapshots"));
            long last = JournalCheck.lastSound(journal, expected, description);
            checkLeft(child, last);
            if (child.last(Report.Kind.CLOSED) != null) {
                return null;
            }
            if (wrapper.isEmpty()) {
                assertThat(child.awaitExit())
                        .as("%s: %s", description, child.log())
                        .isEqualTo(KILLED);
            }
            if (child.last(Report.Kind.LIVE) == null) {
                return isHalfMade && !Journal.exists(journal) ? KillPhase.CREATION : KillPhase.START;
            }
            if (child.last(Report.Kind.CLOSING) != null) {
                return KillPhase.CLOSING;
            }
            if (isSnapshotHalfMade) {
                return KillPhase.SNAPSHOT;
            }
            return isHalfMade || isNewestUnused() ? KillPhase.ROLL : KillPhase.RUNNING;
        }
    }

    /** Feeds what is left, and compares the end with that of an uninterrupted run. */
    void finish() throws Exception {
        try (EngineChild child = start(EngineOptions.UNLIMITED, false)) {
            int exitCode = child.awaitExit();
            assertThat(exitCode).as("%s: %s", description, child.log()).isZero();
            long last = JournalCheck.lastSound(journal, expected, description);
            checkLeft(child, last);
            Report closed = child.last(Report.Kind.CLOSED);
            long eventCount = expected.eventCount();
            assertThat(last).as(description).isEqualTo(eventCount);
            assertThat(child.complete())
                    .as("%s: outputs have left up to", description)
                    .isEqualTo(eventCount);
            assertThat(new SyntheticRun.Hashes(closed.second(), closed.third()))
                    .as(description)
                    .isEqualTo(expected.hashesAt(eventCount));
        }
    }

    private EngineChild start(int rate, boolean isWithSnapshots) throws IOException {
        SnapshotMode[] modes = SnapshotMode.values();
        int firstMode = isWithSnapshots ? SnapshotMode.NONE.ordinal() + 1 : 0;
        EngineOptions all = options.apply(new EngineOptions(journal)
                .events(expected.eventCount())
                .rate(rate)
                .confirmed(confirmed)
                .topology(Topology.values()[random.nextInt(Topology.values().length)])
                .snapshots(modes[random.nextInt(firstMode, modes.length)])
                .segmentLength(1L << 20 << random.nextInt(3)));
        return EngineChild.start(all, expected, directory, wrapper);
    }

    /** Returns at the moment to kill it. */
    private void aim(EngineChild child, KillPhase target) throws Exception {
        switch (target) {
            case START -> pause(random.nextLong(readyNs));
            case CREATION -> {
                child.await(Report.Kind.OPENING);
                awaitHalfMade(child, journal, Report.Kind.LIVE);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(2)));
            }
            case RUNNING -> {
                child.await(Report.Kind.LIVE);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(400)));
            }
            case ROLL -> {
                child.await(Report.Kind.LIVE);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(200)));
                awaitHalfMade(child, journal, Report.Kind.CLOSED);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(4)));
            }
            case SNAPSHOT -> {
                child.await(Report.Kind.LIVE);
                awaitHalfMade(child, journal.resolve("snapshots"), Report.Kind.CLOSED);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(1)));
            }
            case CLOSING -> {
                child.await(Report.Kind.LIVE);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(200)));
                child.tell(EngineProcess.STOP);
                child.await(Report.Kind.CLOSING);
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(8)));
            }
        }
    }

    static void pause(long durationNs) {
        long untilNs = System.nanoTime() + durationNs;
        for (long leftNs = durationNs; leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    /** Waits until something is half made, or it is too late for that. */
    private static void awaitHalfMade(EngineChild child, Path place, Report.Kind tooLate) throws IOException {
        while (child.isAlive() && child.last(tooLate) == null && !isHalfMade(place)) {
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static boolean isHalfMade(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return false;
        }
        try (DirectoryStream<Path> halfMade = Files.newDirectoryStream(place, ".creating-*")) {
            return halfMade.iterator().hasNext();
        }
    }

    private boolean isNewestUnused() {
        List<SegmentFiles> segments = SegmentFiles.list(journal);
        return segments.get(segments.size() - 1).number() > JournalCheck.lastSegment(journal);
    }

    private void checkLeft(EngineChild child, long last) {
        assertThat(child.wrongOutputs()).as(description).isNull();
        assertThat(child.log()).as(description).doesNotContain("ERROR");
        assertThat(last)
                .as("%s: the last event in the journal, where outputs of %d have left", description, child.accepted())
                .isGreaterThanOrEqualTo(child.accepted())
                .isGreaterThanOrEqualTo(lastSound);
        Report live = child.last(Report.Kind.LIVE);
        if (live != null) {
            readyNs = live.first();
            readyNsMax = Math.max(readyNsMax, readyNs);
            assertThat(live.second())
                    .as("%s: gone on behind event", description)
                    .isEqualTo(lastSound);
            assertThat(live.third()).as("%s: generation", description).isEqualTo(1);
        }
        lastSound = last;
        confirmed = child.complete();
    }
}
