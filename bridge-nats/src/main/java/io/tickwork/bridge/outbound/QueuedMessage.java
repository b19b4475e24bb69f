// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A copy of an output that waits in memory.
 *
 * @param route it will take.
 * @param frame its SBE message.
 */
record QueuedMessage(OutboundRoute route, DirectBuffer frame) {
    static QueuedMessage copyOf(OutboundRoute route, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new QueuedMessage(route, new UnsafeBuffer(bytes));
    }
}
