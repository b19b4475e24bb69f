// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the oldest segments of a journal, whole and one after another, once they are too old or all too long
 * together.
 *
 * <p>One that holds an event which is needed stays, with the one that holds the event before that: reading from a place
 * between the two begins there.
 *
 * <p>Threading: the keeper's thread. It allocates, lists the directory, and reads how each segment begins, once.
 */
final class JournalRetention {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalRetention.class);
    private static final long INTERVAL_MS = 1000;

    private final Path directory;
    private final long ageMs;
    private final long bytes;
    private final long segmentLength;
    private final Map<Long, SegmentChain.Head> heads = new HashMap<>();
    private long lastMs = Long.MIN_VALUE;
    private boolean isFailing;
    private volatile long removedCount;

    JournalRetention(Path directory, JournalContext context) {
        this.directory = directory;
        ageMs = context.retainAge();
        bytes = context.retainBytes();
        segmentLength = context.segmentLength();
    }

    /** Segments removed. For any thread. */
    long removedCount() {
        return removedCount;
    }

    /**
     * Removes what need not stay, if a second has passed.
     *
     * @param nowMs UTC epoch milliseconds.
     * @param writtenTo number of the segment that is written to; it and those behind it stay.
     * @param neededSequence events from there on stay; {@code NULL_SEQUENCE} for all.
     * @return how many were removed.
     */
    int apply(long nowMs, long writtenTo, long neededSequence) {
        final boolean isTime = nowMs >= lastMs + INTERVAL_MS || nowMs < lastMs; // the clock may have been set back
        if (ageMs == 0 && bytes == 0 || !isTime || neededSequence == NULL_SEQUENCE) {
            return 0;
        }
        lastMs = nowMs;
        try {
            final int count = remove(nowMs, writtenTo, neededSequence);
            isFailing = false;
            return count;
        } catch (IOException | RuntimeException e) {
            if (!isFailing) {
                isFailing = true;
                LOGGER.warn("Old segments of the journal {} could not be removed: {}", directory, e.toString());
            }
            return 0;
        }
    }

    private int remove(long nowMs, long writtenTo, long neededSequence) throws IOException {
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        long total = bytes == 0 ? 0 : length(segments, writtenTo);
        int count = 0;
        for (int i = 0; i < segments.size() && segments.get(i).number() < writtenTo; i++) {
            final SegmentFiles segment = segments.get(i);
            final SegmentChain.Head next = nextWhole(segments, i);
            if (next == null || next.firstSequence() == NULL_SEQUENCE || next.firstSequence() >= neededSequence) {
                break;
            }
            final boolean isOld = ageMs > 0 && nowMs - next.createdMs() > ageMs;
            final boolean isTooMuch = bytes > 0 && total > bytes;
            if (!isOld && !isTooMuch) {
                break;
            }
            total -= bytes == 0 ? 0 : length(List.of(segment), writtenTo);
            segment.discard(directory);
            heads.remove(segment.number());
            count++;
            removedCount = removedCount + 1;
            LOGGER.info(
                    "Removed {} of the journal {}, whose events all come before {}: {}.",
                    segment.name(),
                    directory,
                    next.firstSequence(),
                    isOld ? "it is older than retained" : "the journal is longer than retained");
        }
        return count;
    }

    /** How the next segment begins that tells: what stands before it holds no event from its first sequence on. */
    private SegmentChain.Head nextWhole(List<SegmentFiles> segments, int index) {
        for (SegmentFiles segment : segments.subList(index + 1, segments.size())) {
            SegmentChain.Head head = heads.get(segment.number());
            if (head == null) {
                head = SegmentChain.head(segment);
                if (head.isWhole()) {
                    heads.put(segment.number(), head); // what is whole stays so
                }
            }
            if (head.isWhole()) {
                return head;
            }
        }
        return null;
    }

    /** A file that is written to is longer than what is in it, and cut once it is left. */
    private long length(List<SegmentFiles> segments, long writtenTo) throws IOException {
        long total = 0;
        for (SegmentFiles segment : segments) {
            long length = 0;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(segment.directory())) {
                for (Path file : files) {
                    length += file.toFile().length(); // 0 when it has gone
                }
            }
            total += segment.number() < writtenTo ? length : Math.min(length, segmentLength);
        }
        return total;
    }
}
