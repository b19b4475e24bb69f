// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

/** What the exit codes of every command mean. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** The answer is no: a comparison failed, a journal is damaged. */
    static final int NO = 1;
    /** The input was wrong: options, a graph, a file of events. */
    static final int INPUT = 2;
    /** The environment was wrong: disk, permissions, the JVM. */
    static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
