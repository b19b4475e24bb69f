// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a view as a list for a terminal. */
final class TextRenderer {
    private final GraphView view;
    private final Map<String, List<GraphView.Edge>> inputs;
    private final Map<String, List<GraphView.Edge>> readers;
    private final StringBuilder out = new StringBuilder();

    private TextRenderer(GraphView view) {
        this.view = view;
        inputs = view.edgesByReader();
        readers = view.edgesByRead();
    }

    /** {@return the text} @param view what is written. */
    static String render(GraphView view) {
        TextRenderer renderer = new TextRenderer(view);
        renderer.graph();
        return renderer.out.toString();
    }

    private void graph() {
        long sampled = view.edges().stream().filter(edge -> !edge.triggers()).count();
        line(
                "%s, of which %s; %s; %s, of which %d sampled",
                count(view.nodes().size(), "node"),
                count(view.strategies().size(), "strategy"),
                count(view.sources().size(), "source"),
                count(view.edges().size(), "edge"),
                sampled);
        for (GraphView.Area area : view.areas()) {
            if (view.areas().size() > 1) {
                line("");
                line("== %s ==", area.title());
            }
            line("");
            line("Sources");
            view.sources().stream()
                    .filter(source -> source.area().equals(area.key()))
                    .forEach(this::source);
            line("");
            line("Nodes, each behind everything it reads");
            view.nodes().stream().filter(node -> node.area().equals(area.key())).forEach(this::node);
        }
        if (!view.notes().isEmpty()) {
            line("");
            line("Notes");
            view.notes().forEach(note -> line("  %s", note));
        }
    }

    private void source(GraphView.Source source) {
        line("  %s", source.label());
        readers(source.key());
    }

    private void node(GraphView.Node node) {
        String parameters = node.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + NumberText.of(entry.getValue()))
                .collect(Collectors.joining(", "));
        line(
                "  %s: %s%s%s%s",
                node.title(),
                node.type().name(),
                parameters.isEmpty() ? "" : "(" + parameters + ")",
                node.policies().stream().map(word -> ", " + word).collect(Collectors.joining()),
                node.kind() == GraphView.Kind.STRATEGY ? ", a strategy" : "");
        detail("reads", inputs.getOrDefault(node.key(), List.of()), TextRenderer::read);
        line("      warm-up    %s", node.warmUp());
        readers(node.key());
        detail("mutable", node.mutable(), name -> name);
        detail("publishes", node.published(), GraphView.Output::name);
    }

    private static String read(GraphView.Edge edge) {
        return edge.reference() + (edge.role().isEmpty() ? "" : " (" + edge.role() + ")");
    }

    private void readers(String key) {
        List<GraphView.Edge> edges = readers.getOrDefault(key, List.of());
        detail("triggers", edges.stream().filter(GraphView.Edge::triggers).toList(), GraphView.Edge::to);
        detail("sampled by", edges.stream().filter(edge -> !edge.triggers()).toList(), GraphView.Edge::to);
    }

    private <T> void detail(String name, List<T> values, Function<T, String> text) {
        List<String> words =
                new ArrayList<>(values.stream().map(text).distinct().toList());
        if (!words.isEmpty()) {
            line("      %-10s %s", name, String.join(", ", words));
        }
    }

    private static String count(int count, String word) {
        String plural = word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
        return count + " " + (count == 1 ? word : plural);
    }

    private void line(String format, Object... values) {
        out.append(String.format(java.util.Locale.ROOT, format, values)).append('\n');
    }
}
