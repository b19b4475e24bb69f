// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.support.TestNodes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever is in a text, reading it ends with a graph or with a {@link GraphException} whose errors can be shown.
 * Method: sound texts are damaged at random, with a taste for what means something to YAML.
 */
class YamlFuzzPropertyTest {
    private static final int TEXTS = 2_000;
    private static final long FIRST_SEED = 20_250_401L;

    private static final List<String> SOUND = List.of("""
            A: {inputs: [Tick, Candle(1m)]}
            B: {inputs: [Candle(5m), Indicator:A]}
            C: {inputs: [Candle(15m), Indicator(A)]}
            D: {inputs: [Indicator:B, C.value, {from: B, sampled: true}]}
            """, """
            # two sections
            indicators:
              mean:
                type: mean
                inputs:
                  - Candle(1m).close
                params: {period: 20}
                emit: on-change(0.01)
                publish: [value]
              parts: {type: splitter, inputs: {input: "Tick.price"}, publish: true}
            strategies:
              alarm:
                inputs: {input: mean, price: {from: Tick, sampled: true, optional: false}}
            """, """
            {"a": {"type": "sum", "inputs": ["Tick", "Quote.bid"], "params": {}, "publish": false},
             "b": {"type": "step", "inputs": ["a"], "params": {"threshold": 1.5e3}}}
            """);

    private static final List<String> PIECES = List.of(
            "&a ",
            "*a",
            "[",
            "]",
            "{",
            "}",
            ": ",
            ",",
            "- ",
            "\n",
            "\t",
            "? ",
            "| ",
            "> ",
            "'",
            "\"",
            "\\x",
            "#",
            "!!int ",
            "!!map ",
            "!<x> ",
            "<<: ",
            "%YAML 1.2\n---\n",
            "---\n",
            "...\n",
            "99999999999999999999",
            "-0",
            ".inf",
            ".nan",
            "0x",
            "null",
            "~",
            "true",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uD800",
            "é",
            "on-change(",
            "Candle(",
            "Tick",
            "Indicator:",
            ".",
            "inputs",
            "type: ",
            "params: ",
            "indicators",
            "[[[[[[[[[[[[[[[[[[[[",
            "{a: {a: {a: {a: {a: ");

    @Test
    void shouldEndInAGraphOrAGraphException() {
        SOUND.forEach(YamlFuzzPropertyTest::read);
        int sound = 0;
        for (int i = 0; i < TEXTS; i++) {
            long seed = FIRST_SEED + i;
            String text = damaged(new SplittableRandom(seed));
            try {
                read(text);
                sound++;
            } catch (GraphException e) {
                for (GraphError error : e.errors()) {
                    assertThat(error.location().line())
                            .as("seed %d: %s", seed, error)
                            .isPositive();
                    assertThat(error.message()).as("seed %d", seed).isNotBlank();
                }
            } catch (Throwable e) {
                fail("seed " + seed + ", text:\n" + text, e);
            }
        }
        assertThat(sound).as("texts that survived").isBetween(TEXTS / 100, TEXTS / 2);
    }

    private static void read(String text) {
        YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("fuzz.yaml", text)));
    }

    private static String damaged(SplittableRandom random) {
        StringBuilder text = new StringBuilder(SOUND.get(random.nextInt(SOUND.size())));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, Math.max(to, from + 1));
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(from, to));
                case 2 -> text.setCharAt(from, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
