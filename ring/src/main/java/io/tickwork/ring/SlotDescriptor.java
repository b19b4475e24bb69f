// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import org.agrona.BitUtil;

/**
 * Layout of a slot: a payload, which begins at a cache line of the ring's block and has whole ones to itself, and a
 * head, two words among the heads of the other slots.
 *
 * <pre>
 *   6                               3
 *   3                               1                             0
 *  +-------------------------------+-------------------------------+
 *  |           Source id           |        Payload length         |  word 0
 *  +-------------------------------+-------------------------------+
 *  |                        Source sequence                        |  word 1
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * A trade takes nearly a cache line, and with a head before it would take two. What an event costs to hand over is how
 * many lines go from core to core: this way one, and a quarter of one for the head.
 */
public final class SlotDescriptor {
    /** Source id and source sequence of a slot whose producer named no source. */
    public static final int NO_SOURCE = -1;

    /** What the room for a payload is a multiple of: a cache line, in bytes. */
    public static final int ALIGNMENT = 64;

    static final int HEAD_WORDS = 2;

    private SlotDescriptor() {}

    /**
     * Length of the shortest slot that holds a payload, the head not counted.
     *
     * @param payloadLengthBytes of the longest payload.
     * @return a multiple of {@link #ALIGNMENT}, in bytes.
     */
    public static int slotLength(int payloadLengthBytes) {
        return Math.max(ALIGNMENT, BitUtil.align(payloadLengthBytes, ALIGNMENT));
    }

    static long lengthAndSourceId(int lengthBytes, int sourceId) {
        return (long) sourceId << Integer.SIZE | lengthBytes;
    }

    static int length(long word) {
        return (int) word;
    }

    static int sourceId(long word) {
        return (int) (word >> Integer.SIZE);
    }
}
