// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import org.agrona.BitUtil;

/**
 * Layout of a slot.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                        Payload length                         |  0
 *  +---------------------------------------------------------------+
 *  |                           Source id                           |  4
 *  +---------------------------------------------------------------+
 *  |                                                               |  8
 *  +                        Source sequence                        +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                           Payload                            ... 16
 *  |                                                              ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * Slots begin at cache lines and are whole numbers of them, so that no two share one, and payloads are aligned to eight
 * bytes. The integers are in native order: a slot never leaves the process.
 */
public final class SlotDescriptor {
    /** Source id and source sequence of a slot whose producer named no source. */
    public static final int NO_SOURCE = -1;

    /** What the length of a slot is a multiple of: a cache line, in bytes. */
    public static final int ALIGNMENT = 64;

    /** Offset of the payload in its slot: the length of the slot's own header. */
    public static final int PAYLOAD_OFFSET = 16;

    static final int LENGTH_OFFSET = 0;
    static final int SOURCE_ID_OFFSET = 4;
    static final int SOURCE_SEQUENCE_OFFSET = 8;

    private SlotDescriptor() {}

    /**
     * Length of the shortest slot that holds a payload.
     *
     * @param payloadLengthBytes of the longest payload.
     * @return a multiple of {@link #ALIGNMENT}, in bytes.
     */
    public static int slotLength(int payloadLengthBytes) {
        return BitUtil.align(PAYLOAD_OFFSET + payloadLengthBytes, ALIGNMENT);
    }
}
