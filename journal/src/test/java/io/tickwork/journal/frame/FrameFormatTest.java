// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The frames as bytes, checksums computed elsewhere: who changes the format has to change these, the version, and
 * docs/formats/journal.md.
 */
class FrameFormatTest {
    private final FrameEncoder encoder = new FrameEncoder(1024);

    @Test
    void shouldWriteEvents() {
        final UnsafeBuffer event = new UnsafeBuffer(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        // What the buffer held before must not show in the padding.
        encoder.begin(FrameType.EVENTS, 0, null, 0, 0);
        encoder.text(new byte[] {
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
        });

        encoder.begin(FrameType.EVENTS, 0x1122334455667788L, new int[] {0x0a0b0c0d, -2, 3}, 3, 5);
        encoder.entry(7, 0x0102030405060708L, event, 1, 10);
        encoder.entry(-1, -1, event, 0, 8);

        assertFrame(0xCAFEBABE, """
                01 00 01 00 6c 00 00 00 be ba fe ca 02 00 00 00
                88 77 66 55 44 33 22 11 03 00 00 00 05 00 00 00
                0d 0c 0b 0a fe ff ff ff 03 00 00 00 00 00 00 00
                0a 00 00 00 07 00 00 00 08 07 06 05 04 03 02 01
                01 02 03 04 05 06 07 08 09 0a 00 00 00 00 00 00
                08 00 00 00 ff ff ff ff ff ff ff ff ff ff ff ff
                00 01 02 03 04 05 06 07 00 8f ad bb
                """);
    }

    @Test
    void shouldWriteAManifest() {
        encoder.begin(FrameType.MANIFEST, FrameDescriptor.NULL_SEQUENCE, null, 0, 0);
        encoder.text("build: 1\n".getBytes(StandardCharsets.UTF_8));

        assertFrame(FrameDescriptor.NO_PREVIOUS_CHECKSUM, """
                01 00 02 00 34 00 00 00 00 00 00 00 09 00 00 00
                00 00 00 00 00 00 00 80 00 00 00 00 00 00 00 00
                62 75 69 6c 64 3a 20 31 0a 00 00 00 00 00 00 00 72 dd 2e b6
                """);
    }

    @Test
    void shouldWriteACheckpoint() {
        encoder.begin(FrameType.CHECKPOINT, 10, null, 0, 0);
        encoder.checkpoint(9, 2, 3, 4, 5, new long[] {6, 7, 99}, 2, true);

        assertFrame(1, """
                01 00 03 00 64 00 00 00 01 00 00 00 02 00 00 00
                0a 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                09 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00
                03 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00
                05 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00
                06 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 c7 01 0e e6
                """);
    }

    @Test
    void shouldBindTheChecksumToThePlace() {
        final UUID journalId = new UUID(0x0123456789ABCDEFL, 0xFEDCBA9876543210L);
        final int segmentPlace = FrameDescriptor.segmentPlace(journalId, 7);
        assertThat(segmentPlace).isEqualTo(0x5B6D9B8F);
        assertThat(FrameDescriptor.place(segmentPlace, 0x10008)).isEqualTo(segmentPlace ^ 0x10008);

        encoder.begin(FrameType.SOURCES, 10, null, 0, 0);
        encoder.finish(1, 0);
        final int unbound = encoder.checksum();
        encoder.finish(1, segmentPlace);
        assertThat(encoder.checksum()).isEqualTo(unbound ^ segmentPlace);
    }

    @Test
    void shouldTakeTwoCacheLinesForOneEventOf64Bytes() {
        final int excerptHeaderLength = 4;
        assertThat(excerptHeaderLength + FrameDescriptor.frameLength(1, FrameDescriptor.entryLength(64)))
                .isEqualTo(128);
    }

    private void assertFrame(int previousChecksum, String hex) {
        final byte[] frame = new byte[encoder.finish(previousChecksum, 0)];
        encoder.buffer().getBytes(0, frame);
        final StringBuilder actual = new StringBuilder();
        for (int i = 0; i < frame.length; i++) {
            actual.append(String.format("%02x", frame[i])).append(i % 16 == 15 && i < frame.length - 5 ? '\n' : ' ');
        }
        assertThat(actual.toString().strip()).isEqualTo(hex.strip());
    }
}
