// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.NodeTypeProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a provider as a user would, and uses it. */
class PluginsTest {
    private static final String SERVICE = "META-INF/services/" + NodeTypeProvider.class.getName();
    private static final String DOUBLER = """
            package mine;

            import io.tickwork.dag.node.*;
            import java.util.List;

            public class Provider implements NodeTypeProvider {
                record Doubler(DoubleIn input, DoubleOut value) implements Node {
                    @Override
                    public long compute(State s) {
                        return value.set(s, 2 * input.get(s));
                    }
                }

                @Override
                public List<NodeType> types() {
                    return List.of(NodeType.named("NAME")
                            .doubleInput("input", "Anything.")
                            .doubleOutput("value", "Twice as much.")
                            .create(w -> new Doubler(w.doubleIn("input"), w.doubleOut("value"))));
                }
            }
            """;

    @TempDir
    private Path temporary;

    @Test
    void shouldRunAndReplayANodeOfAJar() throws IOException {
        Path plugins = jar("doubler");
        Path graph = Files.writeString(
                temporary.resolve("graph.yaml"), "twice: {type: doubler, inputs: [Tick], publish: true}");
        Path journal = temporary.resolve("journal");
        Path out = temporary.resolve("out");

        CommandLineRun nodes = CommandLineRun.of("nodes", "doubler", "--plugins", plugins.toString());
        assertThat(nodes.out()).as(nodes.err()).contains("Twice as much.");
        StringBuilder trades = new StringBuilder("timestamp,price,amount\n");
        for (int i = 0; i < 100; i++) {
            trades.append(1_385_337_600 + i).append(',').append(100 + i).append(",1\n");
        }
        Path input = Files.writeString(temporary.resolve("trades.csv"), trades);
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--graph",
                graph.toString(),
                "--plugins",
                plugins.toString(),
                "--input",
                input.toString(),
                "--symbol",
                "BTC",
                "--journal",
                journal.toString(),
                "--out",
                out.toString(),
                "--wait",
                "sleeping");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("values.csv"))).hasSize(101);
        CommandLineRun replay =
                CommandLineRun.of("replay", journal.toString(), "--plugins", plugins.toString(), "--no-progress");
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("Bit-identical");
        CommandLineRun without = CommandLineRun.of("replay", journal.toString(), "--no-progress");
        assertThat(without.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(without.err()).contains("there is no node type 'doubler'");
    }

    @Test
    void shouldRefuseATypeThatIsThereAlready() throws IOException {
        assertRefused(jar("ema"), "two providers offer the node type 'ema'");
    }

    @Test
    void shouldRefuseWhatOffersNothing() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("plugins"));
        assertRefused(directory, "there is no jar in it");
        assertRefused(temporary.resolve("nowhere"), "is no directory that can be read");
        try (OutputStream file = Files.newOutputStream(directory.resolve("empty.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("nothing.txt"));
        }
        assertRefused(directory, "empty.jar: offers no node types; name your provider in " + SERVICE);
        Files.writeString(directory.resolve("broken.jar"), "not a jar");
        assertRefused(directory, "broken.jar: is not a jar that can be read");
    }

    @Test
    void shouldRefuseAProviderThatIsNotThere() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("plugins"));
        try (OutputStream file = Files.newOutputStream(directory.resolve("lost.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(SERVICE));
            jar.write("mine.Lost".getBytes());
        }
        assertRefused(directory, "mine.Lost");
    }

    private static void assertRefused(Path plugins, String reason) {
        CommandLineRun run = CommandLineRun.of("nodes", "--plugins", plugins.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).startsWith("error: " + plugins).contains(reason);
    }

    /** Makes a directory with a jar that offers one type. */
    private Path jar(String type) throws IOException {
        Path source = Files.createDirectories(temporary.resolve("src")).resolve("Provider.java");
        Files.writeString(source, DOUBLER.replace("NAME", type));
        Path classes = temporary.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).isZero();
        Path directory = Files.createDirectories(temporary.resolve("plugins"));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        try (OutputStream file = Files.newOutputStream(directory.resolve("mine.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Path each : files) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, jar);
            }
            jar.putNextEntry(new ZipEntry(SERVICE));
            jar.write("mine.Provider".getBytes());
        }
        return directory;
    }
}
