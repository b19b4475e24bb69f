// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import java.nio.file.Path;

/**
 * A snapshot that was not used.
 *
 * @param path of the file; it has not been changed.
 * @param reason why.
 * @param message what is wrong, where, and what is done instead.
 */
public record Refusal(Path path, Reason reason, String message) {
    /** Why a snapshot is not used. */
    public enum Reason {
        /** The file cannot be read: permissions, or the disk. */
        UNREADABLE,
        /** The file is shorter or longer than it says, or what is behind its header is not what was written. */
        TORN,
        /** It does not begin as a snapshot does, or its header is not what was written. */
        HEADER,
        /** It is whole, and of a format that this build does not read. */
        FORMAT,
        /** It belongs to another journal. */
        OTHER_JOURNAL,
        /** It holds the state of another graph, or of other node code. */
        OTHER_GRAPH,
        /** Its events are of another schema, or of another version of it. */
        SCHEMA,
        /** It is of a generation that the journal has not reached, or whose state may not be carried on from. */
        GENERATION,
        /** It is beyond the end of the journal, or of events that the journal has given up or lost. */
        NEWER_THAN_JOURNAL,
        /** It is sound, and beyond what is confirmed to be published. It may be of use later. */
        BEYOND_CONFIRMED
    }
}
