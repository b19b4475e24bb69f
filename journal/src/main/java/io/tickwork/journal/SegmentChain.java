// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.MAX_FRAME_LENGTH;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_CREATED_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_FOLLOWS_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_HIGH_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_JOURNAL_LOW_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.SEGMENT_NUMBER_OFFSET;
import static io.tickwork.journal.frame.FrameDescriptor.VERSION;

import io.tickwork.journal.frame.FrameChecks;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.agrona.BufferUtil;

/**
 * The segments that a journal consists of, oldest first. Each names the one that it goes on from; so the newest of them
 * leads to all others that count, past those that were given up and those that were prepared and never gone on to.
 */
public final class SegmentChain {
    /** A frame, or at least the beginning of a short one. */
    private static final int WINDOW_LENGTH = 4096;

    private SegmentChain() {}

    /**
     * How a segment begins.
     *
     * @param files of it.
     * @param journalId of the journal it says it belongs to; null where it does not say, or says another number.
     * @param createdMs when it was made, UTC epoch milliseconds; 0 where it does not say.
     * @param follows number of the segment that it goes on from; where it does not say, the one before it.
     * @param hasFrames whether it holds anything besides what says which it is.
     * @param isWhole whether the first frame is sound.
     * @param previousChecksum of the first frame: checksum of the frame that it goes on from.
     * @param firstSequence of the first frame: sequence that was due then.
     */
    public record Head(
            SegmentFiles files,
            UUID journalId,
            long createdMs,
            long follows,
            boolean hasFrames,
            boolean isWhole,
            int previousChecksum,
            long firstSequence) {
        /**
         * What is taken for the beginning of a segment that does not say.
         *
         * @param files of it.
         * @return the head.
         */
        public static Head unknown(SegmentFiles files) {
            return new Head(files, null, 0, files.number() - 1, true, false, 0, 0);
        }
    }

    /**
     * Finds them.
     *
     * @param directory of the journal.
     * @param from the number of the oldest segment that is looked at.
     * @return those from there on; empty when there are none.
     */
    static List<Head> of(Path directory, long from) {
        final List<SegmentFiles> all = SegmentFiles.list(directory);
        all.removeIf(segment -> segment.number() < from);
        return of(all, SegmentChain::head);
    }

    /**
     * Chooses those that count.
     *
     * @param all segments, oldest first.
     * @param heads tells how one begins; not asked of those that are passed over.
     * @return those that count, oldest first; when none of them is more than prepared, the oldest.
     */
    public static List<Head> of(List<SegmentFiles> all, Function<SegmentFiles, Head> heads) {
        final Deque<Head> chain = new ArrayDeque<>();
        Head oldest = null;
        long wanted = Long.MAX_VALUE;
        for (int i = all.size() - 1; i >= 0; i--) {
            final SegmentFiles segment = all.get(i);
            if (segment.number() <= wanted) {
                final Head head = heads.apply(segment);
                oldest = head;
                if (head.hasFrames() || !chain.isEmpty()) {
                    chain.addFirst(head);
                    wanted = Math.min(head.follows(), segment.number() - 1);
                }
            }
        }
        return chain.isEmpty() && oldest != null ? List.of(oldest) : new ArrayList<>(chain);
    }

    /**
     * Which journal it is, should segments say different things: what most of them say.
     *
     * @param heads of segments, oldest first.
     * @return the journal's id; null when none says it.
     */
    public static UUID journalId(Iterable<Head> heads) {
        final Map<UUID, Integer> votes = new HashMap<>();
        UUID elected = null;
        for (Head head : heads) {
            final UUID id = head.journalId();
            if (id != null && votes.merge(id, 1, Integer::sum) > votes.getOrDefault(elected, 0)) {
                elected = id;
            }
        }
        return elected;
    }

    /**
     * Looks how a segment begins. Nothing wrong with it is thrown: it is said when the segment is read.
     *
     * @param segment to look at.
     * @return its head.
     * @throws JournalException of kind ENVIRONMENT when it cannot be read.
     */
    public static Head head(SegmentFiles segment) {
        Head head = Head.unknown(segment);
        final ByteBuffer window = BufferUtil.allocateDirectAligned(WINDOW_LENGTH, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
        try (SegmentReader reader = new SegmentReader(segment, MAX_FRAME_LENGTH, window)) {
            final FrameChecks checks = new FrameChecks();
            final FrameDecoder frame = checks.frame();
            if (!reader.next()
                    || !isSound(checks, reader, 0)
                    || frame.type() != FrameType.SEGMENT
                    || frame.segmentField(SEGMENT_NUMBER_OFFSET) != segment.number()) {
                return head;
            }
            final UUID journalId = new UUID(
                    frame.segmentField(SEGMENT_JOURNAL_HIGH_OFFSET), frame.segmentField(SEGMENT_JOURNAL_LOW_OFFSET));
            final long createdMs = frame.segmentField(SEGMENT_CREATED_OFFSET);
            final long follows = frame.segmentField(SEGMENT_FOLLOWS_OFFSET);
            head = new Head(segment, journalId, createdMs, follows, true, false, 0, 0);
            final boolean hasFrames = reader.next();
            final int place =
                    FrameDescriptor.place(FrameDescriptor.segmentPlace(journalId, segment.number()), reader.position());
            final boolean isWhole = hasFrames && isSound(checks, reader, place);
            return new Head(
                    segment,
                    journalId,
                    createdMs,
                    follows,
                    hasFrames,
                    isWhole,
                    isWhole ? frame.previousChecksum() : 0,
                    isWhole ? frame.firstSequence() : 0);
        } catch (Damage e) {
            return head;
        }
    }

    private static boolean isSound(FrameChecks checks, SegmentReader reader, int place) {
        return checks.wrap(reader.window(), reader.offset(), reader.length(), place) == null
                && checks.frame().version() == VERSION
                && checks.content() == null;
    }
}
