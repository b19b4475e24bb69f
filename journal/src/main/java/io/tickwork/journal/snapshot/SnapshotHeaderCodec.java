// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import static io.tickwork.journal.snapshot.SnapshotDescriptor.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.SourcePositions;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Headers to bytes and back. */
final class SnapshotHeaderCodec {
    private SnapshotHeaderCodec() {}

    /**
     * Makes the bytes of a header, its checksum included.
     *
     * @throws IllegalArgumentException when there are too many sources, or the texts are too long.
     */
    static ByteBuffer encode(SnapshotHeader header, long imageLength) {
        final byte[] fingerprint = header.graphFingerprint().getBytes(UTF_8);
        final byte[] build = header.engineBuild().getBytes(UTF_8);
        final SourcePositions sources = header.sources();
        final long length = headerLength(sources.count(), fingerprint.length, build.length);
        if (length > HEADER_LENGTH_MAX) {
            throw new IllegalArgumentException("sources=" + sources.count() + ", graphFingerprint of "
                    + fingerprint.length + " and engineBuild of " + build.length + " bytes make a header of " + length
                    + " bytes, and " + HEADER_LENGTH_MAX + " are possible");
        }
        final ByteBuffer bytes = ByteBuffer.allocate((int) length).order(LITTLE_ENDIAN);
        bytes.putLong(MAGIC_OFFSET, MAGIC);
        bytes.putInt(VERSION_OFFSET, VERSION);
        bytes.putInt(HEADER_LENGTH_OFFSET, (int) length);
        bytes.putLong(JOURNAL_HIGH_OFFSET, header.journalId().getMostSignificantBits());
        bytes.putLong(JOURNAL_LOW_OFFSET, header.journalId().getLeastSignificantBits());
        bytes.putLong(SEQUENCE_OFFSET, header.sequence());
        bytes.putLong(GENERATION_OFFSET, header.generation());
        bytes.putLong(POSITION_SEGMENT_OFFSET, header.position().segment());
        bytes.putLong(POSITION_OFFSET_OFFSET, header.position().offset());
        bytes.putLong(POSITION_NEXT_SEQUENCE_OFFSET, header.position().nextSequence());
        bytes.putLong(POSITION_NEXT_OUTCOME_SEQUENCE_OFFSET, header.position().nextOutcomeSequence());
        bytes.putInt(POSITION_CHECKSUM_OFFSET, header.position().checksum());
        bytes.putInt(SCHEMA_ID_OFFSET, header.schemaId());
        bytes.putInt(SCHEMA_VERSION_OFFSET, header.schemaVersion());
        bytes.putInt(SOURCE_COUNT_OFFSET, sources.count());
        bytes.putLong(STATE_HASH_OFFSET, header.stateHash());
        bytes.putLong(OUTPUT_COUNT_OFFSET, header.outputCount());
        bytes.putLong(OUTPUTS_HASH_OFFSET, header.outputsHash());
        bytes.putLong(EVENT_COUNT_OFFSET, header.eventCount());
        bytes.putLong(IMAGE_LENGTH_OFFSET, imageLength);
        bytes.putInt(FINGERPRINT_LENGTH_OFFSET, fingerprint.length);
        bytes.putInt(BUILD_LENGTH_OFFSET, build.length);
        for (int i = 0; i < sources.count(); i++) {
            final int offset = FIXED_LENGTH + i * SOURCE_LENGTH;
            bytes.putInt(offset, sources.id(i));
            bytes.putLong(offset + SOURCE_SEQUENCE_OFFSET, sources.sequence(i));
        }
        final int fingerprintOffset = fingerprintOffset(sources.count());
        bytes.put(fingerprintOffset, fingerprint);
        bytes.put(fingerprintOffset + fingerprint.length, build);
        bytes.putInt((int) length - CHECKSUM_LENGTH, (int) checksum(bytes).getValue());
        return bytes;
    }

    /** Whether the fixed part of a header of this version agrees with itself about the length of the whole. */
    static boolean isLengthSound(ByteBuffer fixed) {
        final int sourceCount = fixed.getInt(SOURCE_COUNT_OFFSET);
        final int fingerprintLength = fixed.getInt(FINGERPRINT_LENGTH_OFFSET);
        final int buildLength = fixed.getInt(BUILD_LENGTH_OFFSET);
        return sourceCount >= 0
                && fingerprintLength >= 0
                && buildLength >= 0
                && headerLength(sourceCount, fingerprintLength, buildLength) == fixed.getInt(HEADER_LENGTH_OFFSET);
    }

    /** Whether the checksum of a header, of any version, is that of its bytes. */
    static boolean isChecksumSound(ByteBuffer header) {
        return header.getInt(header.capacity() - CHECKSUM_LENGTH)
                == (int) checksum(header).getValue();
    }

    /**
     * Understands a header whose checksum is sound.
     *
     * @throws IllegalArgumentException when what it says cannot be.
     */
    static SnapshotHeader decode(ByteBuffer header) {
        final int sourceCount = header.getInt(SOURCE_COUNT_OFFSET);
        final int fingerprintLength = header.getInt(FINGERPRINT_LENGTH_OFFSET);
        final int fingerprintOffset = fingerprintOffset(sourceCount);
        final SourcePositions sources = new SourcePositions();
        for (int i = 0; i < sourceCount; i++) {
            final int offset = FIXED_LENGTH + i * SOURCE_LENGTH;
            sources.set(header.getInt(offset), header.getLong(offset + SOURCE_SEQUENCE_OFFSET));
        }
        return new SnapshotHeader(
                new UUID(header.getLong(JOURNAL_HIGH_OFFSET), header.getLong(JOURNAL_LOW_OFFSET)),
                header.getLong(SEQUENCE_OFFSET),
                new JournalPosition(
                        header.getLong(POSITION_SEGMENT_OFFSET),
                        header.getLong(POSITION_OFFSET_OFFSET),
                        header.getInt(POSITION_CHECKSUM_OFFSET),
                        header.getLong(POSITION_NEXT_SEQUENCE_OFFSET),
                        header.getLong(POSITION_NEXT_OUTCOME_SEQUENCE_OFFSET)),
                header.getLong(GENERATION_OFFSET),
                text(header, fingerprintOffset, fingerprintLength),
                header.getInt(SCHEMA_ID_OFFSET),
                header.getInt(SCHEMA_VERSION_OFFSET),
                text(header, fingerprintOffset + fingerprintLength, header.getInt(BUILD_LENGTH_OFFSET)),
                header.getLong(STATE_HASH_OFFSET),
                header.getLong(OUTPUT_COUNT_OFFSET),
                header.getLong(OUTPUTS_HASH_OFFSET),
                header.getLong(EVENT_COUNT_OFFSET),
                sources);
    }

    private static String text(ByteBuffer header, int offset, int length) {
        return new String(header.array(), offset, length, UTF_8);
    }

    /**
     * Begins the checksum of a file: with the header, but for the header's checksum. A CRC over bytes and their own CRC
     * comes to the same whatever the bytes are, and would not notice the header of another snapshot.
     */
    static CRC32C fileChecksum(ByteBuffer header) {
        return checksum(header);
    }

    private static CRC32C checksum(ByteBuffer header) {
        final CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, header.capacity() - CHECKSUM_LENGTH);
        return crc;
    }
}
