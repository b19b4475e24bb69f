// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/graphs.md does what the page says: it loads, or is refused with the words shown below it. */
class GraphsGuideTest {
    private final List<GuideBlock> blocks = GuideBlock.of(GuideBlock.page("graphs.md"));

    @Test
    void shouldLoadOrRefuseEveryGraph() {
        int loaded = 0;
        int refused = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (!blocks.get(i).language().equals("yaml")) {
                continue;
            }
            String yaml = blocks.get(i).text();
            if (i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text")) {
                assertThatThrownBy(() -> read(yaml))
                        .as(yaml)
                        .isInstanceOf(GraphException.class)
                        .hasMessage(blocks.get(i + 1).text().strip());
                refused++;
            } else {
                Graph graph = read(yaml);
                assertThat(graph.warnings()).as(yaml).hasSize(yaml.contains("type") || yaml.contains("macd") ? 0 : 4);
                PlanCompiler.compile(graph.template());
                loaded++;
            }
        }
        assertThat(loaded).isEqualTo(10);
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void shouldBuildTheGraphInJava(@TempDir Path classes) throws Exception {
        String code = blocks.stream()
                .filter(block -> block.language().equals("java"))
                .map(GuideBlock::text)
                .findFirst()
                .orElseThrow();
        compile(classes, """
                import io.tickwork.dag.graph.*;
                import io.tickwork.dag.node.*;
                import io.tickwork.dag.node.InputSpec.Role;

                public class Example {
                    public static Graph graph() {
                        %s
                        return graph;
                    }
                }
                """.formatted(code));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Graph graph = (Graph) loader.loadClass("Example").getMethod("graph").invoke(null);
            assertThat(graph.nodeIds()).containsExactly("fast", "slow", "cross", "trend");
        }
    }

    private static void compile(Path classes, String code) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean isCompiled = compiler.getTask(null, null, diagnostics, options, null, List.of(source))
                .call();
        assertThat(isCompiled).as(diagnostics.getDiagnostics().toString()).isTrue();
    }

    private static Graph read(String yaml) {
        return YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("graph.yaml", yaml)));
    }
}
