// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.snapshot.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the bytes of a snapshot, it is refused, for the right reason, and the older one is used. */
class SnapshotDamageTest {
    private static final long OLDER = 7;
    private static final long NEWER = 8;

    @TempDir
    Path temporary;

    private SnapshotFixture fixture;
    private Path file;
    private byte[] sound;
    private int headerLength;

    @BeforeEach
    void setUp() throws IOException {
        fixture = new SnapshotFixture(temporary.resolve("journal")).journal(JournalEnd.EMPTY, 9);
        fixture.write(OLDER);
        file = fixture.write(NEWER).path();
        sound = Files.readAllBytes(file);
        headerLength = buffer(sound).getInt(12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldRefuseAFileWithAnyByteChanged(long seed) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < sound.length; i++) {
            final byte[] bytes = sound.clone();
            bytes[i] ^= (byte) (seed == 1 ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
            assertRefused(
                    bytes,
                    i < headerLength ? Reason.HEADER : Reason.TORN,
                    "seed=" + seed + ", byte " + i + " of " + sound.length);
        }
    }

    @Test
    void shouldRefuseAFileOfAnyOtherLength() throws IOException {
        for (int length = 0; length < sound.length; length++) {
            assertRefused(Arrays.copyOf(sound, length), Reason.TORN, "the first " + length + " bytes");
        }
        for (int more = 1; more < 20; more++) {
            assertRefused(Arrays.copyOf(sound, sound.length + more), Reason.TORN, more + " zeros behind it");
        }
    }

    /** As after a machine went down that had given the file its length, and not all of its pages. */
    @Test
    void shouldRefuseAFileWithZerosForAnyPart() throws IOException {
        for (int from = 0; from < sound.length; from++) {
            final byte[] bytes = sound.clone();
            Arrays.fill(bytes, from, bytes.length, (byte) 0);
            // The header ends with its checksum, whose last byte may have been a zero.
            final boolean isHeaderWhole = Arrays.equals(bytes, 0, headerLength, sound, 0, headerLength);
            assertRefused(bytes, isHeaderWhole ? Reason.TORN : Reason.HEADER, "zeros from byte " + from);
            if (from > 0) {
                final byte[] other = sound.clone();
                Arrays.fill(other, 0, from, (byte) 0);
                assertRefused(other, Reason.HEADER, "zeros up to byte " + from);
            }
        }
    }

    @Test
    void shouldRefuseAFileWithBlocksOfAnother() throws IOException {
        final byte[] other = Files.readAllBytes(fixture.store.list().get(1).path()); // of the same length throughout
        assertThat(other).hasSameSizeAs(sound);
        final byte[] bytes = sound.clone();
        System.arraycopy(other, headerLength, bytes, headerLength, bytes.length - headerLength);
        assertRefused(bytes, Reason.TORN, "the image of another, with the checksum of its file");
        System.arraycopy(sound, bytes.length - 4, bytes, bytes.length - 4, 4);
        assertRefused(bytes, Reason.TORN, "the image of another");
        assertRefused(other, Reason.HEADER, "the whole of another");
    }

    @Test
    void shouldRefuseAFileOfAnotherFormat() throws IOException {
        final byte[] bytes = sound.clone();
        buffer(bytes).putInt(8, 2);
        sumUp(bytes, headerLength);
        assertRefused(bytes, Reason.FORMAT, "version 2");

        // Of a later one only version, header length and the header's checksum are known.
        final byte[] other = Arrays.copyOf(sound, 40);
        buffer(other).putInt(8, 77).putInt(12, 28).putLong(16, -1);
        sumUp(other, 28);
        assertRefused(other, Reason.FORMAT, "version 77 with a short header");
    }

    @Test
    void shouldRefuseAHeaderThatSaysWhatCannotBe() throws IOException {
        final int[] offsets = {32, 40, 64, 104, 120, 128, 128}; // sequence, generation, next sequence, ...
        final long[] values = {-1, 0, 11, -1, 0, -1, Long.MAX_VALUE};
        for (int i = 0; i < offsets.length; i++) {
            final byte[] bytes = sound.clone();
            buffer(bytes).putLong(offsets[i], values[i]);
            sumUp(bytes, headerLength);
            assertRefused(bytes, Reason.HEADER, values[i] + " at byte " + offsets[i]);
        }
    }

    private void assertRefused(byte[] bytes, Reason reason, String what) throws IOException {
        Files.write(file, bytes);
        final SnapshotChoice choice = fixture.store.newestSound(fixture.expected(9, 9));
        assertThat(choice.refusals()).as(what).hasSize(1);
        assertThat(choice.refusals().get(0).reason())
                .as("%s: %s", what, choice.refusals().get(0))
                .isEqualTo(reason);
        try (Snapshot snapshot = choice.snapshot()) {
            assertThat(snapshot.header().sequence()).as(what).isEqualTo(OLDER);
            assertThat(bytes(snapshot.image())).as(what).isEqualTo(bytes(OLDER, 60));
        }
        assertThat(Files.readAllBytes(file)).as(what).isEqualTo(bytes);
    }

    /** Makes both checksums right. */
    private static void sumUp(byte[] bytes, int headerLength) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, headerLength - 4);
        buffer(bytes).putInt(headerLength - 4, (int) crc.getValue());
        crc.update(bytes, headerLength, bytes.length - headerLength - 4);
        buffer(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
