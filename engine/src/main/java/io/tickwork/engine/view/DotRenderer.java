// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a view in the language of Graphviz. */
final class DotRenderer {
    private final GraphView view;
    private final Map<String, GraphView.Source> sources;
    private final Map<String, GraphView.Node> nodes;
    private final StringBuilder out = new StringBuilder();

    private DotRenderer(GraphView view) {
        this.view = view;
        sources = view.sources().stream().collect(Collectors.toMap(GraphView.Source::key, Function.identity()));
        nodes = view.nodes().stream().collect(Collectors.toMap(GraphView.Node::key, Function.identity()));
    }

    /** {@return the text} @param view what is written. */
    static String render(GraphView view) {
        DotRenderer renderer = new DotRenderer(view);
        renderer.graph();
        return renderer.out.toString();
    }

    private void graph() {
        out.append("""
                digraph tickwork {
                  rankdir=LR;
                  graph [fontname="Helvetica", fontsize=12, style="rounded", color="#9aa5b3", ranksep=0.6];
                  node [fontname="Helvetica", fontsize=11, shape=box, style="rounded,filled", fillcolor="#ffffff", color="#7b8796"];
                  edge [fontname="Helvetica", fontsize=9, color="#5b6775", arrowsize=0.7];
                """);
        for (GraphView.Area area : view.areas()) {
            if (view.areas().size() == 1) {
                area(area, "  ");
            } else {
                out.append("  subgraph ")
                        .append(quoted("cluster_area_" + area.key()))
                        .append(" {\n");
                out.append("    label=").append(quoted(area.title())).append(";\n");
                area(area, "    ");
                out.append("  }\n");
            }
        }
        view.edges().forEach(this::edge);
        out.append("}\n");
    }

    private void area(GraphView.Area area, String indent) {
        for (GraphView.Cluster cluster : view.clusters()) {
            if (cluster.area().equals(area.key())) {
                out.append(indent)
                        .append("subgraph ")
                        .append(quoted("cluster_" + cluster.key()))
                        .append(" {\n");
                out.append(indent)
                        .append("  label=")
                        .append(quoted(cluster.label()))
                        .append(";\n");
                view.keysIn(area.key(), cluster.key()).forEach(key -> box(key, indent + "  "));
                out.append(indent).append("}\n");
            }
        }
        view.keysIn(area.key(), null).forEach(key -> box(key, indent));
    }

    private void box(String key, String indent) {
        out.append(indent).append(quoted(key)).append(" [");
        if (sources.containsKey(key)) {
            out.append("label=").append(quoted(sources.get(key).label()));
            out.append(", fillcolor=\"#dfe6ee\", style=\"rounded,filled,bold\"");
        } else {
            GraphView.Node node = nodes.get(key);
            Card card = Card.of(node);
            List<String> lines = new ArrayList<>(List.of(card.title()));
            lines.addAll(card.lines());
            out.append("label=").append(quoted(String.join("\n", lines)));
            out.append(", tooltip=").append(quoted(node.type().doc()));
            switch (node.kind()) {
                case STRATEGY -> out.append(", shape=cds, style=filled, fillcolor=\"#fff3e0\", color=\"#d9822b\"");
                case PROBE -> out.append(", style=\"rounded,dashed\"");
                case INDICATOR -> {}
            }
        }
        out.append("];\n");
    }

    private void edge(GraphView.Edge edge) {
        List<String> attributes = new ArrayList<>();
        if (edge.isSelected()) {
            attributes.add("taillabel=" + quoted(edge.output()));
        }
        if (!edge.triggers()) {
            attributes.add("style=dashed");
        }
        if (!edge.triggers() || !edge.required()) {
            attributes.add("arrowhead=" + (edge.triggers() ? "normal" : "vee") + (edge.required() ? "" : "odot"));
        }
        attributes.add("tooltip=" + quoted(edge.input() + (edge.role().isEmpty() ? "" : " (" + edge.role() + ")")));
        out.append("  ").append(quoted(edge.from())).append(" -> ").append(quoted(edge.to()));
        out.append(" [").append(String.join(", ", attributes)).append("];\n");
    }

    /** In the language only the quotation mark ends a text; a backslash would begin an escape of a label. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
