// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.scan.JournalScan;
import io.tickwork.journal.scan.ScanDamage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the scan tells exactly which sequences are lost. Method: a second reading of the files knows where each frame
 * was written; the sequences of those that no longer stand there are what the scan must report.
 */
class JournalScanTest {
    private static final long SEED = 20261125;

    @TempDir
    Path temporary;

    @Test
    void shouldFindASoundJournalSound() throws IOException {
        final Path directory = temporary.resolve("segments");
        final List<Path> files = segments(SEED, directory);
        final JournalScan scan = JournalScan.of(directory);
        assertThat(scan.damages()).isEmpty();
        assertThat(scan.segments()).hasSameSizeAs(files);
        long frames = 0;
        for (Path file : files) {
            frames += QueueFiles.excerpts(Files.readAllBytes(file)).size();
        }
        assertThat(scan.segments().stream().mapToLong(s -> s.frames()).sum()).isEqualTo(frames);
    }

    @Test
    void shouldReportExactlyTheLostSequences() throws IOException {
        final Path directory = temporary.resolve("segments");
        final List<Path> files = segments(SEED, directory);
        final JournalDamages damages = new JournalDamages(files, segments(SEED + 1, temporary.resolve("foreign")));
        final long last = JournalScan.of(directory).segments().stream()
                .mapToLong(s -> s.lastSequence())
                .max()
                .orElseThrow();
        final List<String> failures = new ArrayList<>();
        final int count = JournalDamages.count();
        final JournalDamages.Kind[] kinds = JournalDamages.Kind.values();
        for (int i = 0; i < count; i++) {
            final JournalDamages.Kind kind = kinds[i % kinds.length];
            final String what =
                    "seed=" + SEED + ", i=" + i + ", " + damages.damage(kind, new SplittableRandom(SEED + i));
            final JournalScan scan = JournalScan.of(directory);
            final TreeSet<Long> expected = damages.lost();
            final TreeSet<Long> reported = new TreeSet<>();
            for (ScanDamage damage : scan.damages()) {
                if (damage.isLoss()) {
                    final long from = damage.lostFrom() == ScanDamage.UNKNOWN
                            ? expected.isEmpty() ? 0 : expected.first()
                            : damage.lostFrom();
                    final long to = damage.lostTo() == ScanDamage.UNKNOWN ? last : damage.lostTo();
                    for (long s = from; s <= to; s++) {
                        reported.add(s);
                    }
                }
            }
            if (damages.isFirstOrLastRemoved()) {
                // What is left is sound. That it is not whole can be seen from its ends.
                if (!scan.isSound() || scan.isFromBeginning() && scan.isClosed()) {
                    failures.add(what + ": the removed segment leaves no trace in " + scan);
                }
                continue;
            }
            // A frame that was moved within a hole, and kept its order, is not lost.
            final boolean exact = kind == JournalDamages.Kind.SWAPPED_BLOCKS
                    ? expected.containsAll(reported) && reported.containsAll(damages.lostEverywhere())
                    : reported.equals(expected);
            if (!exact || damages.isAnyFrameHit() && scan.isSound() || !damages.isUntouched()) {
                failures.add(what + ": lost " + range(expected) + ", reported " + range(reported) + " " + scan);
            }
        }
        assertThat(failures).isEmpty();
    }

    private static String range(TreeSet<Long> set) {
        return set.isEmpty() ? "none" : set.size() + " in " + set.first() + ".." + set.last();
    }

    /** Writes a journal of several files and makes a segment of each. */
    private List<Path> segments(long seed, Path directory) throws IOException {
        final Path flat = temporary.resolve("flat-" + seed);
        final RandomSession session = new RandomSession(seed);
        try (JournalWriter writer = JournalWriter.create(flat, session.context())) {
            session.write(writer, 80, 20);
        }
        final List<Path> segments = new ArrayList<>();
        for (Path file : JournalDirectory.files(flat)) {
            final Path segment = directory.resolve(String.format("segment-%010d", segments.size() + 1));
            Files.createDirectories(segment);
            segments.add(Files.copy(file, segment.resolve(file.getFileName())));
        }
        assertThat(segments).hasSizeGreaterThan(2);
        return segments;
    }
}
