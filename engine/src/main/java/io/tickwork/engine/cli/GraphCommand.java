// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.plan.PlanText;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.engine.view.GraphFormat;
import io.tickwork.engine.view.GraphView;
import io.tickwork.engine.view.GraphViewBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a graph, or the plan by which it runs. */
@Command(
        name = "graph",
        description = "Checks a graph and shows it: what enters, what each node computes and needs before its first"
                + " value, who triggers whom; or the plan by which one kind of event is run.")
final class GraphCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "FILE",
            description = "YAML files that declare the graph, read in order as one. Default: config/indicators.yaml and"
                    + " config/strategies.yaml.")
    private List<Path> files = List.of();

    @Mixin
    private Plugins plugins;

    @Option(names = "--json", description = "The same as --format json. Then errors are JSON too: {\"errors\": [...]}.")
    private boolean json;

    @ArgGroup
    private final Wanted wanted = new Wanted();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file instead of the terminal.")
    private Path out;

    /** An error as it is printed; the names are keys that scripts rely on. */
    private record ErrorDescription(String file, int line, int column, String rule, String node, String message) {
        static ErrorDescription of(GraphError error) {
            Location location = error.location();
            return new ErrorDescription(
                    location.file(),
                    location.line(),
                    location.column(),
                    error.rule().label(),
                    error.node(),
                    error.message());
        }
    }

    /** One of two ways of looking at it. */
    private static final class Wanted {
        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                converter = WordConverter.OfGraphFormat.class,
                description = "text (default), html (a page to look around in, in one file), svg, dot (Graphviz),"
                        + " mermaid, json.")
        private GraphFormat format = GraphFormat.TEXT;

        @Option(
                names = "--explain",
                paramLabel = "EVENT",
                converter = WordConverter.OfCycleKind.class,
                description =
                        "Print the plan of one kind of cycle as pseudo-code, with the reason each node stands where"
                                + " it does: trade, quote, depth, boundary or group.")
        private CycleKind explained;
    }

    @Override
    public Integer call() {
        if (json) {
            wanted.format = GraphFormat.JSON;
        }
        GraphFiles.Loaded loaded;
        try {
            loaded = GraphFiles.load(
                    files, plugins.catalogue(), command.commandLine().getErr());
        } catch (GraphException e) {
            if (wanted.format != GraphFormat.JSON) {
                throw e;
            }
            Json.print(
                    Map.of(
                            "errors",
                            e.errors().stream().map(ErrorDescription::of).toList()),
                    command.commandLine().getOut());
            return ExitCode.INPUT;
        }
        write(wanted.explained == null ? seen(loaded) : explained(loaded.graph()));
        return ExitCode.OK;
    }

    private String seen(GraphFiles.Loaded loaded) {
        String title = loaded.sources().stream()
                .map(GraphSource::name)
                .map(name -> Path.of(name).getFileName().toString())
                .collect(Collectors.joining(", "));
        GraphView view = GraphViewBuilder.of(title, loaded.graph());
        return wanted.format.render(view);
    }

    private String explained(Graph graph) {
        Subgraph subgraph = wanted.explained.area() == Area.SYMBOL ? graph.template() : graph.groups();
        return PlanText.of(subgraph, wanted.explained);
    }

    private void write(String text) {
        if (out == null) {
            command.commandLine().getOut().print(text);
            command.commandLine().getOut().flush();
            return;
        }
        try {
            Files.write(out, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CommandException.environment(
                    out + ": cannot be written (" + e + "); name another file with --out", e);
        }
    }
}
