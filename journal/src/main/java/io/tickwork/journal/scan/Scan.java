// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.Damage;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.ManifestYaml;
import io.tickwork.journal.SegmentChain;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.frame.FrameChain;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One scan: goes through the segments, oldest first, and keeps in mind what is due next. */
final class Scan {
    private static final int FRAMES_PER_REPORT = 4096;
    private static final long UNKNOWN_GENERATION = -1;

    private final List<SegmentFiles> all;
    private final LongConsumer progress;
    private final Map<Long, SegmentTally> tallies = new TreeMap<>();
    private final List<ScanDamage> damages = new ArrayList<>();

    /** What was found wrong behind the last sound frame. */
    private final List<ScanDamage> pending = new ArrayList<>();

    private UUID journalId;
    private List<SegmentChain.Head> chain;
    private FrameChain frames = new FrameChain();
    private boolean isAnyFrame;
    private boolean isFromBeginning;
    private boolean isClosed;
    private long lastSegment;
    private long generation = UNKNOWN_GENERATION;

    /** Index of a damage behind which it is not known from where a segment goes on, -1 for none; and up to where. */
    private int unknownBeginning = -1;

    private long unknownBeginningTo;
    private long bytesBefore;

    Scan(List<SegmentFiles> all, LongConsumer progress) {
        this.all = all;
        this.progress = progress;
    }

    JournalScan report() {
        chooseSegments();
        for (SegmentFiles segment : all) {
            tallies.put(segment.number(), new SegmentTally(segment));
        }
        final Set<Long> counting =
                chain.stream().map(head -> head.files().number()).collect(Collectors.toSet());
        int index = 0;
        for (SegmentFiles segment : all) {
            if (counting.contains(segment.number())) {
                checkNoneMissing(index);
                scan(index++);
            } else {
                passOver(segment);
            }
        }
        endOfJournal();
        return new JournalScan(
                tallies.values().stream()
                        .map(tally ->
                                tally.scanned(damages.stream().noneMatch(damage -> damage.segment() == tally.number())))
                        .toList(),
                damages,
                isFromBeginning,
                isClosed);
    }

    /** A segment that belongs to another journal must not tell which others count. */
    private void chooseSegments() {
        final Map<Long, SegmentChain.Head> heads = new TreeMap<>();
        for (SegmentFiles segment : all) {
            heads.put(segment.number(), SegmentChain.head(segment));
        }
        journalId = SegmentChain.journalId(heads.values());
        chain = SegmentChain.of(all, segment -> {
            final SegmentChain.Head head = heads.get(segment.number());
            return journalId == null || journalId.equals(head.journalId()) ? head : SegmentChain.Head.unknown(segment);
        });
    }

    private void checkNoneMissing(int index) {
        if (index == 0) {
            return;
        }
        final long follows = chain.get(index).follows();
        long from = chain.get(index - 1).files().number() + 1;
        for (long number = from; number <= follows + 1; number++) {
            if (number > follows || tallies.containsKey(number)) {
                if (number > from) {
                    pending.add(wrong(
                            from,
                            0,
                            0,
                            number - from == 1
                                    ? "the segment is missing"
                                    : "segments " + from + " to " + (number - 1) + " are missing"));
                }
                from = number + 1;
            }
        }
    }

