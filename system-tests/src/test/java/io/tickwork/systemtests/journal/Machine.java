// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What these tests ask of the operating system. Where it does not allow that, the test is aborted with what it said,
 * and so is reported as not run.
 */
final class Machine {
    private static final long TIMEOUT_S = 60;

    private Machine() {}

    /** {@return a command that runs another as the first process of a new PID namespace} */
    static List<String> unsharePid() throws Exception {
        List<String> asRoot = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
        List<String> asUser =
                List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc");
        String refusal = null;
        for (List<String> each : List.of(asRoot, asUser)) {
            String[] command = new String[each.size() + 1];
            each.toArray(command);
            command[each.size()] = "true";
            try {
                run(command);
                return each;
            } catch (IOException e) {
                refusal = e.getMessage();
            }
        }
        return abort("not run: no new PID namespace can be made here: " + refusal);
    }

    /**
     * Runs a command to its end.
     *
     * @return what it wrote.
     * @throws IOException when it is not there, or fails.
     */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + out);
        }
        return out;
    }
}
