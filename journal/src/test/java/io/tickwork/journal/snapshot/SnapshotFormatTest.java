// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.JournalPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A snapshot as bytes, checksums computed elsewhere: who changes the format has to change these, the version, and
 * docs/formats/snapshot.md.
 */
class SnapshotFormatTest {
    @TempDir
    Path temporary;

    @Test
    void shouldWriteASnapshot() throws IOException {
        final SnapshotHeader header = SnapshotFixture.header(
                new UUID(0x0102030405060708L, 0x1112131415161718L),
                new JournalPosition(1, 4096, 0x0a0b0c0d, 9, 9),
                "c0ffee",
                7,
                2,
                3);
        final UnsafeBuffer image = new UnsafeBuffer(new byte[] {1, 2, 3, 9, 9, 4, 5});
        final SnapshotFile file = new SnapshotStore(temporary)
                .write(header, List.of(new ImageRegion(image, 0, 3), new ImageRegion(image, 5, 2)));
        assertThat(file.path()).isEqualTo(temporary.resolve("snapshots/snapshot-00000000000000000008.tws"));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(Files.readAllBytes(file.path())))
                .isEqualTo("""
                54 57 53 4e 41 50 0d 0a 01 00 00 00 c0 00 00 00
                08 07 06 05 04 03 02 01 18 17 16 15 14 13 12 11
                08 00 00 00 00 00 00 00 03 00 00 00 00 00 00 00
                01 00 00 00 00 00 00 00 00 10 00 00 00 00 00 00
                09 00 00 00 00 00 00 00 09 00 00 00 00 00 00 00
                0d 0c 0b 0a 07 00 00 00 02 00 00 00 02 00 00 00
                88 77 66 55 44 33 22 11 11 00 00 00 00 00 00 00
                f7 ff ff ff ff ff ff ff 09 00 00 00 00 00 00 00
                05 00 00 00 00 00 00 00 06 00 00 00 05 00 00 00
                01 00 00 00 00 00 00 00 08 00 00 00 00 00 00 00
                fb ff ff ff 00 00 00 00 ff ff ff ff ff ff ff 7f
                63 30 66 66 65 65 30 2e 31 2e 30 00 53 bd 71 f9
                01 02 03 04 05 8e 41 3d a6
                """.strip().replace('\n', ' '));
    }
}
