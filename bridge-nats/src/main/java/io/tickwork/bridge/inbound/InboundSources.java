// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

/** By which ids a journal knows where its events came from. Never given to anything else. */
public final class InboundSources {
    /** Core NATS; its sequence is a mere count. */
    public static final int CORE = 2;
    /** A stream; its sequence is the stream's own. */
    public static final int STREAM = 3;
    /** The bridge itself: definitions of symbols and clock events, counted. */
    public static final int BRIDGE = 4;

    private InboundSources() {}
}
