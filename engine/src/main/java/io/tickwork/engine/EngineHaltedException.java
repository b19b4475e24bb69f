// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** A node has thrown whose fault policy is to halt; the outputs tell which, and why. */
public final class EngineHaltedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sequence of the event in which it threw. */
    public EngineHaltedException(long sequence) {
        super("a node with 'on-fault: halt' threw at event " + sequence
                + "; the journal holds everything up to it. Mend the node, or let it be quarantined, and run again");
    }
}