    private void scan(int index) {
        final SegmentFiles segment = chain.get(index).files();
        final SegmentTally tally = tallies.get(segment.number());
        final SegmentChain.Head next = index + 1 < chain.size() ? chain.get(index + 1) : null;
        try (DataFileScanner scanner = new DataFileScanner(segment, journalId)) {
            tally.bytes(scanner.fileLength());
            boolean isGoneOnFrom = isGoneOnFrom(next);
            long end = 0;
            for (long i = 0; scanner.next(frames.checksum()); i++) {
                if (isGoneOnFrom) {
                    tally.giveUp(scanner.frame());
                    continue;
                }
                if (scanner.defect() != null) {
                    pending.add(wrong(segment.number(), end, scanner.from(), scanner.defect()));
                }
                end = scanner.soundEnd();
                take(scanner, chain.get(index), tally);
                isGoneOnFrom = isGoneOnFrom(next);
                if (i % FRAMES_PER_REPORT == 0) {
                    // Of an archive, as if all of it were packed alike.
                    progress.accept(bytesBefore + (long) ((double) end / scanner.fileLength() * length(segment)));
                }
            }
            if (!isGoneOnFrom && scanner.defect() != null) {
                pending.add(wrong(segment.number(), end, scanner.fileLength(), scanner.defect()));
            }
            if (scanner.archiveDamage() != null) {
                // What it has cost is said where frames are missing.
                damages.add(wrong(segment.number(), 0, 0, scanner.archiveDamage()));
            }
        } catch (Damage e) {
            pending.add(wrong(segment.number(), 0, 0, e.getMessage()));
        }
        passed(segment);
    }

    private void passed(SegmentFiles segment) {
        bytesBefore += length(segment);
        progress.accept(bytesBefore);
    }

    /** What is read of it from the disk, in bytes. */
    static long length(SegmentFiles segment) {
        final Path file = segment.file();
        return file == null ? 0 : file.toFile().length();
    }

    private boolean isGoneOnFrom(SegmentChain.Head next) {
        return next != null
                && next.isWhole()
                && next.previousChecksum() == frames.checksum()
                && next.firstSequence() == frames.nextSequence();
    }

    /** Looks at a segment that does not count. */
    private void passOver(SegmentFiles segment) {
        final SegmentTally tally = tallies.get(segment.number());
        try (DataFileScanner scanner = new DataFileScanner(segment, journalId)) {
            tally.bytes(scanner.fileLength());
            int checksum = NO_PREVIOUS_CHECKSUM;
            while (scanner.next(checksum)) {
                tally.giveUp(scanner.frame());
                checksum = scanner.frame().checksum();
            }
        } catch (Damage e) {
            tally.bytes(0); // there is nothing to be passed over
        }
        passed(segment);
    }

    /** Takes a sound frame, and says what is lost before it. */
    private void take(DataFileScanner scanner, SegmentChain.Head head, SegmentTally tally) {
        final FrameDecoder frame = scanner.frame();
        final boolean isTrimmed = !isAnyFrame && chain.get(0).follows() != 0;
        if (isTrimmed && pending.isEmpty() && frame.type() == FrameType.MANIFEST) {
            frames.beginBefore(frame);
        }
        final String defect = frames.defect(frame);
        if (defect != null && pending.isEmpty()) {
            pending.add(wrong(tally.number(), scanner.isFirst() ? 0 : scanner.from(), scanner.from(), defect));
        }
        if (defect != null) {
            reportLoss(frame, isBeginningKnown(head, frame));
            frames = new FrameChain();
            frames.beginBefore(frame);
        } else {
            reportPending(ScanDamage.NONE, ScanDamage.NONE);
        }
        if (!isAnyFrame) {
            isAnyFrame = true;
            isFromBeginning = frame.previousChecksum() == NO_PREVIOUS_CHECKSUM;
        }
        frames.accept(frame);
        tally.count(frame);
        isClosed = isClosing(frame);
        lastSegment = tally.number();
        if (frame.type() == FrameType.MANIFEST) {
            readManifest(scanner, tally);
        }
    }

    /**
     * Whether it is known from where the segment at hand goes on. Where it is not, another generation may have begun,
     * and given up events that were counted.
     */
    private boolean isBeginningKnown(SegmentChain.Head head, FrameDecoder frame) {
        return head.files().number() == lastSegment
                || head.journalId() != null
                        && head.follows() == lastSegment
                        && (head.isWhole() || frame.firstSequence() == frames.nextSequence());
    }

