// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

/**
 * A command cannot do what was asked. The message says what is wrong, where, and what to do; no stack trace is shown.
 */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@return the exception for what whoever typed the command has to change} */
    static CommandException input(String message) {
        return new CommandException(ExitCode.INPUT, message, null);
    }

    /** {@return the exception for what is wrong with the machine} */
    static CommandException environment(String message, Throwable cause) {
        return new CommandException(ExitCode.ENVIRONMENT, message, cause);
    }

    /** {@return the exit code of the command} */
    int exitCode() {
        return exitCode;
    }
}
