// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.nats.client.impl.Headers;
import org.agrona.DirectBuffer;

/** Makes payloads and their headers. Threading: one thread. */
final class Payloads {
    /** The header that tells how a payload is written; one without it is SBE. */
    static final String CONTENT_TYPE = "Content-Type";

    static final String JSON_TYPE = "application/json";

    private static final Headers JSON_HEADERS = new Headers(new Headers().put(CONTENT_TYPE, JSON_TYPE), true);

    private final OutboundJson json;

    Payloads(OutboundNames names) {
        json = new OutboundJson(names);
    }

    byte[] payload(OutboundRoute route, DirectBuffer buffer, int offset, int length) {
        if (route.encoding() == PayloadEncoding.JSON) {
            return json.encode(buffer, offset);
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    /** {@return headers, not to be changed; null for none} */
    static Headers headers(OutboundRoute route) {
        return route.encoding() == PayloadEncoding.JSON ? JSON_HEADERS : null;
    }
}
