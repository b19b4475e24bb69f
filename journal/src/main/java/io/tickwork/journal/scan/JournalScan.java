// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

import io.tickwork.journal.JournalException;
import io.tickwork.journal.SegmentFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What a journal holds, and what it no longer does. Nothing in the directory is changed, and damage is reported, never
 * thrown. Nobody may be writing to the journal meanwhile.
 *
 * <p>Every frame vouches for its bytes, its journal, its segment and its offset, and is asked what
 * {@code JournalReader} asks; so what is found sound stands where it was written, and what is missing between two sound
 * frames is lost.
 *
 * <p>That newer segments, or the end of the newest, are missing can be told only where the files themselves know of
 * more; see {@link #isClosed}. That older ones are missing is not damage: retention removes them.
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
     * @throws JournalException of kind INPUT when there is no journal, or a newer build wrote it; ENVIRONMENT when it
     *     may not be read.
     */
    public static JournalScan of(Path directory) {
        return of(directory, bytes -> {});
    }

    /**
     * Reads a whole journal.
     *
     * @param directory that holds it.
     * @param progress is told now and then how many bytes have been read, of {@link #length}.
     * @return what was found.
     * @throws JournalException as {@link #of(Path)} does.
     */
    public static JournalScan of(Path directory, LongConsumer progress) {
        return new Scan(segments(directory), progress).report();
    }

    /**
     * The length of the files that a scan reads.
     *
     * @param directory that holds the journal.
     * @return bytes.
     * @throws JournalException as {@link #of(Path)} does.
     */
    public static long length(Path directory) {
        return segments(directory).stream().mapToLong(Scan::length).sum();
    }

    private static List<SegmentFiles> segments(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw JournalException.input(
                    "There is no journal at " + directory + ": no such directory. Check the path.");
        }
        final List<SegmentFiles> segments = SegmentFiles.list(directory);
        if (segments.isEmpty()) {
            throw JournalException.input(
                    "There is no journal in " + directory + ": it holds no segment. Check the path.");
        }
        return segments;
    }
}
