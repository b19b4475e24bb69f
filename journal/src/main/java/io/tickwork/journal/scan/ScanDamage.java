// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.scan;

/**
 * A place in a journal that does not hold what was written there.
 *
 * @param segment number of the segment.
 * @param from offset in its data file, in bytes, where the damage begins.
 * @param to offset behind it, in bytes.
 * @param what is wrong.
 * @param lostFrom first sequence lost there; {@link #NONE} when no event was lost, {@link #UNKNOWN} when nothing sound
 *     stands before.
 * @param lostTo last sequence lost there; {@link #NONE} when no event was lost, {@link #UNKNOWN} when nothing sound
 *     follows.
 */
public record ScanDamage(long segment, long from, long to, String what, long lostFrom, long lostTo) {
    /** Stands for both sequences where no event was lost. */
    public static final long NONE = -1;

    /** Stands for a sequence that the journal cannot tell. */
    public static final long UNKNOWN = -2;

    /**
     * Whether events were lost here, or may have been.
     *
     * @return false when surely none was.
     */
    public boolean isLoss() {
        return lostFrom != NONE;
    }

    ScanDamage losing(long from, long to) {
        return new ScanDamage(segment, this.from, this.to, what, from, to);
    }
}
