// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.scan.ScanDamage;
import io.tickwork.journal.scan.ScannedSegment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalArchiverTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261126);
    private static final int DAMAGES = Integer.getInteger("tickwork.archiveDamages", 50);

    @TempDir
    Path temporary;

    private Path directory;
    private List<String> whole;
    private List<SegmentFiles> segments;
    private final TreeMap<Long, byte[]> originals = new TreeMap<>();

    @BeforeEach
    void writeAJournalOfSeveralSegments() throws IOException {
        directory = temporary.resolve("journal");
        final RandomSession session = new RandomSession(SEED);
        try (WrittenJournal journal = WrittenJournal.create(directory, session.context())) {
            session.write(journal, 80, 20);
        }
        whole = Transcript.of(directory).lines;
        segments = SegmentFiles.list(directory);
        assertThat(segments).hasSizeGreaterThan(3);
        for (SegmentFiles segment : segments) {
            originals.put(segment.number(), Files.readAllBytes(segment.dataFile()));
        }
    }

    @Test
    void shouldReadTheSameOutOfArchives() throws IOException {
        final JournalScan before = JournalScan.of(directory);
        final JournalArchiver.Result result = archive();
        assertThat(result.segments()).isEqualTo(segments.size() - 1);
        assertThat(result.bytes())
                .isEqualTo(originals.headMap(newest().number()).values().stream()
                        .mapToLong(bytes -> bytes.length)
                        .sum());
        assertThat(result.archiveBytes()).isLessThan(result.bytes());
        for (SegmentFiles segment : segments.subList(0, segments.size() - 1)) {
            assertThat(segment.dataFile()).isNull();
            assertThat(segment.file()).isEqualTo(segment.archive());
        }
        assertThat(newest().archive()).isNull();
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);

        final JournalScan after = JournalScan.of(directory);
        assertThat(after.damages()).isEmpty();
        assertThat(after.segments()).extracting(ScannedSegment::frames).isEqualTo(frames(before));
    }

    @Test
    void shouldReadFromAnyPlaceOfAnArchive() {
        final List<JournalPosition> positions = new ArrayList<>();
        final List<Integer> linesBefore = new ArrayList<>();
        final Transcript transcript = new Transcript();
        try (JournalReader reader = JournalReader.open(directory)) {
            while (reader.next(transcript)) {
                positions.add(reader.position());
                linesBefore.add(transcript.lines.size());
            }
        }
        archive();
        for (int i = 0; i < positions.size(); i++) {
            final Transcript rest = new Transcript();
            try (JournalReader reader = JournalReader.open(directory, positions.get(i))) {
                assertThat(reader.manifest())
                        .as("the manifest that holds there")
                        .isNotNull();
                reader.readAll(rest);
            }
            assertThat(rest.lines).isEqualTo(whole.subList(linesBefore.get(i), whole.size()));
        }
    }

    @Test
    void shouldDoNothingTheSecondTime() {
        archive();
        assertThat(archive()).isEqualTo(new JournalArchiver.Result(0, 0, 0));
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);
    }

    @Test
    void shouldLeaveAloneWhatIsNotOldEnough() {
        final long created =
                SegmentChain.head(segments.get(segments.size() - 2)).createdMs();
        final JournalArchiver.Result result =
                JournalArchiver.of(directory, created + 1).run(bytes -> {});
        assertThat(result.segments()).isPositive().isLessThan(segments.size() - 1);
        assertThat(segments.get(0).dataFile()).isNull();
        assertThat(segments.get(segments.size() - 2).dataFile()).isNotNull();
    }

    @Test
    void shouldLeaveAloneWhatIsBeingWrittenTo() {
        final Path live = temporary.resolve("live");
        final RandomSession session = new RandomSession(SEED);
        try (WrittenJournal journal = WrittenJournal.create(live, session.context())) {
            session.write(journal, 80, 20);
            final long written = journal.writer.segment().files().number();
            session.clock.advance(4 * 3_600_000L);
            journal.keep();
            assertThat(SegmentFiles.list(live)).as("one is prepared").hasSize((int) written + 1);
            final int count =
                    JournalArchiver.of(live, Long.MAX_VALUE).run(bytes -> {}).segments();
            assertThat(count).isEqualTo((int) written - 1);
            session.goOn(journal, journal.writer.committedSequence() + 1, 1, 40, 20);
        }
        final Transcript transcript = Transcript.of(live);
        assertThat(transcript.lines).isEqualTo(session.expected.lines);
        assertThat(JournalScan.of(live).damages()).isEmpty();
    }

    @Test
    void shouldFinishWhatWasCutShortAtAnyStep() throws IOException {
        final SegmentFiles segment = segments.get(1);
        final Path file = segment.dataFile();
        archive();
        final byte[] archived = Files.readAllBytes(segment.archive());
        final Path half = segment.archive().resolveSibling(segment.archive().getFileName() + ".tmp");

        // While the archive was written.
        Files.write(file, originals.get(segment.number()));
        Files.delete(segment.archive());
        Files.write(half, Arrays.copyOf(archived, archived.length / 2));
        assertFinished(segment, half);

        // Before the archive was renamed.
        Files.write(file, originals.get(segment.number()));
        Files.move(segment.archive(), half);
        assertFinished(segment, half);

        // Before the data file was removed.
        Files.write(file, originals.get(segment.number()));
        assertFinished(segment, half);

        // With an archive beside it that is none.
        Files.write(file, originals.get(segment.number()));
        Files.write(segment.archive(), new byte[100]);
        assertFinished(segment, half);
    }

    private void assertFinished(SegmentFiles segment, Path half) {
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);
        assertThat(JournalScan.of(directory).damages()).isEmpty();
        assertThat(archive().segments()).isEqualTo(1);
        assertThat(half).doesNotExist();
        assertThat(segment.dataFile()).isNull();
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);
    }

    @Test
    void shouldLetOneProcessAtATimeDoIt() throws IOException {
        try (FileChannel other =
                FileChannel.open(directory.resolve("archiving"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(this::archive)
                    .withMessageContaining("Another process is archiving")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.ENVIRONMENT));
        }
    }

    @Test
    void shouldReportDamageOfAnArchiveAsThatOfItsSegment() throws IOException {
        archive();
        final SplittableRandom random = new SplittableRandom(SEED);
        int lost = 0;
        for (int i = 0; i < DAMAGES; i++) {
            final SegmentFiles segment = segments.get(random.nextInt(segments.size() - 1));
            final Path archive = segment.archive();
            final byte[] sound = Files.readAllBytes(archive);
            final byte[] bytes = sound.clone();
            final int at = random.nextInt(i % 3 == 0 ? 40 : bytes.length);
            final String what;
            switch (random.nextInt(3)) {
                case 0 -> {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    Files.write(archive, bytes);
                    what = "flip at " + at;
                }
                case 1 -> {
                    Files.write(archive, Arrays.copyOf(bytes, at));
                    what = "cut at " + at;
                }
                default -> {
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4096), (byte) 0);
                    Files.write(archive, bytes);
                    what = "zeros at " + at;
                }
            }
            lost += assertReported(segment, "seed=" + SEED + ", i=" + i + ", " + segment.name() + ": " + what) ? 1 : 0;
            Files.write(archive, sound);
        }
        assertThat(lost).as("of %d, seed %d", DAMAGES, SEED).isGreaterThan(DAMAGES / 2);
        assertThat(Transcript.of(directory).lines).isEqualTo(whole);
    }

    private boolean assertReported(SegmentFiles segment, String what) {
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).as(what).allMatch(damage -> damage.segment() == segment.number());
        final Transcript read = new Transcript();
        JournalException refusal = null;
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(read);
        } catch (JournalException e) {
            refusal = e;
        }
        if (refusal == null) {
            assertThat(read.lines.equals(whole)).as("%s: what is read", what).isTrue();
            assertThat(scan.isLoss()).as(what).isFalse();
            return false;
        }
        assertThat(refusal.kind()).as(what).isEqualTo(JournalException.Kind.DAMAGED);
        assertThat(scan.isSound()).as(what).isFalse();
        // These are short: one chunk each.
        final ScannedSegment found = scan.segments().get((int) segment.number() - 1);
        assertThat(found.frames()).as(what).isZero();
        assertThat(scan.damages().stream().filter(ScanDamage::isLoss).count())
                .as(what)
                .isLessThanOrEqualTo(1);
        return true;
    }

    @Test
    void shouldLoseNoMoreThanTheChunksThatAreDamaged() throws IOException {
        final Path large = temporary.resolve("large");
        final RandomSession session = new RandomSession(SEED);
        try (WrittenJournal journal = WrittenJournal.create(
                large, session.context().segmentLength(16 << 20).rollPeriod(RollPeriod.DAILY))) {
            session.write(journal, 1200, 0);
        }
        final JournalEnd end;
        try (JournalReader reader = JournalReader.open(large)) {
            reader.readAll(new Transcript());
            end = reader.end();
        }
        try (WrittenJournal journal = WrittenJournal.goOn(large, session.context(), end, new SourcePositions())) {
            session.goOn(journal, end.nextSequence(), 1, 5, 0);
        }
        final List<String> lines = Transcript.of(large).lines;
        final SegmentFiles first = SegmentFiles.list(large).get(0);
        final long frames = JournalScan.of(large).segments().get(0).frames();
        JournalArchiver.of(large, Long.MAX_VALUE).run(bytes -> {});
        assertThat(Transcript.of(large).lines).isEqualTo(lines);

        final byte[] bytes = Files.readAllBytes(first.archive());
        bytes[bytes.length / 2] ^= 1;
        Files.write(first.archive(), bytes);
        final JournalScan scan = JournalScan.of(large);
        assertThat(scan.isLoss()).isTrue();
        assertThat(scan.segments().get(0).frames()).isGreaterThan(frames / 2).isLessThan(frames);
        final ScanDamage loss =
                scan.damages().stream().filter(ScanDamage::isLoss).findFirst().orElseThrow();
        assertThat(loss.lostFrom()).isPositive();
        assertThat(loss.lostTo()).isLessThan(scan.segments().get(0).lastSequence());
        final Transcript read = new Transcript();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> {
                    try (JournalReader reader = JournalReader.open(large)) {
                        reader.readAll(read);
                    }
                })
                .withMessageContaining("archive");
        assertThat(read.lastSequence).isEqualTo(loss.lostFrom() - 1);
    }

    @Test
    void shouldBeUnpackedByAnyToolThatKnowsTheFormat() throws IOException {
        archive();
        for (SegmentFiles segment : segments.subList(0, segments.size() - 1)) {
            try (com.github.luben.zstd.ZstdInputStream in =
                    new com.github.luben.zstd.ZstdInputStream(Files.newInputStream(segment.archive()))) {
                assertThat(in.readAllBytes()).isEqualTo(originals.get(segment.number()));
            }
        }
    }

    @Test
    void shouldLeaveNothingElseBehind() throws IOException {
        archive();
        for (SegmentFiles segment : segments.subList(0, segments.size() - 1)) {
            try (Stream<Path> files = Files.list(segment.directory())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                segment.archive().getFileName().toString(), "metadata.cq4t");
            }
        }
    }

    @Test
    void shouldReadACopyInAnotherDirectory() throws IOException {
        archive();
        final Path copy = temporary.resolve("copy");
        for (SegmentFiles segment : segments) {
            final Path target = Files.createDirectories(copy.resolve(segment.name()));
            Files.copy(
                    segment.file(), target.resolve(segment.file().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Transcript.of(copy).lines).isEqualTo(whole);
    }

    private SegmentFiles newest() {
        return segments.get(segments.size() - 1);
    }

    private JournalArchiver.Result archive() {
        return JournalArchiver.of(directory, Long.MAX_VALUE).run(bytes -> {});
    }

    private static List<Long> frames(JournalScan scan) {
        return scan.segments().stream().map(ScannedSegment::frames).toList();
    }
}
