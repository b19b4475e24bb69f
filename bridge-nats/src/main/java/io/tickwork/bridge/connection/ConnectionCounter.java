// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import io.tickwork.bridge.BridgeCounter;

/** What is counted of a connection. */
public enum ConnectionCounter implements BridgeCounter {
    /** The connection was lost, be it that the broker ended or did not answer pings. */
    DISCONNECTS(1, "disconnects", "times the connection to the broker was lost"),
    /** A connection was made again. */
    RECONNECTS(2, "reconnects", "times a lost connection was made again"),
    /** A server has announced that it will end. */
    LAME_DUCKS(3, "lame ducks", "times a server said that it will end soon and wants its clients to go"),
    /** We were too slow, and the client library has begun to drop what came. */
    SLOW_CONSUMERS(4, "slow consumers", "times a subscription began to drop messages as its queue was full"),
    /** The server has refused something. */
    SERVER_ERRORS(5, "server errors", "errors that the server sent, such as a missing permission"),
    /** The client library has met an exception. */
    EXCEPTIONS(6, "exceptions", "exceptions inside the client library, among them failed attempts to connect"),
    /** Something we sent was dropped by the client library. */
    DISCARDED(7, "discarded", "outgoing messages that the client library dropped"),
    /** The operating system took nothing more of what we sent. */
    WRITE_TIMEOUTS(8, "write timeouts", "times the socket took nothing for longer than allowed");

    private final int id;
    private final String label;
    private final String meaning;

    ConnectionCounter(int id, String label, String meaning) {
        this.id = id;
        this.label = label;
        this.meaning = meaning;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
