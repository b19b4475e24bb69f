// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.plan.PlanCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: in the plan of the graph that is measured no node is called, all are inlined. Method: a JVM with the flags of
 * the engine runs it and keeps a log of what C2 does. What {@code -XX:+PrintInlining} prints is in it too, but for each
 * method apart, whatever the other threads of the JIT do meanwhile.
 */
class InliningTest {
    /** C2's, which alone do not say their level. */
    private static final Pattern TASK = Pattern.compile("<task compile_id='\\d+' method='"
            + Pattern.quote(PlanCompiler.CLASS_NAME) + " (trade_\\d+) (?!.* level=).*");

    private static final Pattern BYTECODE = Pattern.compile("<bc code='\\d+' bci='(\\d+)'/>");
    private static final Pattern COMPUTE = Pattern.compile("<method id='(\\d+)' .*name='compute' .*");
    private static final Pattern CALL = Pattern.compile("<call method='(\\d+)' .*");
    private static final Pattern VERDICT = Pattern.compile("<inline_(success|fail) .*");

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void shouldInlineEveryNodeOfTheGraphThatIsMeasured() throws IOException, InterruptedException {
        Path log = directory.resolve("compilation.xml");
        ShippedJvm.run(
                directory,
                BenchmarkedGraph.class,
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+LogCompilation", "-XX:LogFile=" + log));
        Map<String, String> verdicts = verdicts(Files.readAllLines(log));
        assertThat(verdicts).hasSize(BenchmarkedGraph.NODE_COUNT);
        assertThat(verdicts.values()).allMatch(verdict -> verdict.startsWith("<inline_success "));
    }

    /** {@return what became of each call of a node, by method and bytecode; of the last compilation of a method} */
    private static Map<String, String> verdicts(List<String> log) {
        Map<String, String> verdicts = new TreeMap<>();
        Set<String> computes = new HashSet<>(); // the ids of methods, which are those of a task
        String method = null;
        String bytecode = "";
        int depth =
                0; // of inlining: 1 in the method itself, whose careful counterpart may be inlined and is not looked at
        boolean isCompute = false;
        for (String line : log) {
            Matcher task = TASK.matcher(line);
            Matcher found = BYTECODE.matcher(line);
            Matcher compute = COMPUTE.matcher(line);
            Matcher call = CALL.matcher(line);
            if (task.matches()) {
                method = task.group(1);
                computes.clear();
                depth = 0;
            } else if (line.startsWith("</task>")) {
                method = null;
            } else if (line.startsWith("<parse ")) {
                depth++;
            } else if (line.startsWith("</parse>")) {
                depth--;
            } else if (found.matches() && depth == 1) {
                bytecode = found.group(1);
            } else if (compute.matches()) {
                computes.add(compute.group(1));
            } else if (call.matches()) {
                isCompute = depth == 1 && computes.contains(call.group(1));
            } else if (method != null && isCompute && VERDICT.matcher(line).matches()) {
                verdicts.put(method + " " + bytecode, line);
                isCompute = false;
            }
        }
        return verdicts;
    }
}
