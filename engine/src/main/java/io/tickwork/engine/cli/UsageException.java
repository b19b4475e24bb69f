// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

/** The input was wrong in a way that its message explains to whoever typed the command. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
