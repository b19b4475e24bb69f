// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge;

/** Says what went wrong between us and NATS, where, and what to do next. */
public final class BridgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isInput;

    private BridgeException(boolean isInput, String message, Throwable cause) {
        super(message, cause);
        this.isInput = isInput;
    }

    /**
     * Says that what was asked for cannot be: another setting, file or stream is needed.
     *
     * @param message what is wrong, where, and what to do.
     * @return the exception.
     */
    public static BridgeException input(String message) {
        return new BridgeException(true, message, null);
    }

    /**
     * Says that what was asked for cannot be: another setting, file or stream is needed.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause of it.
     * @return the exception.
     */
    public static BridgeException input(String message, Throwable cause) {
        return new BridgeException(true, message, cause);
    }

    /**
     * Says that the broker or the way to it is at fault.
     *
     * @param message what is wrong, where, and what to do.
     * @param cause of it, null when there is none.
     * @return the exception.
     */
    public static BridgeException environment(String message, Throwable cause) {
        return new BridgeException(false, message, cause);
    }

    /** {@return whether whoever gave the settings has to act; else it is the broker or the network} */
    public boolean isInput() {
        return isInput;
    }
}
