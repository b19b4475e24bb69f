// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.archive;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Where each byte of an archive lies. An archive is a series of chunks of 1 MiB, the last of which may be shorter; each
 * is a header and a Zstandard frame, with content size and checksum. The header is a skippable frame of that format, so
 * that any tool that knows it can unpack an archive. All numbers are little endian; offsets are bytes.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                      Magic: 0x184D2A54                        |   0
 *  +---------------------------------------------------------------+
 *  |                  Bytes that follow here: 20                   |   4
 *  +---------------------------------------------------------------+
 *  |                    Length of the File                         |   8
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                     Number of the Chunk                       |  16
 *  +---------------------------------------------------------------+
 *  |              Compressed Length of the Chunk                   |  20
 *  +---------------------------------------------------------------+
 *  |              Checksum of the above (CRC32C)                   |  24
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class ArchiveDescriptor {
    /** Bytes of a file in one chunk. */
    static final int CHUNK_LENGTH = 1 << 20;

    /** One of the sixteen numbers by which skippable frames are known. */
    static final int MAGIC = 0x184D2A54;

    static final int MAGIC_OFFSET = 0;
    static final int SIZE_OFFSET = 4;
    static final int FILE_LENGTH_OFFSET = 8;
    static final int CHUNK_OFFSET = 16;
    static final int COMPRESSED_LENGTH_OFFSET = 20;
    static final int CHECKSUM_OFFSET = 24;
    static final int HEADER_LENGTH = 28;

    private ArchiveDescriptor() {}

    /** How many chunks a file takes. */
    static long chunkCount(long fileLength) {
        return (fileLength + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
    }

    /** How many bytes of the file a chunk holds. */
    static int chunkLength(long fileLength, int chunk) {
        return (int) Math.min(CHUNK_LENGTH, fileLength - (long) chunk * CHUNK_LENGTH);
    }

    static void putHeader(ByteBuffer bytes, long fileLength, int chunk, int compressedLength) {
        bytes.order(LITTLE_ENDIAN)
                .putInt(MAGIC_OFFSET, MAGIC)
                .putInt(SIZE_OFFSET, HEADER_LENGTH - FILE_LENGTH_OFFSET)
                .putLong(FILE_LENGTH_OFFSET, fileLength)
                .putInt(CHUNK_OFFSET, chunk)
                .putInt(COMPRESSED_LENGTH_OFFSET, compressedLength)
                .putInt(CHECKSUM_OFFSET, checksum(bytes, 0));
    }

    static boolean isHeader(ByteBuffer bytes, int index) {
        return bytes.getInt(index + MAGIC_OFFSET) == MAGIC
                && bytes.getInt(index + SIZE_OFFSET) == HEADER_LENGTH - FILE_LENGTH_OFFSET
                && bytes.getInt(index + CHECKSUM_OFFSET) == checksum(bytes, index);
    }

    private static int checksum(ByteBuffer bytes, int index) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(index + CHECKSUM_OFFSET).position(index));
        return (int) crc.getValue();
    }
}
