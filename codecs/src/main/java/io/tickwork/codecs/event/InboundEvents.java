// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of what every inbound message begins with, so that time and symbol are read without looking at the template.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |         Block length          |          Template id          |  0
 *  +-------------------------------+-------------------------------+
 *  |           Schema id           |            Version            |  4
 *  +-------------------------------+-------------------------------+
 *  |                                                               |  8
 *  +                       Event time in ns                        +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                                                               | 16
 *  +                      Receive time in ns                       +
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                           Symbol id                           | 24
 *  +---------------------------------------------------------------+
 *  |            Small fields of the message, else zero             | 28
 *  +---------------------------------------------------------------+
 *  |                     Rest of the message                      ...  32
 * </pre>
 *
 * All integers are little endian. Offsets are relative to the start of the message, its header included. The methods
 * are stateless and allocate nothing; the buffer stays the caller's.
 */
public final class InboundEvents {
    /** Symbol id of an event that means no single symbol: a clock event, or a command for every symbol. */
    public static final int NO_SYMBOL = -1;

    /** Offset of the template id, a {@code uint16}. */
    public static final int TEMPLATE_ID_OFFSET = 2;

    /** Offset of the exchange's time, an {@code int64} of UTC epoch nanoseconds. */
    public static final int EVENT_TIME_NS_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    /** Offset of our own time of receipt, an {@code int64} of UTC epoch nanoseconds. */
    public static final int RECEIVE_TIME_NS_OFFSET = EVENT_TIME_NS_OFFSET + Long.BYTES;

    /** Offset of the symbol id, an {@code int32}. */
    public static final int SYMBOL_ID_OFFSET = RECEIVE_TIME_NS_OFFSET + Long.BYTES;

    /** Length of what all inbound messages share: no inbound message is shorter. */
    public static final int COMMON_LENGTH = SYMBOL_ID_OFFSET + Long.BYTES;

    private InboundEvents() {}

    /**
     * Template of a message.
     *
     * @param buffer holding the message.
     * @param offset of the message.
     * @return the SBE template id.
     */
    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Time the exchange gave an event.
     *
     * @param buffer holding the message.
     * @param offset of the message.
     * @return UTC epoch nanoseconds.
     */
    public static long eventTimeNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + EVENT_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Time at which an event reached us.
     *
     * @param buffer holding the message.
     * @param offset of the message.
     * @return UTC epoch nanoseconds.
     */
    public static long receiveTimeNs(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + RECEIVE_TIME_NS_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Symbol an event is about.
     *
     * @param buffer holding the message.
     * @param offset of the message.
     * @return the dense symbol id, or {@link #NO_SYMBOL}.
     */
    public static int symbolId(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + SYMBOL_ID_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Writes the common fields of a message and clears the rest of the word that the symbol id opens, in which every
     * template has its padding. Called after the header and before the fields of the template, it leaves no byte of the
     * block to what the buffer held before, so equal events are equal bytes.
     *
     * @param buffer holding the message.
     * @param offset of the message, not of its block.
     * @param eventTimeNs time the exchange gave the event, UTC epoch nanoseconds.
     * @param receiveTimeNs time at which it reached us, UTC epoch nanoseconds.
     * @param symbolId the dense symbol id, or {@link #NO_SYMBOL}.
     */
    public static void stamp(
            MutableDirectBuffer buffer, int offset, long eventTimeNs, long receiveTimeNs, int symbolId) {
        buffer.putLong(offset + EVENT_TIME_NS_OFFSET, eventTimeNs, LITTLE_ENDIAN);
        buffer.putLong(offset + RECEIVE_TIME_NS_OFFSET, receiveTimeNs, LITTLE_ENDIAN);
        buffer.putLong(offset + SYMBOL_ID_OFFSET, symbolId & 0xFFFF_FFFFL, LITTLE_ENDIAN);
    }
}
