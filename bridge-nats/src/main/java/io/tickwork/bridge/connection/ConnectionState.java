// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

/** Where a connection is in its life. */
public enum ConnectionState {
    /** Messages can go both ways. */
    CONNECTED,
    /** The broker is away; a new connection is tried for, for ever. */
    RECONNECTING,
    /** Closed by us, for good. */
    CLOSED
}
