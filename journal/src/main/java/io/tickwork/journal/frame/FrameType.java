// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal.frame;

/** What the body of a frame holds. */
public enum FrameType {
    /** Events, as they were taken from the inbound ring in one batch. */
    EVENTS(1),
    /** The text that makes a journal explain itself. */
    MANIFEST(2),
    /** Digests of outputs and state after an event. */
    CHECKPOINT(3),
    /** Where each source stood when a segment began. */
    SOURCES(4),
    /** What a segment is: stands first in it and outside of the chain. */
    SEGMENT(5);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /**
     * The number that stands in the frame's header.
     *
     * @return the code, 1 to 65,535.
     */
    public int code() {
        return code;
    }

    /**
     * The type with the given code. Allocates nothing.
     *
     * @param code as found in a frame's header.
     * @return the type, or null when no type has this code.
     */
    public static FrameType of(int code) {
        return switch (code) {
            case 1 -> EVENTS;
            case 2 -> MANIFEST;
            case 3 -> CHECKPOINT;
            case 4 -> SOURCES;
            case 5 -> SEGMENT;
            default -> null;
        };
    }
}
