// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.journal.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says which graph is run. */
final class GraphFiles {
    @Option(
            names = "--graph",
            paramLabel = "FILE",
            arity = "1..*",
            description = "YAML files that declare the graph, read in order as one. Default: config/indicators.yaml and"
                    + " config/strategies.yaml.")
    private List<Path> files = List.of();

    @Mixin
    private Plugins plugins;

    /** {@return the files that were named; none for the graph that comes with the program} */
    List<Path> files() {
        return files;
    }

    /** {@return the plugins that the graph may use} */
    Plugins plugins() {
        return plugins;
    }

    /**
     * A graph and what it was read from.
     *
     * @param graph checked.
     * @param sources the texts.
     */
    record Loaded(Graph graph, List<GraphSource> sources) {
        /** {@return the texts as a manifest keeps them} */
        List<Manifest.GraphSource> manifestSources() {
            return sources.stream()
                    .map(source -> new Manifest.GraphSource(source.name(), source.text()))
                    .toList();
        }
    }

    /**
     * Reads the graph and prints its warnings.
     *
     * @param err takes the warnings.
     * @return the graph.
     * @throws io.tickwork.dag.graph.GraphException with everything that is wrong with it.
     * @throws CommandException when a file cannot be read.
     */
    Loaded load(PrintWriter err) {
        return load(files, plugins.catalogue(), err);
    }

    /**
     * Reads a graph and prints its warnings.
     *
     * @param files its YAML files; none for the graph that comes with the program.
     * @param catalogue the node types it may use.
     * @param err takes the warnings.
     * @return the graph.
     * @throws io.tickwork.dag.graph.GraphException with everything that is wrong with it.
     * @throws CommandException when a file cannot be read.
     */
    static Loaded load(List<Path> files, Catalogue catalogue, PrintWriter err) {
        List<Path> paths = files.isEmpty()
                ? List.of(Home.file("config/indicators.yaml"), Home.file("config/strategies.yaml"))
                : files;
        List<GraphSource> sources = new ArrayList<>();
        for (Path path : paths) {
            sources.add(new GraphSource(path.toString(), text(path)));
        }
        Graph graph = YamlGraphReader.read(catalogue, sources);
        graph.warnings().forEach(warning -> err.println("warning: " + warning));
        return new Loaded(graph, sources);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw CommandException.input(path + ": there is no such file; name the YAML files of the graph");
        } catch (CharacterCodingException e) {
            throw CommandException.input(path + ": the file is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw CommandException.input(path + ": cannot be read (" + e + "); name the YAML files of the graph");
        }
    }
}
