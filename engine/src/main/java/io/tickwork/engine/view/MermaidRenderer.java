// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a view as a Mermaid flowchart, which many pages of documentation show as a picture. */
final class MermaidRenderer {
    private final GraphView view;
    /** Keys hold characters that names of the language must not. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Map<String, String> boxes = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private MermaidRenderer(GraphView view) {
        this.view = view;
        for (GraphView.Source source : view.sources()) {
            names.put(source.key(), "s" + names.size());
            boxes.put(source.key(), "([" + quoted(List.of(source.label())) + "]):::source");
        }
        for (GraphView.Node node : view.nodes()) {
            names.put(node.key(), "n" + names.size());
            boxes.put(node.key(), box(node));
        }
    }

    /** {@return the text} @param view what is written. */
    static String render(GraphView view) {
        MermaidRenderer renderer = new MermaidRenderer(view);
        renderer.graph();
        return renderer.out.toString();
    }

    private void graph() {
        out.append("flowchart LR\n");
        for (GraphView.Area area : view.areas()) {
            if (view.areas().size() == 1) {
                area(area, "  ");
            } else {
                begin("a" + view.areas().indexOf(area), area.title(), "  ");
                area(area, "    ");
                out.append("  end\n");
            }
        }
        view.edges().forEach(this::edge);
        out.append("""
                  classDef source fill:#dfe6ee,stroke:#5b6775,color:#17202b
                  classDef strategy fill:#fff3e0,stroke:#d9822b,color:#17202b
                  classDef probe stroke-dasharray:5 4
                """);
    }

    private void area(GraphView.Area area, String indent) {
        for (GraphView.Cluster cluster : view.clusters()) {
            if (cluster.area().equals(area.key())) {
                begin("c" + view.clusters().indexOf(cluster), cluster.label(), indent);
                view.keysIn(area.key(), cluster.key()).forEach(key -> box(key, indent + "  "));
                out.append(indent).append("end\n");
            }
        }
        view.keysIn(area.key(), null).forEach(key -> box(key, indent));
    }

    private void begin(String name, String title, String indent) {
        out.append(indent)
                .append("subgraph ")
                .append(name)
                .append('[')
                .append(quoted(List.of(title)))
                .append("]\n");
    }

    private void box(String key, String indent) {
        out.append(indent).append(names.get(key)).append(boxes.get(key)).append('\n');
    }

    private static String box(GraphView.Node node) {
        Card card = Card.of(node);
        List<String> lines = new ArrayList<>(List.of(card.title()));
        lines.addAll(card.lines());
        String text = quoted(lines);
        return switch (node.kind()) {
            case INDICATOR -> "[" + text + "]";
            case STRATEGY -> "{{" + text + "}}:::strategy";
            case PROBE -> "[" + text + "]:::probe";
        };
    }

    private void edge(GraphView.Edge edge) {
        List<String> words = new ArrayList<>();
        if (edge.isSelected()) {
            words.add(edge.output());
        }
        if (!edge.required()) {
            words.add("optional");
        }
        out.append("  ").append(names.get(edge.from())).append(edge.triggers() ? " -->" : " -.->");
        if (!words.isEmpty()) {
            out.append('|').append(quoted(List.of(String.join(", ", words)))).append('|');
        }
        out.append(' ').append(names.get(edge.to())).append('\n');
    }

    private static String quoted(List<String> lines) {
        return lines.stream()
                .map(line -> line.replace("#", "#35;")
                        .replace("\"", "#quot;")
                        .replace("<", "#lt;")
                        .replace(">", "#gt;"))
                .collect(Collectors.joining("<br/>", "\"", "\""));
    }
}