    private void readManifest(DataFileScanner scanner, SegmentTally tally) {
        try {
            final Manifest manifest = ManifestYaml.decode(scanner.frame().text());
            frames.generation(manifest.generation());
            generation(manifest.generation());
            tally.time(manifest.startTime());
        } catch (YamlEngineException | IllegalArgumentException e) {
            damages.add(wrong(
                    tally.number(),
                    scanner.from(),
                    scanner.soundEnd(),
                    "the manifest cannot be read: " + e.getMessage()));
        }
    }

    /** A generation that began out of sight may have given up anything before it. */
    private void generation(long latest) {
        if (unknownBeginning >= 0 && latest != generation && generation != UNKNOWN_GENERATION) {
            final ScanDamage damage = damages.get(unknownBeginning);
            damages.set(unknownBeginning, damage.losing(ScanDamage.UNKNOWN, unknownBeginningTo));
        }
        generation = latest;
        unknownBeginning = -1;
    }

    /** Says what is lost between the last sound frame and the next, which does not follow it. */
    private void reportLoss(FrameDecoder frame, boolean isBeginningKnown) {
        final long firstSequence = frame.firstSequence();
        final long due = frames.nextSequence();
        long lostFrom = ScanDamage.NONE;
        long lostTo = ScanDamage.NONE;
        if (due == NULL_SEQUENCE) {
            // No event stands between the manifest that begins a segment and the positions of the sources.
            if (firstSequence != NULL_SEQUENCE && frame.type() != FrameType.SOURCES) {
                lostFrom = ScanDamage.UNKNOWN;
                lostTo = firstSequence - 1;
            }
        } else if (firstSequence > due) {
            lostFrom = due;
            lostTo = firstSequence - 1;
        } else if (firstSequence < due) {
            giveUpFrom(firstSequence);
            if (!isBeginningKnown) {
                lostFrom = ScanDamage.UNKNOWN;
                lostTo = firstSequence - 1;
            }
        }
        if (!isBeginningKnown && isAnyFrame && firstSequence != NULL_SEQUENCE) {
            unknownBeginning = damages.size();
            unknownBeginningTo = firstSequence - 1;
        }
        reportPending(lostFrom, lostTo);
    }

    /** One loss, told once: with the first damage in it. */
    private void reportPending(long lostFrom, long lostTo) {
        for (int i = 0; i < pending.size(); i++) {
            damages.add(i == 0 ? pending.get(0).losing(lostFrom, lostTo) : pending.get(i));
        }
        pending.clear();
    }

    /** A segment goes on before events that were counted: its beginning, which would have said so, is damaged. */
    private void giveUpFrom(long sequence) {
        for (SegmentTally tally : tallies.values()) {
            tally.giveUpFrom(sequence);
        }
        unknownBeginningTo = Math.min(unknownBeginningTo, sequence - 1);
        damages.replaceAll(damage -> damage.lostTo() < sequence
                ? damage
                : damage.lostFrom() < sequence
                        ? damage.losing(damage.lostFrom(), sequence - 1)
                        : damage.losing(ScanDamage.NONE, ScanDamage.NONE));
    }

    private void endOfJournal() {
        // Where newer segments have no sound frame, it is not their end that was reached.
        isClosed &= chain.get(chain.size() - 1).files().number() == lastSegment;
        if (isClosed) {
            reportPending(ScanDamage.NONE, ScanDamage.NONE);
        } else {
            final long due = frames.nextSequence();
            reportPending(due == NULL_SEQUENCE ? ScanDamage.UNKNOWN : due, ScanDamage.UNKNOWN);
        }
    }

    private static boolean isClosing(FrameDecoder frame) {
        return frame.type() == FrameType.CHECKPOINT
                && (frame.checkpointField(FrameDescriptor.CHECKPOINT_FLAGS_OFFSET)
                                & FrameDescriptor.CHECKPOINT_CLOSING_FLAG)
                        != 0;
    }

    private static ScanDamage wrong(long segment, long from, long to, String what) {
        return new ScanDamage(segment, from, to, what, ScanDamage.NONE, ScanDamage.NONE);
    }
}
