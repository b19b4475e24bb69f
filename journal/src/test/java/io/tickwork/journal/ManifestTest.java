// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwork.journal.Manifest.GraphSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\n",
            "\n\n",
            "trailing\n\n\n",
            "\n leading",
            "tab\tinside",
            "\ttab first\n\tand again",
            "quote \" and ' and `",
            "back\\slash",
            "carriage\r\nreturn\rhere",
            "line\u2028and\u2029paragraph\u0085next",
            "\u0000\u0007\u001b[0m",
            "\ufeffbom",
            "größe 价格 \ud83d\udcc8",
            "null",
            "true",
            "1e3",
            "0x10",
            "~",
            "- a list",
            "key: value",
            "# no comment",
            "&anchor",
            "*alias",
            "!!binary x",
            "%directive",
            "---\n...\n",
            "{}",
            "trailing space \nand more ",
            "x".repeat(500) + " " + "y".repeat(500));

    @Test
    void shouldSurviveAnyText() {
        for (String text : NASTY) {
            final Manifest manifest = manifest(text);
            assertThat(ManifestYaml.decode(ManifestYaml.encode(manifest))).isEqualTo(manifest);
        }
    }

    @Test
    void shouldSurviveRandomText() {
        final long seed = 42;
        final SplittableRandom random = new SplittableRandom(seed);
        final String alphabet = "ab \t\n\r\"'\\:#-?{}[]&*!|>%@`,\u0000\u0085\u00a0\u2028\ufeff€\u3042";
        for (int i = 0; i < 300; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            final Manifest manifest = manifest(text.toString());
            assertThat(ManifestYaml.decode(ManifestYaml.encode(manifest)))
                    .as("seed=%d, i=%d", seed, i)
                    .isEqualTo(manifest);
        }
    }

    @Test
    void shouldRefuseWhatIsNotText() {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> ManifestYaml.encode(manifest("half a pair \ud83d")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.INPUT));
    }

    @Test
    void shouldBeReadable() {
        final Manifest manifest = new Manifest(
                "0.1.0",
                "Eclipse Adoptium",
                "17.0.15",
                7,
                2,
                List.of(new GraphSource("indicators.yaml", "indicators:\n  - id: ema\n    period: 20\n")),
                "c0ffee",
                new TreeMap<>(Map.of("ring.size", "1024", "batch.limit", "256")),
                new TreeMap<>(Map.of("XNYS", "zone America/New_York")),
                List.of("ES/ema"),
                List.of("ES/ema", "ES/z"),
                "2026-01-05T09:00:00Z",
                3,
                "b007",
                List.of(new Manifest.Symbol(0, "ES", -2, 0)),
                new TreeMap<>(Map.of("ES/ema.alpha", "0.5")));
        assertThat(new String(ManifestYaml.encode(manifest), StandardCharsets.UTF_8))
                .isEqualTo("""
                        build: 0.1.0
                        generation: 3
                        started: 2026-01-05T09:00:00Z
                        bootId: b007
                        jdk:
                          vendor: Eclipse Adoptium
                          version: 17.0.15
                        schema:
                          id: 7
                          version: 2
                        settings:
                          batch.limit: '256'
                          ring.size: '1024'
                        calendars:
                          XNYS: zone America/New_York
                        outputs:
                        - ES/ema
                        nodes:
                        - ES/ema
                        - ES/z
                        symbols:
                        - id: 0
                          name: ES
                          priceExponent: -2
                          sizeExponent: 0
                        parameters:
                          ES/ema.alpha: '0.5'
                        graph:
                          fingerprint: c0ffee
                          sources:
                          - name: indicators.yaml
                            text: |
                              indicators:
                                - id: ema
                                  period: 20
                        """);
    }

    @Test
    void shouldIgnoreKeysOfLaterBuilds() {
        final String yaml = new String(ManifestYaml.encode(manifest("x")), StandardCharsets.UTF_8);
        assertThat(ManifestYaml.decode((yaml + "\nhosts: {XNYS: [1, 2]}\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(manifest("x"));
    }

    @Test
    void shouldNameAMissingKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManifestYaml.decode("jdk: {vendor: v}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("schema");
    }

    private static Manifest manifest(String text) {
        final List<String> names = new ArrayList<>(NASTY);
        names.add(text);
        final TreeMap<String, String> settings = new TreeMap<>();
        settings.put(text, text + "value");
        settings.put("plain", text);
        return new Manifest(
                text,
                text,
                text,
                1,
                2,
                List.of(new GraphSource(text, text), new GraphSource("b", "c")),
                "00ff",
                settings,
                settings,
                List.copyOf(names),
                List.copyOf(names),
                "2026-01-05T09:00:00Z",
                1,
                text,
                List.of(new Manifest.Symbol(0, text, -9, -9)),
                new TreeMap<>(Map.of(text, text)));
    }
}
