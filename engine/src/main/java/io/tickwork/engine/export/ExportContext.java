// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;

/** Which events of a journal a {@link JournalExport} writes. Only the directory is required; by default, all. */
public final class ExportContext {
    private Path directory;
    private Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
    private Set<String> symbols = Set.of();
    private long firstSequence = Long.MIN_VALUE;
    private long lastSequence = Long.MAX_VALUE;
    private LongConsumer progress = sequence -> {};

    /** Makes one that asks for everything. */
    public ExportContext() {}

    /**
     * Sets where the journal is. Nothing in it is changed.
     *
     * @param value the directory.
     * @return this.
     */
    public ExportContext journalDirectory(Path value) {
        directory = Objects.requireNonNull(value, "journalDirectory");
        return this;
    }

    Path journalDirectory() {
        return directory;
    }

    /**
     * Sets the kinds of events.
     *
     * @param value not empty.
     * @return this.
     */
    public ExportContext kinds(Set<EventKind> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("kinds is empty");
        }
        kinds = EnumSet.copyOf(value);
        return this;
    }

    Set<EventKind> kinds() {
        return kinds;
    }

    /**
     * Sets the symbols. What belongs to none is left out then.
     *
     * @param value their names; empty for all, and for what belongs to none.
     * @return this.
     */
    public ExportContext symbols(Set<String> value) {
        symbols = Set.copyOf(value);
        return this;
    }

    Set<String> symbols() {
        return symbols;
    }

    boolean isWanted(String symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }

    /**
     * Sets the range of events.
     *
     * @param first event.
     * @param last event.
     * @return this.
     * @throws IllegalArgumentException when the last is before the first.
     */
    public ExportContext range(long first, long last) {
        if (last < first) {
            throw new IllegalArgumentException("last=" + last + " is before first=" + first);
        }
        firstSequence = first;
        lastSequence = last;
        return this;
    }

    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    /**
     * Sets what is told the sequence of each event that has been read.
     *
     * @param value called on the thread of the export.
     * @return this.
     */
    public ExportContext progress(LongConsumer value) {
        progress = Objects.requireNonNull(value, "progress");
        return this;
    }

    LongConsumer progress() {
        return progress;
    }
}
