// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.JournalException;
import io.tickwork.journal.ManifestYaml;
import io.tickwork.journal.frame.FrameDecoder;
import io.tickwork.journal.frame.FrameType;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a journal holds, and what it no longer does. Nothing in the directory is changed, and damage is reported, never
 * thrown. Nobody may be writing to the journal meanwhile.
 *
 * <p>Frames that follow one another by checksum and sequence form runs; in a sound journal there is one run per
 * segment. Where frames are missing, out of place or another journal's, the runs that fit behind one another and hold
 * the most frames are taken for the journal, and the sequences between them are lost.
 *
 * <p>A frame of another journal can be told from one of this by its checksums and sequences only; one that stands
 * between two holes and fits both by sequence and length is taken for one of this.
 *
 * @param segments oldest first.
 * @param damages in the order of the journal.
 * @param isFromBeginning whether the first frame is the first that was ever written. When it is not, and nothing is
 *     damaged, older segments were removed; a scan cannot tell by whom.
 * @param isClosed whether the last frame says that the run ended cleanly. When it does not, and nothing is damaged, the
 *     process was ended, or newer segments were removed; a scan cannot tell which.
 */
public record JournalScan(
        List<ScannedSegment> segments, List<ScanDamage> damages, boolean isFromBeginning, boolean isClosed) {
    private static final Pattern SEGMENT = Pattern.compile("segment-(\\d{10})");
    private static final String SUFFIX = ".cq4";

    /** A bound on how far back the choice of runs looks, so that a shredded journal does not take forever. */
    private static final int LOOK_BACK = 1000;

    /**
     * A run that goes on by checksum where another ended belongs to it, however many frames speak for another choice.
     */
    private static final long CONTINUED_WEIGHT = 1L << 40;

    /** Copies the lists. */
    public JournalScan {
        segments = List.copyOf(segments);
        damages = List.copyOf(damages);
    }

    /**
     * Whether nothing is damaged.
     *
     * @return true when the journal is what was written.
     */
    public boolean isSound() {
        return damages.isEmpty();
    }

    /**
     * Whether events were lost, or may have been.
     *
     * @return false when surely none was.
     */
    public boolean isLoss() {
        return damages.stream().anyMatch(ScanDamage::isLoss);
    }

    /**
     * Reads a whole journal.
     *
     * @param directory that holds it.
     * @return what was found.
     * @throws JournalException of kind INPUT when there is no journal, ENVIRONMENT when it may not be read.
     */
    public static JournalScan of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw JournalException.input(
                    "There is no journal at " + directory + ": no such directory. Check the path.");
        }
        try {
            final TreeMap<Long, Path> files = files(directory);
            if (files.isEmpty()) {
                throw JournalException.input(
                        "There is no journal in " + directory + ": it holds no segment. Check the path.");
            }
            return new Scan(files).report();
        } catch (IOException e) {
            throw JournalException.environment(
                    "The journal " + directory + " cannot be read: " + e + ". Check its permissions and the disk.", e);
        }
    }

    /** Data files by the number of their segment; null where there is none. */
    private static TreeMap<Long, Path> files(Path directory) throws IOException {
        final TreeMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "segment-*")) {
            for (Path entry : entries) {
                final Matcher matcher = SEGMENT.matcher(entry.getFileName().toString());
                if (matcher.matches() && Files.isDirectory(entry)) {
                    files.put(Long.parseLong(matcher.group(1)), dataFile(entry));
                }
            }
        }
        return files;
    }

    private static Path dataFile(Path segment) throws IOException {
        Path first = null;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(segment, "*" + SUFFIX)) {
            for (Path entry : entries) {
                first = first == null || entry.compareTo(first) < 0 ? entry : first;
            }
        }
        return first;
    }

    /** Where a segment goes on: behind the frame with this checksum, with this sequence. */
    private record Link(int checksum, long nextSequence) {}

    /** Something wrong in a file, before runs are chosen. */
    private record Defect(int segmentIndex, long from, long to, String what) {}

    private static final class Scan {
        private final List<Long> numbers;
        private final List<Path> files;
        private final long[] lengths;
        private final long[] framesGivenUp;
        private final boolean[] givenUp;
        private final Map<Link, Integer> heads = new HashMap<>();
        private final List<Run> runs = new ArrayList<>();
        private final List<Defect> defects = new ArrayList<>();

        Scan(TreeMap<Long, Path> files) {
            numbers = List.copyOf(files.keySet());
            this.files = new ArrayList<>(files.values());
            lengths = new long[numbers.size()];
            framesGivenUp = new long[numbers.size()];
            givenUp = new boolean[numbers.size()];
        }

        JournalScan report() throws IOException {
            for (int i = 1; i < files.size(); i++) {
                findHead(i);
            }
            int checksum = NO_PREVIOUS_CHECKSUM;
            for (int i = 0; i < files.size(); i++) {
                checksum = scan(i, checksum);
            }
            final List<Run> chosen = choose();
            final List<ScanDamage> damages = damages(chosen);
            return new JournalScan(
                    segments(chosen, damages),
                    damages,
                    !chosen.isEmpty() && chosen.get(0).previousChecksum == NO_PREVIOUS_CHECKSUM,
                    !chosen.isEmpty() && chosen.get(chosen.size() - 1).closing);
        }

        private void findHead(int index) throws IOException {
            if (files.get(index) == null) {
                return;
            }
            try (DataFileScanner scanner = new DataFileScanner(files.get(index))) {
                if (scanner.next(NO_PREVIOUS_CHECKSUM)) {
                    final FrameDecoder frame = scanner.frame();
                    if (frame.firstSequence() == NULL_SEQUENCE) {
                        return; // journals that begin with the same manifest have the same checksum there
                    }
                    heads.put(new Link(frame.previousChecksum(), frame.firstSequence()), index);
                }
            }
        }

        private int scan(int index, int expectedChecksum) throws IOException {
            int checksum = expectedChecksum;
            if (files.get(index) == null) {
                defects.add(new Defect(index, 0, 0, "the data file is missing"));
                return checksum;
            }
            boolean isCut = givenUp[index];
            boolean isClean = true;
            Run run = null;
            try (DataFileScanner scanner = new DataFileScanner(files.get(index))) {
                lengths[index] = scanner.fileLength();
                long end = 0;
                while (scanner.next(checksum)) {
                    final FrameDecoder frame = scanner.frame();
                    if (isCut) {
                        framesGivenUp[index]++;
                        checksum = frame.checksum();
                        continue;
                    }
                    if (scanner.defect() != null) {
                        isClean = false;
                        defects.add(new Defect(index, end, scanner.from(), scanner.defect()));
                    }
                    end = scanner.to();
                    if (run == null || !run.isContinuedBy(frame)) {
                        run = new Run(index, numbers.get(index), scanner.from(), frame);
                        run.isCleanBefore = isClean;
                        runs.add(run);
                    }
                    run.add(frame, end);
                    isClean = false; // only the first frame of a file has nothing before it
                    checksum = frame.checksum();
                    if (frame.type() == FrameType.MANIFEST) {
                        readManifest(index, scanner, run);
                    }
                    final Integer head = heads.get(new Link(checksum, run.nextSequence));
                    if (head != null && head > index) {
                        isCut = true;
                        for (int between = index + 1; between < head; between++) {
                            givenUp[between] = true;
                        }
                    }
                }
                if (run != null) {
                    run.isCleanBehind = isCut || scanner.defect() == null;
                }
                if (!isCut && scanner.defect() != null) {
                    defects.add(new Defect(index, end, scanner.fileLength(), scanner.defect()));
                }
            }
            return run == null ? expectedChecksum : run.checksum;
        }

        private void readManifest(int index, DataFileScanner scanner, Run run) {
            try {
                final String time = ManifestYaml.decode(scanner.frame().text()).startTime();
                run.firstTime = run.firstTime == null ? time : run.firstTime;
                run.lastTime = time;
            } catch (YamlEngineException | IllegalArgumentException e) {
                defects.add(new Defect(
                        index, scanner.from(), scanner.to(), "the manifest cannot be read: " + e.getMessage()));
            }
        }

        /** The heaviest sequence of runs each of which may precede the next. */
        private List<Run> choose() {
            Run best = null;
            for (int i = 0; i < runs.size(); i++) {
                final Run run = runs.get(i);
                run.weight = run.frames;
                for (int j = i - 1; j >= Math.max(0, i - LOOK_BACK); j--) {
                    final Run before = runs.get(j);
                    final long weight =
                            before.weight + run.frames + (before.isWhollyContinuedBy(run) ? CONTINUED_WEIGHT : 0);
                    if (weight > run.weight && before.mayPrecede(run)) {
                        run.weight = weight;
                        run.before = before;
                    }
                }
                best = best == null || run.weight > best.weight ? run : best;
            }
            final List<Run> chosen = new ArrayList<>();
            for (Run run = best; run != null; run = run.before) {
                chosen.add(run);
            }
            Collections.reverse(chosen);
            return chosen;
        }

        private List<ScanDamage> damages(List<Run> chosen) {
            final List<ScanDamage> damages = new ArrayList<>();
            final List<Defect> left = new ArrayList<>(defects);
            final Set<Run> counted = new HashSet<>(chosen);
            for (Run run : runs) {
                if (!counted.contains(run)) {
                    left.add(new Defect(
                            run.segmentIndex,
                            run.from,
                            run.to,
                            run.frames + " frames are out of place or belong to another journal"));
                }
            }
            left.sort((a, b) -> a.segmentIndex != b.segmentIndex
                    ? Integer.compare(a.segmentIndex, b.segmentIndex)
                    : Long.compare(a.from, b.from));
            Run before = null;
            int next = 0;
            for (int i = 0; i <= chosen.size(); i++) {
                final Run run = i < chosen.size() ? chosen.get(i) : null;
                final List<Defect> between = new ArrayList<>();
                while (next < left.size() && (run == null || isBefore(left.get(next), run))) {
                    between.add(left.get(next++));
                }
                report(before, run, between, damages);
                // Damage inside a run is to the queue's own headers, or to what a manifest says.
                while (run != null && next < left.size() && isInside(left.get(next), run)) {
                    final Defect defect = left.get(next++);
                    damages.add(damage(defect, ScanDamage.NONE, ScanDamage.NONE));
                }
                before = run;
            }
            return damages;
        }

        private static boolean isBefore(Defect defect, Run run) {
            return defect.segmentIndex < run.segmentIndex
                    || defect.segmentIndex == run.segmentIndex && defect.from < run.from;
        }

        private static boolean isInside(Defect defect, Run run) {
            return defect.segmentIndex == run.segmentIndex && defect.from < run.to;
        }

        /** Adds what lies between two runs; null stands for the beginning or the end of the journal. */
        private void report(Run before, Run after, List<Defect> between, List<ScanDamage> damages) {
            long lostFrom = ScanDamage.NONE;
            long lostTo = ScanDamage.NONE;
            String gap = null;
            if (before == null && after == null) {
                lostFrom = between.isEmpty() ? ScanDamage.NONE : ScanDamage.UNKNOWN;
                lostTo = lostFrom;
            } else if (before == null) {
                if (after.previousChecksum != NO_PREVIOUS_CHECKSUM && !between.isEmpty()) {
                    lostFrom = ScanDamage.UNKNOWN;
                    lostTo = after.firstSequence == NULL_SEQUENCE ? ScanDamage.UNKNOWN : after.firstSequence - 1;
                } else if (after.previousChecksum != NO_PREVIOUS_CHECKSUM && numbers.get(after.segmentIndex) == 1) {
                    gap = "the beginning of the journal is missing";
                    lostFrom = ScanDamage.UNKNOWN;
                    lostTo = after.firstSequence == NULL_SEQUENCE ? ScanDamage.UNKNOWN : after.firstSequence - 1;
                }
            } else if (after == null) {
                if (!between.isEmpty() && !before.closing) {
                    lostFrom = before.nextSequence == NULL_SEQUENCE ? ScanDamage.UNKNOWN : before.nextSequence;
                    lostTo = ScanDamage.UNKNOWN;
                }
            } else if (!before.isContinuedBy(after)) {
                gap = "a frame does not follow the one before it";
                if (before.nextSequence == NULL_SEQUENCE) {
                    lostFrom = ScanDamage.UNKNOWN;
                    lostTo = after.firstSequence == NULL_SEQUENCE ? ScanDamage.UNKNOWN : after.firstSequence - 1;
                } else if (after.firstSequence > before.nextSequence) {
                    lostFrom = before.nextSequence;
                    lostTo = after.firstSequence - 1;
                }
            }
            if (between.isEmpty() && gap != null) {
                final boolean same = before != null && before.segmentIndex == after.segmentIndex;
                between.add(new Defect(after.segmentIndex, same ? before.to : 0, after.from, gap));
            }
            for (int i = 0; i < between.size(); i++) {
                // One loss, told once: with the first damage in it.
                damages.add(
                        damage(between.get(i), i == 0 ? lostFrom : ScanDamage.NONE, i == 0 ? lostTo : ScanDamage.NONE));
            }
        }

        private ScanDamage damage(Defect defect, long lostFrom, long lostTo) {
            return new ScanDamage(
                    numbers.get(defect.segmentIndex), defect.from, defect.to, defect.what, lostFrom, lostTo);
        }

        private List<ScannedSegment> segments(List<Run> chosen, List<ScanDamage> damages) {
            final List<ScannedSegment> segments = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                final long number = numbers.get(i);
                long frames = 0;
                long firstSequence = ScanDamage.NONE;
                long lastSequence = ScanDamage.NONE;
                String firstTime = null;
                String lastTime = null;
                for (Run run : chosen) {
                    if (run.segmentIndex == i) {
                        frames += run.frames;
                        if (run.firstEvent != ScanDamage.NONE) {
                            firstSequence = firstSequence == ScanDamage.NONE ? run.firstEvent : firstSequence;
                            lastSequence = run.nextSequence - 1;
                        }
                        firstTime = firstTime == null ? run.firstTime : firstTime;
                        lastTime = run.lastTime == null ? lastTime : run.lastTime;
                    }
                }
                segments.add(new ScannedSegment(
                        number,
                        files.get(i),
                        lengths[i],
                        frames,
                        firstSequence,
                        lastSequence,
                        framesGivenUp[i],
                        firstTime,
                        lastTime,
                        damages.stream().noneMatch(damage -> damage.segment() == number)));
            }
            return segments;
        }
    }
}
