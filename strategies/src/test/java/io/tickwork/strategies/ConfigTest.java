// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every graph below config/ is in order; the files right in it are one. */
class ConfigTest {
    private static final Path CONFIG = Path.of(System.getProperty("tickwork.root"), "config");

    static Stream<List<Path>> graphs() throws IOException {
        return Stream.concat(
                Stream.of(yaml(CONFIG)),
                Stream.concat(yaml(CONFIG.resolve("examples")).stream(), yaml(CONFIG.resolve("pipelines")).stream())
                        .map(List::of));
    }

    private static List<Path> yaml(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void shouldLoadWithoutErrors(List<Path> files) {
        assertThat(files).isNotEmpty();
        Graph graph = YamlGraphReader.read(
                Catalogue.load(), files.stream().map(ConfigTest::source).toList());
        if (!files.get(0).endsWith("probes.yaml")) {
            assertThat(graph.warnings()).isEmpty();
        }
    }

    private static GraphSource source(Path file) {
        try {
            return new GraphSource(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
