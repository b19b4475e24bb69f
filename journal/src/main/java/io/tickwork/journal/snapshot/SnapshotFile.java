// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot as a file.
 *
 * @param sequence of the last event in its state, as its name says.
 * @param path where it is.
 */
public record SnapshotFile(long sequence, Path path) {
    static final String PREFIX = "snapshot-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{20})\\.tws");

    /** The place of a snapshot, whether it is there or not. */
    static SnapshotFile of(Path directory, long sequence) {
        return new SnapshotFile(
                sequence, directory.resolve(PREFIX + String.format(Locale.ROOT, "%020d", sequence) + ".tws"));
    }

    /** A snapshot by its name; null when it is no name of one. */
    static SnapshotFile of(Path path) {
        final Matcher matcher = NAME.matcher(path.getFileName().toString());
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new SnapshotFile(Long.parseLong(matcher.group(1)), path);
        } catch (NumberFormatException e) {
            return null; // beyond every sequence
        }
    }
}
