// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import java.nio.file.Path;

/** A sink cannot be opened or written. The message is one line: which file, what is wrong, what to do. */
public final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isInput;

    /**
     * @param file that is meant.
     * @param what is wrong and what to do.
     * @param isInput whether another file has to be named.
     * @param cause null when there is none.
     */
    public SinkException(Path file, String what, boolean isInput, Throwable cause) {
        super(file + ": " + what, cause);
        this.isInput = isInput;
    }

    /**
     * Whose turn it is.
     *
     * @return true when another file has to be named, false when something is wrong with the machine.
     */
    public boolean isInput() {
        return isInput;
    }
}
