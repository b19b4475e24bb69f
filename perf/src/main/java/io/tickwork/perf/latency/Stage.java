// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

/** The parts of an event's way through the engine, in order: each from where the one before ends. */
enum Stage {
    /** From when it was due until its batch was taken from the ring. */
    RING("wait in the ring"),
    /** Until its batch was in the journal. */
    JOURNAL("journal"),
    /** Until those before it in the batch had been run. */
    BATCH("behind others of its batch"),
    /** Until the graph had run and its value went out. */
    GRAPH("graph"),
    /** Until whoever takes the outputs had it. */
    OUTBOUND("outbound");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
