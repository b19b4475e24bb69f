// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotFixture.FINGERPRINT;
import static io.tickwork.journal.snapshot.SnapshotFixture.GENERATION;
import static io.tickwork.journal.snapshot.SnapshotFixture.SCHEMA_ID;
import static io.tickwork.journal.snapshot.SnapshotFixture.SCHEMA_VERSION;
import static io.tickwork.journal.snapshot.SnapshotFixture.bytes;
import static io.tickwork.journal.snapshot.SnapshotFixture.header;
import static io.tickwork.journal.snapshot.SnapshotFixture.image;
import static io.tickwork.journal.snapshot.SnapshotFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.SourcePositions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotStoreTest {
    private static final long LAST = 20;

    @TempDir
    Path temporary;

    private SnapshotFixture fixture;
    private SnapshotStore store;

    @BeforeEach
    void setUp() {
        fixture = new SnapshotFixture(temporary.resolve("journal")).journal(JournalEnd.EMPTY, LAST);
        store = fixture.store;
    }

    @Test
    void shouldFindNothingWhereNothingWasWritten() throws IOException {
        store.removeLeftovers();
        store.keep(1, Long.MAX_VALUE);
        assertThat(store.list()).isEmpty();
        assertThat(store.neededSequence(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(store.newestSound(fixture.expected(LAST, LAST))).isEqualTo(new SnapshotChoice(null, List.of()));
        assertThat(fixture.directory.resolve("snapshots")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldReadBackWhatWasWritten(long seed) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        final SourcePositions sources = new SourcePositions();
        for (int i = random.nextInt(30); i > 0; i--) {
            sources.set(random.nextInt(), random.nextLong());
        }
        final long sequence = random.nextLong(LAST + 1);
        final SnapshotHeader header = new SnapshotHeader(
                fixture.journalId(),
                sequence,
                fixture.position(sequence),
                GENERATION,
                FINGERPRINT,
                SCHEMA_ID,
                SCHEMA_VERSION,
                "größe\n".repeat(random.nextInt(10)),
                random.nextLong(),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(),
                1 + random.nextLong(1000),
                sources);
        final ByteArrayOutputStream joined = new ByteArrayOutputStream();
        final List<ImageRegion> image = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            final int length = random.nextInt(4) == 0 ? random.nextInt(3 << 20) : random.nextInt(100);
            final int offset = random.nextInt(9);
            final byte[] bytes = bytes(random.nextLong(), offset + length + random.nextInt(9));
            image.add(new ImageRegion(buffer(bytes, random.nextInt(3)), offset, length));
            joined.write(bytes, offset, length);
        }

        final SnapshotFile file = store.write(header, image);

        assertThat(store.list()).containsExactly(file);
        final SnapshotChoice choice = store.newestSound(fixture.expected(LAST, Long.MAX_VALUE));
        assertThat(choice.refusals()).as("seed=%d", seed).isEmpty();
        try (Snapshot snapshot = choice.snapshot()) {
            assertThat(snapshot.path()).isEqualTo(file.path());
            assertThat(text(snapshot.header())).as("seed=%d", seed).isEqualTo(text(header));
            assertThat(bytes(snapshot.image())).as("seed=%d", seed).isEqualTo(joined.toByteArray());
            assertThat(snapshot.image().addressOffset() % 8).isZero();
        }
    }

    private static DirectBuffer buffer(byte[] bytes, int kind) {
        if (kind == 0) {
            return new UnsafeBuffer(bytes);
        }
        final ByteBuffer direct =
                ByteBuffer.allocateDirect(bytes.length + 3).put(3, bytes).position(3);
        return kind == 1
                ? new UnsafeBuffer(direct.slice())
                : new Kept(direct, BufferUtil.address(direct) + 3, bytes.length);
    }

    /** Wrapped around an address, and keeps the memory behind it alive. */
    private static final class Kept extends UnsafeBuffer {
        @SuppressWarnings("unused")
        private final ByteBuffer memory;

        Kept(ByteBuffer memory, long address, int length) {
            super(address, length);
            this.memory = memory;
        }
    }

    @Test
    void shouldGiveTheMemoryBackOnce() {
        fixture.write(4);
        final Snapshot snapshot =
                store.newestSound(fixture.expected(LAST, LAST)).snapshot();
        snapshot.close();
        snapshot.close();
        assertThat(snapshot.image().capacity()).isZero();
    }

    @Test
    void shouldTakeTheNewestThatIsNotBeyondTheJournalNorWhatIsConfirmed() {
        for (long sequence = 2; sequence <= LAST; sequence += 2) {
            fixture.write(sequence);
        }
        for (long last = 0; last <= LAST; last++) {
            for (long confirmed = -1; confirmed <= LAST + 1; confirmed++) {
                final long newest = Math.min(last, confirmed) / 2 * 2;
                final SnapshotChoice choice = new SnapshotStore(fixture.directory)
                        .newestSound(fixture.expected(last, confirmed < 0 ? Long.MIN_VALUE : confirmed));
                long sequence = LAST;
                for (Refusal refusal : choice.refusals()) {
                    assertThat(refusal.reason())
                            .as("last=%d, confirmed=%d, sequence=%d", last, confirmed, sequence)
                            .isEqualTo(
                                    sequence > last
                                            ? Refusal.Reason.NEWER_THAN_JOURNAL
                                            : Refusal.Reason.BEYOND_CONFIRMED);
                    sequence -= 2;
                }
                assertThat(sequence).isEqualTo(Math.max(0, newest));
                try (Snapshot snapshot = choice.snapshot()) {
                    if (newest < 2) {
                        assertThat(snapshot).isNull();
                    } else {
                        assertThat(snapshot.header().sequence()).isEqualTo(newest);
                        assertThat(bytes(snapshot.image())).isEqualTo(bytes(newest, 60));
                    }
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatIsOfAnother() {
        final JournalPosition place = fixture.position(8);
        assertRefused(
                header(new UUID(1, 2), place, FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION, GENERATION),
                Refusal.Reason.OTHER_JOURNAL,
                "belongs to the journal 00000000-0000-0001-0000-000000000002");
        assertRefused(
                header(fixture.journalId(), place, "decaf", SCHEMA_ID, SCHEMA_VERSION, GENERATION),
                Refusal.Reason.OTHER_GRAPH,
                "the graph decaf (build 0.1.0), and the graph to be run is c0ffee");
        assertRefused(
                header(fixture.journalId(), place, FINGERPRINT, SCHEMA_ID + 1, SCHEMA_VERSION, GENERATION),
                Refusal.Reason.SCHEMA,
                "schema 8 version 2");
        assertRefused(
                header(fixture.journalId(), place, FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION - 1, GENERATION),
                Refusal.Reason.SCHEMA,
                "schema 7 version 1");
        assertRefused(
                header(fixture.journalId(), place, FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION, GENERATION + 1),
                Refusal.Reason.GENERATION,
                "generation 4");
        assertRefused(
                header(fixture.journalId(), place, FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION, GENERATION - 1),
                Refusal.Reason.GENERATION,
                "generation 2");
    }

    @Test
    void shouldRefuseAPlaceThatTheJournalDoesNotHave() {
        final JournalPosition place = fixture.position(8);
        final List<JournalPosition> others = List.of(
                new JournalPosition(place.segment(), place.offset(), place.checksum() + 1, 9, 9),
                new JournalPosition(place.segment(), place.offset() + 8, place.checksum(), 9, 9),
                new JournalPosition(place.segment() + 1, place.offset(), place.checksum(), 9, 9),
                new JournalPosition(
                        place.segment(),
                        fixture.position(9).offset(),
                        fixture.position(9).checksum(),
                        9,
                        9),
                new JournalPosition(place.segment(), Long.MAX_VALUE, place.checksum(), 9, 9));
        for (JournalPosition other : others) {
            assertRefused(
                    header(fixture.journalId(), other, FINGERPRINT, SCHEMA_ID, SCHEMA_VERSION, GENERATION),
                    Refusal.Reason.NEWER_THAN_JOURNAL,
                    "the journal is not what it was");
        }
    }

    @Test
    void shouldRefuseTheStateOfEventsThatWereGivenUp() {
        final JournalEnd sound = fixture.end(8);
        fixture.write(8);
        final SnapshotFile givenUp = fixture.write(9);
        fixture.journal(sound, LAST + 10);
        final SnapshotChoice choice = store.newestSound(fixture.expected(LAST + 10, Long.MAX_VALUE));
        assertThat(choice.refusals()).hasSize(1);
        assertThat(choice.refusals().get(0).path()).isEqualTo(givenUp.path());
        assertThat(choice.refusals().get(0).reason()).isEqualTo(Refusal.Reason.NEWER_THAN_JOURNAL);
        assertThat(choice.refusals().get(0).message()).contains("has been given up");
        try (Snapshot snapshot = choice.snapshot()) {
            assertThat(snapshot.header().sequence()).isEqualTo(8);
        }
    }

    @Test
    void shouldSayWhatIsTriedNext() {
        final SnapshotFile older = fixture.write(7);
        final SnapshotFile newer = fixture.write(8);
        final SnapshotChoice choice = store.newestSound(fixture.expected(3, LAST));
        assertThat(choice.snapshot()).isNull();
        assertThat(choice.refusals()).extracting(Refusal::path).containsExactly(newer.path(), older.path());
        assertThat(choice.refusals().get(0).message())
                .isEqualTo(
                        "The snapshot " + newer.path() + " is not used: it is of event 8, and the journal ends with 3."
                                + " The one before it, of event 7, is tried.");
        assertThat(choice.refusals().get(1).message())
                .endsWith("There is none before it: the journal is run from its start.");
    }

    @Test
    void shouldRefuseWhatCannotBeRead() throws IOException {
        fixture.write(7);
        Files.createDirectory(
                SnapshotFile.of(fixture.directory.resolve("snapshots"), 8).path());
        assertFallsBackTo(7, Refusal.Reason.UNREADABLE, "cannot be read");
    }

    @Test
    void shouldRefuseWhatHasTheNameOfAnother() throws IOException {
        final SnapshotFile seven = fixture.write(7);
        Files.copy(seven.path(), SnapshotFile.of(seven.path().getParent(), 8).path());
        assertFallsBackTo(7, Refusal.Reason.HEADER, "its name says another");
    }

    @Test
    void shouldTakeNothingElseForASnapshot() throws IOException {
        fixture.write(7);
        final Path directory = fixture.directory.resolve("snapshots");
        Files.createFile(directory.resolve("snapshot-8.tws"));
        Files.createFile(directory.resolve("snapshot-00000000000000000008.tws.bak"));
        Files.createFile(directory.resolve("snapshot-99999999999999999999.tws"));
        assertThat(store.list()).extracting(SnapshotFile::sequence).containsExactly(7L);
    }

    /** Beside the obvious rule, over random files and calls. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldKeepTheNewestAndTheNewestConfirmed(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final TreeSet<Long> expected = new TreeSet<>(Comparator.reverseOrder());
        for (int step = 0; step < 60; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                final long sequence = random.nextLong(LAST + 1);
                fixture.write(sequence);
                expected.add(sequence);
            }
            final int count = 1 + random.nextInt(4);
            final long confirmed = random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong(LAST + 1);
            store.keep(count, confirmed);
            final TreeSet<Long> kept = new TreeSet<>(Comparator.reverseOrder());
            expected.stream().limit(count).forEach(kept::add);
            expected.stream().filter(each -> each <= confirmed).limit(1).forEach(kept::add);
            expected.retainAll(kept);
            assertThat(store.list())
                    .as("seed=%d, step=%d", seed, step)
                    .extracting(SnapshotFile::sequence)
                    .containsExactlyElementsOf(expected);
            final long needed =
                    expected.isEmpty() || expected.last() > confirmed ? Long.MIN_VALUE : expected.last() + 1;
            assertThat(store.neededSequence(confirmed))
                    .as("seed=%d, step=%d", seed, step)
                    .isEqualTo(needed);
        }
    }

    @Test
    void shouldNotCountWhatWasRefusedForGood() throws IOException {
        fixture.write(5);
        fixture.write(6);
        final SnapshotFile torn = fixture.write(19);
        Files.write(torn.path(), new byte[10]);
        fixture.write(18);
        store.newestSound(fixture.expected(LAST, 17)).snapshot().close();
        store.keep(4, 17);
        assertThat(sequences()).as("too few to remove any").containsExactly(19L, 18L, 6L, 5L);
        store.keep(2, 17);
        assertThat(sequences()).as("18 is only not confirmed yet").containsExactly(18L, 6L);
        Files.write(torn.path(), new byte[10]);
        store.newestSound(fixture.expected(LAST, 17)).snapshot().close();
        fixture.write(19);
        store.keep(1, Long.MIN_VALUE);
        assertThat(sequences()).as("written anew").containsExactly(19L);
        assertThatIllegalArgumentException().isThrownBy(() -> store.keep(0, 0));
    }

    /** Else it would be kept as the one to go back to, once it is confirmed, and sound ones removed for it. */
    @Test
    void shouldTellWhatIsUselessFromWhatIsOnlyNotConfirmed() throws IOException {
        fixture.write(5);
        final SnapshotFile torn = fixture.write(9);
        final byte[] bytes = Files.readAllBytes(torn.path());
        bytes[bytes.length - 10] ^= 1;
        Files.write(torn.path(), bytes);
        final JournalPosition place = fixture.position(10);
        store.write(
                header(
                        fixture.journalId(),
                        new JournalPosition(place.segment(), place.offset(), place.checksum() + 1, 11, 11),
                        FINGERPRINT,
                        SCHEMA_ID,
                        SCHEMA_VERSION,
                        GENERATION),
                image(10));
        final SnapshotChoice choice = store.newestSound(fixture.expected(LAST, 8));
        choice.snapshot().close();
        assertThat(choice.refusals())
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.NEWER_THAN_JOURNAL, Refusal.Reason.TORN);
        fixture.write(15);
        store.keep(1, 12);
        assertThat(sequences()).containsExactly(15L, 5L);
    }

    @Test
    void shouldReplaceTheSnapshotOfTheSameEvent() {
        fixture.write(7);
        store.write(fixture.header(7), image(99));
        assertThat(store.list()).hasSize(1);
        try (Snapshot snapshot = store.newestSound(fixture.expected(LAST, LAST)).snapshot()) {
            assertThat(bytes(snapshot.image())).isEqualTo(bytes(99, 60));
        }
    }

    @Test
    void shouldRemoveWhatAKilledProcessLeft() throws IOException {
        final SnapshotFile file = fixture.write(7);
        final Path leftover = file.path().resolveSibling(".creating-" + UUID.randomUUID());
        Files.write(leftover, new byte[100]);
        assertThat(store.list()).containsExactly(file);
        store.removeLeftovers();
        assertThat(fixture.names()).containsExactly(file.path().getFileName().toString());
    }

    @Test
    void shouldLeaveNoTraceOfASnapshotThatCouldNotGetItsName() throws IOException {
        fixture.write(7);
        final Path taken =
                SnapshotFile.of(fixture.directory.resolve("snapshots"), 8).path();
        Files.createDirectories(taken.resolve("inside"));
        final List<String> before = fixture.names();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> fixture.write(8))
                .withMessageContaining("The snapshot at event 8 could not be written to")
                .withMessageContaining("Make room on that disk")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.ENVIRONMENT));
        assertThat(fixture.names()).isEqualTo(before);
        assertFallsBackTo(7, Refusal.Reason.UNREADABLE, "");
    }

    @Test
    void shouldLeaveNoTraceOfASnapshotWhoseStateCouldNotBeRead() throws IOException {
        fixture.write(7);
        final List<String> before = fixture.names();
        final UnsafeBuffer shrinking = new UnsafeBuffer(new byte[3 << 20]);
        final ImageRegion region = new ImageRegion(shrinking, 0, shrinking.capacity());
        shrinking.wrap(new byte[2 << 20]);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> store.write(fixture.header(8), List.of(region)));
        assertThat(fixture.names()).isEqualTo(before);
    }

    @Test
    void shouldSayThatTheEnvironmentIsWrongWhenThereIsNoPlaceForTheDirectory() throws IOException {
        Files.createFile(fixture.directory.resolve("snapshots"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> fixture.write(8))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.ENVIRONMENT));
    }

    @Test
    void shouldNotTakeTheSpaceThatTheJournalNeeds() throws IOException {
        fixture.write(7);
        final List<String> before = fixture.names();
        final SnapshotStore sparing = new SnapshotStore(fixture.directory, Long.MAX_VALUE);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> sparing.write(fixture.header(8), image(8)))
                .withMessageContaining("are kept for the journal")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.ENVIRONMENT));
        assertThat(fixture.names()).isEqualTo(before);
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotStore(fixture.directory, -1));
    }

    @Test
    void shouldRefuseAnImageThatIsLongerThanAFile() throws IOException {
        fixture.write(7);
        final List<String> before = fixture.names();
        final ImageRegion part = new ImageRegion(new UnsafeBuffer(new byte[1 << 20]), 0, 1 << 20);
        final List<ImageRegion> image = new ArrayList<>();
        for (int i = 0; i < 2048; i++) {
            image.add(part);
        }
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> store.write(fixture.header(8), image))
                .withMessageContaining("2147483647 are possible")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
        assertThat(fixture.names()).isEqualTo(before);
    }

    /**
     * The kernel refuses writes in the middle of a file, as it does when a disk is full: in a process of its own, whose
     * files may not be longer than 512 KiB.
     */
    @Test
    void shouldLeaveTheOlderOneWhenTheFileCannotBeWrittenToItsEnd() throws Exception {
        fixture.write(7);
        final List<String> before = fixture.names();
        final Path output = temporary.resolve("output");
        final List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "ulimit -f 1024 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path")));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(FailingWrite.class.getName(), fixture.directory.toString()));
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .contains("ENVIRONMENT The snapshot at event 8 could not be written")
                .contains("File too large");
        assertThat(fixture.names()).isEqualTo(before);
        try (Snapshot snapshot = store.newestSound(fixture.expected(LAST, LAST)).snapshot()) {
            assertThat(snapshot.header().sequence()).isEqualTo(7);
        }
    }

    /** Writes a snapshot of 4 MiB to a journal's directory and says how that failed. */
    static final class FailingWrite {
        private FailingWrite() {}

        public static void main(String[] args) {
            final int length = 4 << 20;
            final SnapshotHeader header = header(
                    new UUID(1, 2),
                    new JournalPosition(1, 1, 1, 9, 9),
                    FINGERPRINT,
                    SCHEMA_ID,
                    SCHEMA_VERSION,
                    GENERATION);
            try {
                new SnapshotStore(Path.of(args[0]))
                        .write(header, List.of(new ImageRegion(new UnsafeBuffer(new byte[length]), 0, length)));
                System.out.println("written");
            } catch (JournalException e) {
                System.out.println(e.kind() + " " + e.getMessage());
            }
        }
    }

    @Test
    void shouldRefuseAHeaderThatNoJournalCanHaveLedTo() {
        final JournalPosition place = new JournalPosition(1, 100, 1, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> header(new UUID(1, 2), place, "f", 1, 1, 1))
                .withMessageContaining("sequence=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> header(new UUID(1, 2), fixture.position(3), "f", 1, 1, 0))
                .withMessageContaining("generation=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.write(
                        header(
                                fixture.journalId(),
                                fixture.position(3),
                                "f".repeat(1 << 24),
                                SCHEMA_ID,
                                SCHEMA_VERSION,
                                GENERATION),
                        List.of()))
                .withMessageContaining("16777216");
    }

    private List<Long> sequences() {
        return store.list().stream().map(SnapshotFile::sequence).toList();
    }

    /** The snapshot is refused, for that reason, and the older one is used. */
    private void assertRefused(SnapshotHeader header, Refusal.Reason reason, String what) {
        fixture.write(header.sequence() - 1);
        store.write(header, image(1));
        assertFallsBackTo(header.sequence() - 1, reason, what);
    }

    private void assertFallsBackTo(long sequence, Refusal.Reason reason, String what) {
        final SnapshotChoice choice = store.newestSound(fixture.expected(LAST, LAST));
        assertThat(choice.refusals()).hasSize(1);
        final Refusal refusal = choice.refusals().get(0);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.message()).contains(what).contains(refusal.path().toString());
        try (Snapshot snapshot = choice.snapshot()) {
            assertThat(snapshot.header().sequence()).isEqualTo(sequence);
            assertThat(bytes(snapshot.image())).isEqualTo(bytes(sequence, 60));
        }
    }
}
