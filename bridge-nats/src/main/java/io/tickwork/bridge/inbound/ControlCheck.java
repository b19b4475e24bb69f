// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.tickwork.codecs.validate.Refusal;
import org.agrona.DirectBuffer;

/** Knows the graph. Asked by the inbound agent's thread, about each control message that is sound in all else. */
@FunctionalInterface
public interface ControlCheck {
    /**
     * {@return why the graph would not take an event; null when it will, and then the event is published}
     *
     * @param buffer holds its SBE message; not kept.
     * @param offset where its header begins.
     */
    Refusal check(DirectBuffer buffer, int offset);
}
