// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.CHECKSUM_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.HEADER_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.LENGTH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_FOLLOWS_OFFSET;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The segments that a journal consists of, oldest first. Each names the one that it goes on from; so the newest of them
 * leads to all others that count, past those that were given up and those that were prepared and never gone on to.
 */
final class SegmentChain {
    /** A frame, or at least the beginning of a short one. */
    private static final int WINDOW_LENGTH = 4096;

    private SegmentChain() {}

    /**
     * How a segment begins.
     *
     * @param files of it.
     * @param follows number of the segment that it goes on from; where it does not say, the one before it.
     * @param hasFrames whether it holds anything besides what says which it is.
     * @param isWhole whether the first frame is sound.
     * @param previousChecksum of the first frame: checksum of the frame that it goes on from.
     * @param firstSequence of the first frame: sequence that was due then.
     */
    record Head(
            SegmentFiles files,
            long follows,
            boolean hasFrames,
            boolean isWhole,
            int previousChecksum,
            long firstSequence) {}

    /**
     * Finds them.
     *
     * @param directory of the journal.
     * @param from the number of the oldest segment that is looked at.
     * @return those from there on; empty when there are none.
     */
    static List<Head> of(Path directory, long from) {
        final List<SegmentFiles> all = SegmentFiles.list(directory);
        final Deque<Head> chain = new ArrayDeque<>();
        Head oldest = null;
        long wanted = Long.MAX_VALUE;
        for (int i = all.size() - 1; i >= 0 && all.get(i).number() >= from; i--) {
            final SegmentFiles segment = all.get(i);
            if (segment.number() <= wanted) {
                final Head head = head(segment);
                oldest = head;
                if (head.hasFrames() || !chain.isEmpty()) {
                    chain.addFirst(head);
                    wanted = Math.min(head.follows(), segment.number() - 1);
                }
            }
        }
        return chain.isEmpty() && oldest != null ? List.of(oldest) : new ArrayList<>(chain);
    }

    private static Head head(SegmentFiles segment) {
        long follows = segment.number() - 1;
        final ByteBuffer window = BufferUtil.allocateDirectAligned(WINDOW_LENGTH, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
        try (SegmentReader reader = new SegmentReader(segment, MAX_FRAME_LENGTH, window)) {
            final FrameDecoder decoder = new FrameDecoder();
            if (!reader.next() || !wrap(reader, decoder) || decoder.type() != FrameType.SEGMENT) {
                return new Head(segment, follows, true, false, 0, 0);
            }
            follows = decoder.segmentField(SEGMENT_FOLLOWS_OFFSET);
            if (!reader.next()) {
                return new Head(segment, follows, false, false, 0, 0);
            }
            final boolean isWhole = wrap(reader, decoder);
            return new Head(
                    segment,
                    follows,
                    true,
                    isWhole,
                    isWhole ? decoder.previousChecksum() : 0,
                    isWhole ? decoder.firstSequence() : 0);
        } catch (Damage e) {
            return new Head(segment, follows, true, false, 0, 0); // what is wrong with it is said when it is read
        }
    }

    private static boolean wrap(SegmentReader reader, FrameDecoder decoder) {
        final int length = reader.length();
        if (length < HEADER_LENGTH + CHECKSUM_LENGTH) {
            return false;
        }
        final ByteBuffer bytes = reader.window();
        final int offset = reader.offset();
        final UnsafeBuffer frame = new UnsafeBuffer(bytes, offset, length);
        decoder.wrap(frame, length);
        if (frame.getInt(LENGTH_OFFSET, LITTLE_ENDIAN) != length) {
            return false;
        }
        final CRC32C crc = new CRC32C();
        final int limit = bytes.limit();
        crc.update(bytes.limit(offset + decoder.bodyEnd()).position(offset));
        bytes.limit(limit);
        return (int) crc.getValue() == decoder.checksum() && decoder.defect() == null;
    }
}
