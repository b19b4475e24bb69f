// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a process with an engine tells the process that records it.
 *
 * @param kind of report; what the numbers are depends on it.
 * @param first number.
 * @param second number.
 * @param third number.
 */
record Report(Kind kind, long first, long second, long third) {
    /** Bytes of a report on its way. */
    static final int LENGTH = 1 + 3 * Long.BYTES;

    enum Kind {
        /** The process is at its first own instruction: its pid, as it sees it. */
        STARTED,
        /** The journal is being taken, and read or created. */
        OPENING,
        /** Events are taken: nanoseconds since {@link #STARTED}, last sequence in the journal, generation. */
        LIVE,
        /** Outputs have left: of events up to here; all of those up to here; hash over these latter. */
        OUTPUTS,
        /** No event is accepted: last event of which outputs have left. */
        FULL,
        /** Events are accepted again: nanoseconds since there has been space, the first of these events. */
        ROOM,
        /** The end in order begins. */
        CLOSING,
        /** It has ended: last sequence, state hash, outputs hash. */
        CLOSED,
        /** The journal was refused: nanoseconds that took, exit code. */
        REFUSED
    }

    void encode(ByteBuffer buffer) {
        buffer.put((byte) kind.ordinal()).putLong(first).putLong(second).putLong(third);
    }

    static Report decode(DataInputStream in) throws IOException {
        return new Report(Kind.values()[in.readByte()], in.readLong(), in.readLong(), in.readLong());
    }
}
