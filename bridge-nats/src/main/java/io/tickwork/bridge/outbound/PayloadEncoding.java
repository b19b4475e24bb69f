// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/** How the payload of a message is written. */
public enum PayloadEncoding {
    /** The SBE message as it stands in the outbound ring, its header before it. */
    SBE,
    /**
     * An object of JSON, see {@link OutboundJson}. The message has the header {@code Content-Type: application/json}.
     */
    JSON
}
