// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.support.TestNodes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever a text says, it is a graph or it is refused with errors that say where. Method: good texts, changed at
 * random by characters, words and lines, are read.
 *
 * <p>{@code -Dtickwork.mutants=1000000} reads more of them, {@code -Dtickwork.seed=7} others.
 */
class YamlMutationTest {
    private static final long ALLOCATED_MAX = 64L << 20;
    /** Far more than it takes: it is there for texts that would take for ever. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> TEXTS = List.of("""
            indicators:
              fast: {type: mean, inputs: [Candle(1m)], params: {period: 5}, publish: true}
              slow: {type: mean, inputs: [Candle(5m).close], params: {period: 9}, emit: on-change(0.5)}
              parts: {type: splitter, inputs: {input: fast}, publish: [half, whole]}
            strategies:
              cross:
                type: alarm
                inputs:
                  - {from: fast, sampled: false}
                  - {from: Tick.price, optional: true}
            """, """
            candles: {grace: 5s, join: true, session: xnys, empty: carry, limit: 3, 5m: {from: 1m}, 1h: external}
            sessions:
              xnys: {zone: America/New_York, open: "09:30", close: "16:00", holidays: [2026-12-25], from: 2026-01-01, to: 2026-12-31}
            symbols:
              limit: 20
              overrides: {ES: {session: xnys, params: {m: {period: 7}}}}
            indicators:
              m: {type: mean, inputs: [Candle(5m)], params: {period: 5}, on-fault: halt, reset: session}
              h: {type: history, inputs: [m], params: {length: 3}}
              t: {type: triple, inputs: [h]}
              x: {type: sum, inputs: ['t.reversed[1]', {from: NQ/m, sampled: true}]}
            groups:
              g: {type: sum, inputs: [ES/m, NQ/Candle(5m).forming.high, 'ES/h.values[2]']}
            """);

    private static final List<String> WORDS = List.of(
            "Tick",
            "Quote.bid",
            "Candle(1m)",
            "Candle(0s)",
            "Timer(250ms)",
            "Indicator:fast",
            "ES/",
            "/",
            "[0]",
            "[99999]",
            "period",
            "inputs",
            "type",
            "params",
            "candles",
            "sessions",
            "symbols",
            "groups",
            "limit",
            "99999999999999999999",
            "-1",
            "1e400",
            ".nan",
            ".inf",
            "~",
            "null",
            "true",
            "yes",
            "0x7fffffff",
            "!!binary",
            "!!java.lang.String",
            "&a",
            "*a",
            "<<: *a",
            "? ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ":",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "%YAML 9.9",
            "---",
            "...",
            "@",
            "`",
            "\t",
            "\u0000",
            "\ufeff",
            "\ud83d",
            "\u2028",
            "\r",
            "\n",
            "  ",
            "a".repeat(5_000),
            "[".repeat(40),
            "{a: ".repeat(20),
            "2026-02-30",
            "24:00",
            "Nowhere/Land",
            "halt",
            "external",
            "on-change(1e999)");

    private final long seed = Long.getLong("tickwork.seed", 20_260_101L);
    private final int count = Integer.getInteger("tickwork.mutants", 10_000);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random random = new Random(seed);
    private long allocatedMax;
    private long slowestNs;
    private int refusedCount;

    @Test
    void shouldLoadOrRefuseEveryMutant() {
        System.out.println("mutants: " + count + ", seed: " + seed);
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            for (int i = 0; i < count; i++) {
                read(mutant(), i);
            }
        });
        System.out.println("refused: " + refusedCount + ", slowest: " + slowestNs / 1_000_000 + " ms, most allocated: "
                + (allocatedMax >> 20) + " MiB");
        assertThat(refusedCount).as("refused").isBetween(count / 2, count - count / 50);
        assertThat(allocatedMax).as("bytes allocated for one text").isLessThan(ALLOCATED_MAX);
    }

    private void read(String text, int number) {
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = System.nanoTime();
        try {
            YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("mutant.yaml", text)));
        } catch (GraphException e) {
            refusedCount++;
            assertThat(e.errors()).isNotEmpty();
            for (GraphError error : e.errors()) {
                assertThat(error.location().line())
                        .as("%d: %s in\n%s", number, error, text)
                        .isPositive();
                assertThat(error.location().column())
                        .as("%d: %s in\n%s", number, error, text)
                        .isPositive();
                assertThat(error.message())
                        .as("%d: %s in\n%s", number, error.rule(), text)
                        .isNotBlank();
            }
        } catch (RuntimeException e) {
            throw new AssertionError("mutant " + number + " of seed " + seed + ":\n" + text, e);
        }
        slowestNs = Math.max(slowestNs, System.nanoTime() - start);
        allocatedMax = Math.max(
                allocatedMax,
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated);
    }

    private String mutant() {
        StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
        int changes = 1 + random.nextInt(random.nextInt(6) + 1);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(8)) {
            case 0 -> text.deleteCharAt(at);
            case 1 ->
                text.insert(at, (char) (random.nextInt(4) == 0 ? random.nextInt(1 << 16) : 32 + random.nextInt(95)));
            case 2 -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
            case 3 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 4 -> replaceWord(text, at);
            case 5 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
            case 6 -> lines(text);
            default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(60))));
        }
    }

    private void replaceWord(StringBuilder text, int at) {
        int from = at;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        text.replace(from, to, WORDS.get(random.nextInt(WORDS.size())));
    }

    private void lines(StringBuilder text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.toString().split("\n")));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
            default ->
                lines.set(line, " ".repeat(random.nextInt(5)) + lines.get(line).strip());
        }
        text.setLength(0);
        text.append(String.join("\n", lines));
    }
}
