// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Message;

/** Where messages come from. Called by the inbound agent only; never waits. */
interface MessageSource extends AutoCloseable {
    /**
     * {@return the next message, null when there is none now}
     *
     * @throws io.tickwork.bridge.BridgeException if there can never be one again.
     */
    Message next();

    /** {@return the number of the message last given, for the journal: where to go on behind} */
    long sequence();

    /** {@return the id that the journal knows this source by} */
    int sourceId();

    /** {@return whether duplicates and gaps are to be told by the sequences of senders: nothing else knows} */
    boolean isUnordered();

    /** {@return whether everything that was sent until now has been given} */
    boolean isCaughtUp();

    /** Brings counts up to date that the source alone knows. */
    void refreshCounts();

    /** Ends it. */
    @Override
    void close();
}
