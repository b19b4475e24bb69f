// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Suggestion;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.schema.GraphSchema;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which node types there are. */
@Command(
        name = "nodes",
        description = "Lists the node types that graphs may use, or explains one: what it computes, its inputs,"
                + " parameters with ranges and defaults, outputs and warm-up.")
final class NodesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TYPE", arity = "0..1", description = "The type to explain. Default: all are listed.")
    private String type;

    @Option(names = "--json", description = "Prints JSON, of the type or of all.")
    private boolean json;

    @Option(
            names = "--schema",
            description =
                    "Prints the JSON Schema of graphs that may use these types, for editors; not together with the"
                            + " others.")
    private boolean schema;

    @Mixin
    private Plugins plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (schema && (json || type != null)) {
            throw new ParameterException(spec.commandLine(), "--schema goes with neither TYPE nor --json");
        }
        Catalogue catalogue = plugins.catalogue();
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            Json.print(GraphSchema.of(catalogue), out);
            return ExitCode.OK;
        }
        if (type != null) {
            NodeDescription node = describe(catalogue, find(catalogue, type));
            if (json) {
                Json.print(node, out);
            } else {
                NodePage.print(node, out);
            }
            return ExitCode.OK;
        }
        List<NodeDescription> nodes = catalogue.types().stream()
                .map(each -> describe(catalogue, each))
                .toList();
        if (json) {
            Json.print(Map.of("types", nodes), out);
        } else {
            NodePage.printList(nodes, out);
        }
        return ExitCode.OK;
    }

    private static NodeType find(Catalogue catalogue, String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> CommandException.input("there is no node type '" + name + "'"
                        + Suggestion.of(name, catalogue.names()).or("; ./tickwork nodes lists them")));
    }

    private static NodeDescription describe(Catalogue catalogue, NodeType type) {
        return NodeDescription.of(type, catalogue.origin(type));
    }
}
