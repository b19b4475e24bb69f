// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;

/** What a {@link Diff} compares, and how. The directory and one of the two sides are required. */
public final class DiffContext {
    private Path directory;
    private Catalogue catalogue;
    private Path against;
    private Graph first;
    private Graph second;
    private long firstSequence = Long.MIN_VALUE;
    private long lastSequence = Long.MAX_VALUE;
    private Tolerance tolerance = Tolerance.EXACT;
    private LongConsumer progress = sequence -> {};

    /**
     * Sets where the journal is. Nothing in it is changed.
     *
     * @param value the directory.
     * @return this.
     */
    public DiffContext journalDirectory(Path value) {
        directory = Objects.requireNonNull(value, "journalDirectory");
        return this;
    }

    /** {@return the directory of the journal} */
    public Path journalDirectory() {
        return directory;
    }

    /**
     * Sets the node types that graphs of journals may use.
     *
     * @param value by default those that come with the program.
     * @return this.
     */
    public DiffContext catalogue(Catalogue value) {
        catalogue = Objects.requireNonNull(value, "catalogue");
        return this;
    }

    /** {@return the node types} */
    public Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.load(); // not before it is known that nobody brings others
        }
        return catalogue;
    }

    /**
     * Sets the graph that is compared with.
     *
     * @param value checked; null, the default, for the journal's own.
     * @return this.
     */
    public DiffContext first(Graph value) {
        first = value;
        return this;
    }

    /** {@return the graph that is compared with, null for the journal's own} */
    public Graph first() {
        return first;
    }

    /**
     * Sets what is compared with: outputs that another run recorded, over this journal or one of the same events,
     * instead of a first graph.
     *
     * @param value the directory that they were recorded in; null, the default, for none.
     * @return this.
     */
    public DiffContext against(Path value) {
        against = value;
        return this;
    }

    /** {@return the directory of the recorded outputs that are compared with, null for none} */
    public Path against() {
        return against;
    }

    /**
     * Sets the graph that is compared.
     *
     * @param value checked; null, the default, for the journal's own.
     * @return this.
     */
    public DiffContext second(Graph value) {
        second = value;
        return this;
    }

    /** {@return the graph that is compared, null for the journal's own} */
    public Graph second() {
        return second;
    }

    /**
     * Sets of which events the outputs are compared. Those before them are run, or come with a snapshot.
     *
     * @param firstOfRange {@link Long#MIN_VALUE} for all from the beginning of the journal.
     * @param lastOfRange {@link Long#MAX_VALUE} for all up to its end.
     * @return this.
     * @throws IllegalArgumentException when the last is before the first.
     */
    public DiffContext range(long firstOfRange, long lastOfRange) {
        if (lastOfRange < firstOfRange) {
            throw new IllegalArgumentException("last=" + lastOfRange + " is before first=" + firstOfRange);
        }
        firstSequence = firstOfRange;
        lastSequence = lastOfRange;
        return this;
    }

    /** {@return the first event whose outputs are compared} */
    public long firstSequence() {
        return firstSequence;
    }

    /** {@return the last event whose outputs are compared} */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Sets how far numbers may lie apart.
     *
     * @param value by default {@link Tolerance#EXACT}.
     * @return this.
     */
    public DiffContext tolerance(Tolerance value) {
        tolerance = Objects.requireNonNull(value, "tolerance");
        return this;
    }

    /** {@return how far numbers may lie apart} */
    public Tolerance tolerance() {
        return tolerance;
    }

    /**
     * Sets what is told the sequence of each event that has been compared.
     *
     * @param value called on the thread of the comparison.
     * @return this.
     */
    public DiffContext progress(LongConsumer value) {
        progress = Objects.requireNonNull(value, "progress");
        return this;
    }

    /** {@return what is told of progress} */
    public LongConsumer progress() {
        return progress;
    }
}
