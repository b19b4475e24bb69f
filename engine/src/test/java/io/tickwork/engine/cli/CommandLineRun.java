// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command, run in this process.
 *
 * @param exitCode its exit code.
 * @param out what it wrote to standard output.
 * @param err what it wrote to standard error, progress bars left out.
 */
record CommandLineRun(int exitCode, String out, String err) {
    static CommandLineRun of(List<String> arguments) {
        return of(arguments.toArray(new String[0]));
    }

    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Tickwork.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
