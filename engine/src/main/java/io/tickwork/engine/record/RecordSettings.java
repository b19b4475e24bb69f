// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import io.tickwork.engine.ManifestSettings;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.List;

/** What the manifests of recorded outputs say beside what those of journals do. */
final class RecordSettings {
    /** The version that is written, and read. */
    static final String VERSION = "1";

    /** The first event whose outputs are recorded. */
    static final String FIRST_SEQUENCE = "firstSequence";
    /** The id of the journal of the events. */
    static final String JOURNAL = "journal";
    /** Before the name of an output: what its reasons are called, in the order of their numbers. */
    static final String REASONS = "reasons.";

    private static final String SEPARATOR = ",";

    private RecordSettings() {}

    static String reasons(List<String> reasons) {
        return String.join(SEPARATOR, reasons);
    }

    /** {@return what the reasons of an output are called; empty of one that is no signal} */
    static List<String> reasons(Manifest manifest, String output) {
        String text = manifest.settings().get(REASONS + output);
        return text == null ? List.of() : List.of(text.split(SEPARATOR, -1));
    }

    /** {@return the first event whose outputs were recorded under a manifest} */
    static long firstSequence(Manifest manifest) {
        return Long.parseLong(manifest.settings().getOrDefault(FIRST_SEQUENCE, "1"));
    }

    /** Refuses what holds no outputs that this build can read. */
    static void require(Path directory, Manifest manifest) {
        String version = manifest.settings().get(ManifestSettings.RECORDED_OUTPUTS);
        if (version == null) {
            throw JournalException.input("The directory " + directory
                    + " holds a journal of events and no recorded outputs. Give a directory that was written with"
                    + " --record-outputs.");
        }
        if (!version.equals(VERSION)) {
            throw JournalException.input("The outputs in " + directory + " are recorded in version " + version
                    + ", and this build reads version " + VERSION + ". Use the build that recorded them.");
        }
    }
}
