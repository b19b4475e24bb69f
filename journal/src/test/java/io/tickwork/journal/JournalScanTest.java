// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.QueueFiles.dataFiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.scan.ScanDamage;
import io.tickwork.journal.scan.ScannedSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the scan tells exactly which sequences are lost. Method: a second reading of the files knows where each frame
 * was written; the sequences of those that no longer stand there are what the scan must report. The reader must agree:
 * what it refuses is damaged, and what it reads of a damaged journal without complaint is what was written.
 */
class JournalScanTest {
    private static final long FIXED_SEED = 20261125;
    private static final long SEED = Long.getLong("tickwork.seed", FIXED_SEED);

    /** More events than any journal here has. */
    private static final int RANGE_MAX = 100_000;

    @TempDir
    Path temporary;

    @Test
    void shouldFindASoundJournalSound() throws IOException {
        final Path directory = written(SEED, "journal");
        final List<Path> files = dataFiles(directory);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).isEmpty();
        assertThat(scan.isFromBeginning()).isTrue();
        assertThat(scan.isClosed()).isTrue();
        assertThat(scan.segments()).extracting(ScannedSegment::file).isEqualTo(files);
        long frames = 0;
        for (Path file : files) {
            frames += QueueFiles.excerpts(Files.readAllBytes(file)).size() - 1; // one says which segment it is
        }
        assertThat(scan.segments().stream().mapToLong(ScannedSegment::frames).sum())
                .isEqualTo(frames);
    }

    @Test
    void shouldReportExactlyTheLostSequences() throws IOException {
        final Path directory = written(SEED, "journal");
        assertExact(directory, JournalDamages.count());
    }

    @Test
    void shouldReportExactlyTheLostSequencesWhereSomeWereGivenUp() throws IOException {
        final Path directory = written(SEED + 2, "journal");
        goOnFromTheMidst(directory, 40);
        assertExact(directory, JournalDamages.count());
    }

    @Test
    void shouldTellWhatWasGivenUp() throws IOException {
        final Path directory = written(SEED, "journal");
        final JournalScan before = JournalScan.of(directory);
        final long last = last(before);
        final long next = goOnFromTheMidst(directory, 40);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).isEmpty();
        final TreeSet<Long> givenUp = new TreeSet<>();
        for (ScannedSegment segment : scan.segments()) {
            for (long s = segment.firstGivenUp(); s >= 0 && s <= segment.lastGivenUp(); s++) {
                givenUp.add(s);
            }
        }
        assertThat(givenUp.first()).isEqualTo(next);
        assertThat(givenUp.last()).isEqualTo(last);
        assertThat(givenUp).hasSize((int) (last - next + 1));
        assertThat(scan.segments().stream()
                        .mapToLong(ScannedSegment::framesGivenUp)
                        .sum())
                .isPositive();
    }

    @Test
    void shouldFindTheFramesOfAJournalThatHasLostItsName() throws IOException {
        final Path directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(SEED);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 80, 0);
        }
        final Path file = dataFiles(directory).get(0);
        final long last = last(JournalScan.of(directory));
        final byte[] bytes = Files.readAllBytes(file);
        final List<Integer> excerpts = QueueFiles.excerpts(bytes);
        Arrays.fill(bytes, 0, excerpts.get(5), (byte) 0);
        Files.write(file, bytes);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).hasSize(1);
        assertThat(scan.segments().get(0).frames()).isEqualTo(excerpts.size() - 5);
        assertThat(last(scan)).isEqualTo(last);
    }

    @Test
    void shouldNameSegmentsThatAreMissing() throws IOException {
        final Path directory = written(FIXED_SEED, "journal");
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        assertThat(segments).hasSizeGreaterThan(4);
        final JournalScan whole = JournalScan.of(directory);
        SegmentFiles.remove(segments.get(1).directory());
        SegmentFiles.remove(segments.get(2).directory());
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).hasSize(1);
        final ScanDamage damage = scan.damages().get(0);
        assertThat(damage.what()).isEqualTo("segments 2 to 3 are missing");
        assertThat(damage.lostFrom()).isEqualTo(whole.segments().get(1).firstSequence());
        assertThat(damage.lostTo()).isEqualTo(whole.segments().get(2).lastSequence());
    }

    @Test
    void shouldTakeAnAppendThatWasCutShortForNone() throws IOException {
        final Path directory = written(FIXED_SEED, "journal");
        final List<Path> files = dataFiles(directory);
        final Path file = files.get(files.size() - 1);
        final List<Integer> excerpts = QueueFiles.excerpts(Files.readAllBytes(file));
        QueueFiles.noteLastExcerpt(file, excerpts.get(excerpts.size() - 3));
        final byte[] bytes = Files.readAllBytes(file);
        bytes[excerpts.get(excerpts.size() - 1) + 3] |= (byte) 0x80;
        Files.write(file, bytes);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).isEmpty();
        assertThat(scan.isClosed()).isFalse();
        Transcript.of(directory);

        // With a frame behind it, it is not what a killed process leaves.
        bytes[excerpts.get(excerpts.size() - 2) + 3] |= (byte) 0x80;
        bytes[excerpts.get(excerpts.size() - 1) + 3] &= (byte) 0x7F;
        Files.write(file, bytes);
        final JournalScan other = JournalScan.of(directory);
        assertThat(other.damages()).extracting(ScanDamage::what).containsExactly("frames are hidden from the queue");
        assertThat(other.isLoss()).isFalse();
    }

    @Test
    void shouldReportBytesBehindTheEndThatNobodyWrote() throws IOException {
        final Path directory = written(FIXED_SEED, "journal");
        final List<String> whole = Transcript.of(directory).lines;
        final Path file = dataFiles(directory).get(1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] = 1;
        Files.write(file, bytes);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.isSound())
                .as("what stands behind the last frame of a segment was given up")
                .isTrue();
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);

        final List<Path> files = dataFiles(directory);
        final Path last = files.get(files.size() - 1);
        final byte[] bytesOfLast = Files.readAllBytes(last);
        bytesOfLast[bytesOfLast.length - 1] = 1;
        Files.write(last, bytesOfLast);
        final JournalScan other = JournalScan.of(directory);
        assertThat(other.damages()).extracting(ScanDamage::what).containsExactly("bytes behind the end are not zero");
        assertThat(other.isLoss()).isFalse();
    }

    @Test
    void shouldTellHowFarItIs() throws IOException {
        final Path directory = written(FIXED_SEED, "journal");
        for (int i = 0; i < 2; i++) {
            final List<Long> told = new ArrayList<>();
            JournalScan.of(directory, told::add);
            assertThat(told).isSorted().hasSizeGreaterThan(3);
            assertThat(told.get(told.size() - 1)).isEqualTo(JournalScan.length(directory));
            JournalArchiver.of(directory, Long.MAX_VALUE).run(bytes -> {});
        }
    }

    private void assertExact(Path directory, int count) throws IOException {
        final Path foreign = written(SEED + 1, "foreign");
        final JournalDamages damages = new JournalDamages(dataFiles(directory), dataFiles(foreign));
        final List<String> whole = Transcript.of(directory).lines;
        final long last = last(JournalScan.of(directory));
        final List<String> failures = new ArrayList<>();
        final JournalDamages.Kind[] kinds = JournalDamages.Kind.values();
        int damaged = 0;
        for (int i = 0; i < count; i++) {
            final JournalDamages.Kind kind = kinds[i % kinds.length];
            final String what =
                    "seed=" + SEED + ", i=" + i + ", " + damages.damage(kind, new SplittableRandom(SEED + i));
            final JournalScan scan = JournalScan.of(directory);
            final String failure = failure(directory, damages, scan, whole, last);
            if (failure != null) {
                failures.add(what + ": " + failure + ", " + scan.damages());
            }
            damaged += scan.isSound() ? 0 : 1;
        }
        assertThat(failures).as("%d of %d", failures.size(), count).isEmpty();
        assertThat(damaged).isGreaterThan(count / 3);
    }

    private static String failure(
            Path directory, JournalDamages damages, JournalScan scan, List<String> whole, long last)
            throws IOException {
        final Transcript read = new Transcript();
        boolean isRefused = false;
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(read);
        } catch (JournalException e) {
            isRefused = true;
        }
        if (!damages.isUntouched()) {
            return "the files were changed";
        }
        if (isRefused && scan.isSound()) {
            return "the reader refuses it and the scan does not";
        }
        if (damages.isFirstOrLastRemoved()) {
            // What is left is sound. That it is not whole can be seen from its ends.
            return scan.isSound() && scan.isFromBeginning() && scan.isClosed()
                    ? "the removed segment leaves no trace"
                    : null;
        }
        if (!isRefused && !read.lines.equals(whole)) {
            return "the reader reads something else";
        }
        // Where the beginning of a segment that gives others up is damaged, those are read before it is refused.
        if (isRefused
                && damages.isNothingGivenUp()
                && !whole.subList(0, read.lines.size()).equals(read.lines)) {
            return "the reader has read something else before it refused";
        }
        if (damages.isAnyFrameHit() && scan.isSound()) {
            return "a frame is hit and the scan does not see it";
        }
        final TreeSet<Long> expected = damages.lost();
        if (!isRefused && !expected.isEmpty()) {
            return "the reader does not see it";
        }
        final TreeSet<Long> reported = reported(scan, expected, last);
        return reported.equals(expected) ? null : "lost " + range(expected) + ", reported " + range(reported);
    }

    private static TreeSet<Long> reported(JournalScan scan, TreeSet<Long> expected, long last) {
        final TreeSet<Long> reported = new TreeSet<>();
        for (ScanDamage damage : scan.damages()) {
            if (damage.isLoss()) {
                final long to = damage.lostTo() == ScanDamage.UNKNOWN ? last : damage.lostTo();
                long from = damage.lostFrom();
                if (from == ScanDamage.UNKNOWN) {
                    from = to + 1;
                    while (expected.contains(from - 1)) {
                        from--;
                    }
                }
                for (long s = from; s <= Math.min(to, from + RANGE_MAX); s++) {
                    reported.add(s);
                }
            }
        }
        return reported;
    }

    private static String range(TreeSet<Long> set) {
        return set.isEmpty() ? "none" : set.size() + " in " + set.first() + ".." + set.last();
    }

    private static long last(JournalScan scan) {
        return scan.segments().stream()
                .mapToLong(ScannedSegment::lastSequence)
                .max()
                .orElseThrow();
    }

    private Path written(long seed, String name) {
        final Path directory = temporary.resolve(name);
        final RandomSession session = new RandomSession(seed);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 80, 20);
        }
        assertThat(SegmentFiles.list(directory)).hasSizeGreaterThan(3);
        return directory;
    }

    /** As recovery does. Returns the sequence that it goes on with. */
    static long goOnFromTheMidst(Path directory, int framesKept) {
        final JournalEnd end;
        try (JournalReader reader = JournalReader.open(directory)) {
            final Transcript ignored = new Transcript();
            for (int i = 0; i < framesKept; i++) {
                assertThat(reader.next(ignored)).isTrue();
            }
            end = reader.end();
        }
        final JournalEnd from = new JournalEnd(
                end.journalId(),
                end.segment(),
                end.checksum(),
                end.nextSequence(),
                end.nextSequence(),
                end.generation());
        final RandomSession session = new RandomSession(SEED + 3);
        try (WrittenJournal journal = WrittenJournal.goOn(directory, session.context(), from, new SourcePositions())) {
            session.goOn(journal, end.nextSequence(), end.generation() + 1, 30, 20);
        }
        return end.nextSequence();
    }
}
