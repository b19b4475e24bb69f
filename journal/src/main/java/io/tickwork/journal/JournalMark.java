// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

/**
 * A place in a journal and how far the sources had come there, noted by the writer's thread without allocating.
 *
 * <p>Threading: one thread at a time.
 */
public final class JournalMark {
    private final SourcePositions sources = new SourcePositions();
    private long segment;
    private long offset;
    private int checksum;
    private long nextSequence;
    private long nextOutcomeSequence;

    /** A mark of no place yet. */
    public JournalMark() {}

    void set(
            long segment,
            long offset,
            int checksum,
            long nextSequence,
            long nextOutcomeSequence,
            SourcePositions sources) {
        this.segment = segment;
        this.offset = offset;
        this.checksum = checksum;
        this.nextSequence = nextSequence;
        this.nextOutcomeSequence = nextOutcomeSequence;
        this.sources.setAll(sources);
    }

    /**
     * The place.
     *
     * @return where reading can begin again; allocated.
     */
    public JournalPosition position() {
        return new JournalPosition(segment, offset, checksum, nextSequence, nextOutcomeSequence);
    }

    /**
     * How far each source had come.
     *
     * @return the positions, which the next mark changes.
     */
    public SourcePositions sources() {
        return sources;
    }
}
