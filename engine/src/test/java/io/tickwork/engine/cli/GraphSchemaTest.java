// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema accepts is compared with what graphs accept. */
class GraphSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("tickwork.root"));

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(CommandLineRun.of("nodes", "--schema").out(), InputFormat.JSON);

    /** The graphs of the configuration and of the guide that load. */
    static Stream<String> graphs() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/graphs.md"));
        Stream<String> ofGuide = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```yaml\n".length(), block.length() - "```".length()))
                .filter(GraphSchemaTest::isGraph);
        try (Stream<Path> files = Files.walk(ROOT.resolve("config"))) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            Stream.Builder<String> texts = Stream.builder();
            for (Path file : yaml) {
                texts.add(Files.readString(file));
            }
            return Stream.concat(texts.build(), ofGuide);
        }
    }

    private static boolean isGraph(String yaml) {
        try {
            YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", yaml)));
            return true;
        } catch (GraphException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void shouldAcceptWhatLoads(String yaml) {
        assertThat(errors(yaml)).isEmpty();
    }

    @Test
    void shouldAcceptEverySection() {
        String yaml = """
                indicators:
                  a: {type: ema, inputs: [Candle(1m).forming], params: {period: 5}, on-fault: halt, reset: session}
                  b: {type: ema, inputs: [{from: NQ/a, sampled: true}], params: {period: 5}}
                groups:
                  c: {type: div, inputs: [ES/a, NQ/Tick], publish: true}
                candles: {grace: 2s, join: true, session: xnys, empty: carry, limit: 3, 5m: {from: 1m, empty: skip}, 1h: external}
                sessions: {xnys: {zone: America/New_York, open: "09:30", close: "16:00", holidays: [2026-12-25]}}
                symbols: {limit: 10, overrides: {ES: {session: xnys, params: {a: {period: 7}}}}}
                """;
        assertThat(errors(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {type: emu, inputs: [Tick], params: {period: 5}}",
                "a: {type: ema, inputs: [Tick], params: {period: 1}}",
                "a: {type: ema, inputs: [Tick], params: {perod: 5, period: 5}}",
                "a: {type: ema, inputs: [Tick]}",
                "a: {type: ema, input: [Tick], params: {period: 5}}",
                "a: {type: ema, inputs: [Tick, Tick], params: {period: 5}}",
                "a: {type: ema, inputs: [Candle(90x)], params: {period: 5}}",
                "a: {type: ema, inputs: [Quote.bit], params: {period: 5}}",
                "a: {type: ema, inputs: [Tick], params: {period: 5}, emit: sometimes}",
                "a: {type: ema, inputs: [Tick], params: {period: 5}, on-fault: ignore}",
                "1a: {type: ema, inputs: [Tick], params: {period: 5}}",
                "indicators: {}\ncandels: {}",
                "indicators: {}\ncandles: {5m: sometimes}",
                "indicators: {}\nsymbols: {limit: 0}",
            })
    void shouldRefuseWhatGraphsRefuse(String yaml) {
        assertThat(errors(yaml)).isNotEmpty();
        assertThat(isGraph(yaml)).isFalse();
    }

    private List<Error> errors(String yaml) {
        return schema.validate(yaml, InputFormat.YAML);
    }
}
