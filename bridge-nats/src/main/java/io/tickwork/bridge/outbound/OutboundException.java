// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/** Outputs can leave no more. The message is one line: what is wrong, where, and what to do. */
public final class OutboundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isInput;

    private OutboundException(String message, boolean isInput, Throwable cause) {
        super(message, cause);
        this.isInput = isInput;
    }

    static OutboundException input(String message) {
        return new OutboundException(message, true, null);
    }

    static OutboundException environment(String message, Throwable cause) {
        return new OutboundException(message, false, cause);
    }

    /**
     * Whose turn it is.
     *
     * @return true when something else has to be asked for, false when something is wrong with the broker or the
     *     machine.
     */
    public boolean isInput() {
        return isInput;
    }
}
