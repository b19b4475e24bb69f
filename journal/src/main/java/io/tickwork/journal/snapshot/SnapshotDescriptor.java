// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

/**
 * Where each byte of a snapshot file lies. All numbers are little endian; offsets are bytes from the start of the file.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                             Magic                             |   0
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                            Version                            |   8
 *  +---------------------------------------------------------------+
 *  |                         Header Length                         |  12
 *  +---------------------------------------------------------------+
 *  |                    Journal Id, upper half                     |  16
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                    Journal Id, lower half                     |  24
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                           Sequence                            |  32
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                          Generation                           |  40
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                       Position, Segment                       |  48
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                       Position, Offset                        |  56
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                    Position, Next Sequence                    |  64
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                Position, Next Outcome Sequence                |  72
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                      Position, Checksum                       |  80
 *  +---------------------------------------------------------------+
 *  |                           Schema Id                           |  84
 *  +---------------------------------------------------------------+
 *  |                        Schema Version                         |  88
 *  +---------------------------------------------------------------+
 *  |                         Source Count                          |  92
 *  +---------------------------------------------------------------+
 *  |                          State Hash                           |  96
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                         Output Count                          | 104
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                         Outputs Hash                          | 112
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                          Event Count                          | 120
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                         Image Length                          | 128
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                   Graph Fingerprint Length                    | 136
 *  +---------------------------------------------------------------+
 *  |                      Engine Build Length                      | 140
 *  +---------------------------------------------------------------+
 *  |                    Sources, 16 bytes each                    ... 144
 *  +---------------------------------------------------------------+
 *  |                    Graph Fingerprint, UTF-8                  ...
 *  +---------------------------------------------------------------+
 *  |              Engine Build, UTF-8, and zeros to 8n + 4        ...
 *  +---------------------------------------------------------------+
 *  |                   Header Checksum (CRC32C)                    |
 *  +---------------------------------------------------------------+
 *  |                             Image                            ... Header Length
 *  +---------------------------------------------------------------+
 *  |                    File Checksum (CRC32C)                     |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * The header's checksum is that of everything before it. The file's is that of everything before it but for the
 * header's checksum.
 *
 * <p>An entry of the sources:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  |                           Source Id                           |   0
 *  +---------------------------------------------------------------+
 *  |                             Zero                              |   4
 *  +---------------------------------------------------------------+
 *  |                        Source Sequence                        |   8
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The length of the header is always 8n, so that the image is aligned when the file is mapped. It follows from the
 * counts and lengths in the header: a reader that finds another one knows that the header is damaged, and one that
 * finds it longer than the file, that the file is torn.
 */
final class SnapshotDescriptor {
    /** What a file begins with; the line end shows a file that was copied as text. */
    static final long MAGIC = 'T'
            | 'W' << 8
            | 'S' << 16
            | (long) 'N' << 24
            | (long) 'A' << 32
            | (long) 'P' << 40
            | (long) '\r' << 48
            | (long) '\n' << 56;

    /** The version this build writes, and the only one it reads. */
    static final int VERSION = 1;

    /** i64. Together with version, header length and the place of the header's checksum it keeps its meaning. */
    static final int MAGIC_OFFSET = 0;

    /** i32. */
    static final int VERSION_OFFSET = 8;

    /** i32: bytes from the magic to the end of the header's checksum. */
    static final int HEADER_LENGTH_OFFSET = 12;

    /** Length of what keeps its meaning in every version. */
    static final int PREAMBLE_LENGTH = 16;

    /** i64. */
    static final int JOURNAL_HIGH_OFFSET = 16;

    /** i64. */
    static final int JOURNAL_LOW_OFFSET = 24;

    /** i64: the last event in the state. */
    static final int SEQUENCE_OFFSET = 32;

    /** i64: that of the manifest that held for that event. */
    static final int GENERATION_OFFSET = 40;

    /** i64. */
    static final int POSITION_SEGMENT_OFFSET = 48;

    /** i64. */
    static final int POSITION_OFFSET_OFFSET = 56;

    /** i64. */
    static final int POSITION_NEXT_SEQUENCE_OFFSET = 64;

    /** i64. */
    static final int POSITION_NEXT_OUTCOME_SEQUENCE_OFFSET = 72;

    /** i32. */
    static final int POSITION_CHECKSUM_OFFSET = 80;

    /** i32. */
    static final int SCHEMA_ID_OFFSET = 84;

    /** i32. */
    static final int SCHEMA_VERSION_OFFSET = 88;

    /** i32. */
    static final int SOURCE_COUNT_OFFSET = 92;

    /** i64. */
    static final int STATE_HASH_OFFSET = 96;

    /** i64: outputs since the start of the journal. */
    static final int OUTPUT_COUNT_OFFSET = 104;

    /** i64: hash over those outputs. */
    static final int OUTPUTS_HASH_OFFSET = 112;

    /** i64: events since the start of the journal. */
    static final int EVENT_COUNT_OFFSET = 120;

    /** i64. */
    static final int IMAGE_LENGTH_OFFSET = 128;

    /** i32: bytes of the text. */
    static final int FINGERPRINT_LENGTH_OFFSET = 136;

    /** i32: bytes of the text. */
    static final int BUILD_LENGTH_OFFSET = 140;

    /** Length of the part of the header that every file has; the sources begin here. */
    static final int FIXED_LENGTH = 144;

    /** i64 in an entry of the sources; the source's id, an i32, stands at offset 0. */
    static final int SOURCE_SEQUENCE_OFFSET = 8;

    /** Length of an entry of the sources. */
    static final int SOURCE_LENGTH = 16;

    /** Length of either checksum. */
    static final int CHECKSUM_LENGTH = Integer.BYTES;

    /** Length of the longest header: a bound that lets a reader refuse a damaged length before it allocates. */
    static final int HEADER_LENGTH_MAX = 1 << 24;

    /** Length of the longest file: what can be mapped at once. */
    static final int FILE_LENGTH_MAX = Integer.MAX_VALUE;

    private static final int ALIGNMENT = 8;

    private SnapshotDescriptor() {}

    /** Where the text of the fingerprint begins. */
    static int fingerprintOffset(int sourceCount) {
        return FIXED_LENGTH + sourceCount * SOURCE_LENGTH;
    }

    /** Length of a header; a long, so that damaged counts do not overflow it. */
    static long headerLength(int sourceCount, int fingerprintLength, int buildLength) {
        final long length =
                FIXED_LENGTH + (long) sourceCount * SOURCE_LENGTH + fingerprintLength + buildLength + CHECKSUM_LENGTH;
        return length + (ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Length of a file. */
    static long fileLength(int headerLength, long imageLength) {
        return headerLength + imageLength + CHECKSUM_LENGTH;
    }
}
