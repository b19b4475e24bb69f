// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.snapshot;

import org.agrona.DirectBuffer;

/**
 * A part of an image, where it lies in memory. The regions of an image are written one behind the other, nothing in
 * between.
 *
 * @param buffer holds it; only read, and not kept once the snapshot is written.
 * @param offset where it begins, in bytes.
 * @param length in bytes.
 */
public record ImageRegion(DirectBuffer buffer, int offset, int length) {
    /**
     * Checks that it lies within the buffer.
     *
     * @throws IndexOutOfBoundsException when it does not.
     */
    public ImageRegion {
        buffer.boundsCheck(offset, length);
    }
}
