// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

/** A sound journal cannot be replayed by this build. The message says why and what to do. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message why, and what to do. */
    public ReplayException(String message) {
        super(message);
    }
}
