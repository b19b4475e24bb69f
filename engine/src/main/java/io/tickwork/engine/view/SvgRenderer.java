// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a view as a picture. Its colours are in style sheets beside this class, for light and for dark, and its
 * elements carry the keys of what they show ({@code data-key}, {@code data-edge}), for the script of the page.
 */
final class SvgRenderer {
    static final double LABEL_SIZE = 10;
    /** How many colours the style sheets have for clusters. */
    private static final int COLOUR_COUNT = 8;

    private static final double JUNCTION_RADIUS = 2;
    private static final double HEAT_LEAST = 0.1;
    private static final double HEAT_MOST = 0.4;
    private static final double MARGIN = 24;
    private static final double LEGEND_WIDTH_MIN = 480;
    /** Of the legend beside a picture in a page. */
    private static final double PANEL_WIDTH = 340;

    private final GraphView view;
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final Map<String, Integer> colours = new HashMap<>();
    private final Drawing drawing;
    private final XmlText xml = new XmlText();

    private SvgRenderer(GraphView view) {
        this.view = view;
        view.sources().forEach(source -> cards.put(source.key(), Card.of(source)));
        view.nodes().forEach(node -> cards.put(node.key(), Card.of(node)));
        view.clusters().forEach(cluster -> colours.put(cluster.key(), colours.size() % COLOUR_COUNT));
        drawing = ElkLayout.of(view, cards);
    }

    /** {@return the text of a file of its own} @param view what is drawn. */
    static String render(GraphView view) {
        SvgRenderer renderer = new SvgRenderer(view);
        double width = Math.max(renderer.drawing.width(), LEGEND_WIDTH_MIN);
        double height = renderer.drawing.height() + SvgLegend.write(new XmlText(), width - 2 * MARGIN) + MARGIN;
        start(renderer.xml, width, height);
        renderer.xml
                .leaf(
                        "style",
                        "\n" + Resources.text("graph.css") + "@media (prefers-color-scheme: dark) {\n"
                                + Resources.text("graph-dark.css") + "}\n")
                .line()
                .empty("rect", "class", "background", "width", width, "height", height)
                .line();
        renderer.content();
        renderer.xml.start(
                "g",
                "transform",
                "translate(" + XmlText.number(MARGIN) + " " + XmlText.number(renderer.drawing.height()) + ")");
        SvgLegend.write(renderer.xml, width - 2 * MARGIN);
        return renderer.xml.end().end().line().toString();
    }

    /** {@return the picture as an element of a page that has the style sheets} */
    static String element(GraphView view) {
        SvgRenderer renderer = new SvgRenderer(view);
        start(renderer.xml, renderer.drawing.width(), renderer.drawing.height());
        renderer.content();
        return renderer.xml.end().toString();
    }

    /** {@return the legend as an element of a page that has the style sheets} */
    static String legendElement() {
        double height = SvgLegend.write(new XmlText(), PANEL_WIDTH);
        XmlText xml = new XmlText();
        start(xml, PANEL_WIDTH, height);
        SvgLegend.write(xml, PANEL_WIDTH);
        return xml.end().toString();
    }

    private static void start(XmlText xml, double width, double height) {
        xml.start(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "class",
                        "graph",
                        "viewBox",
                        "0 0 " + XmlText.number(width) + " " + XmlText.number(height),
                        "width",
                        width,
                        "height",
                        height)
                .line();
    }

    private void content() {
        xml.start("g", "class", "viewport").line();
        for (GraphView.Area area : view.areas()) {
            if (drawing.areas().containsKey(area.key())) {
                frame("area", area.title(), drawing.areas().get(area.key()));
            }
        }
        for (GraphView.Cluster cluster : view.clusters()) {
            frame(
                    "cluster c" + colours.get(cluster.key()),
                    cluster.label(),
                    drawing.clusters().get(cluster.key()));
        }
        for (int i = 0; i < view.edges().size(); i++) {
            edge(i, view.edges().get(i), drawing.routes().get(i));
        }
        for (Drawing.Label label : drawing.labels()) {
            xml.leaf(
                            "text",
                            label.text(),
                            "class",
                            "output",
                            "data-owner",
                            label.owner(),
                            "x",
                            label.x(),
                            "y",
                            label.y() - 2)
                    .line();
        }
        view.sources().forEach(this::source);
        view.nodes().forEach(this::node);
        xml.end().line();
    }

    private void frame(String kind, String label, Drawing.Box box) {
        xml.start("g", "class", kind)
                .empty(
                        "rect",
                        "x",
                        box.x(),
                        "y",
                        box.y(),
                        "width",
                        box.width(),
                        "height",
                        box.height(),
                        "rx",
                        2 * SvgShapes.CORNER_RADIUS)
                .leaf("text", label, "x", box.x() + 16, "y", box.y() + 25)
                .end()
                .line();
    }

    private void source(GraphView.Source source) {
        Drawing.Box box = drawing.boxes().get(source.key());
        startBox("source", source.key(), source.cluster(), box);
        xml.leaf("title", source.label());
        xml.empty("rect", "class", "box", "width", box.width(), "height", box.height(), "rx", box.height() / 2);
        xml.leaf(
                "text",
                source.label(),
                "class",
                "id",
                "x",
                box.width() / 2,
                "y",
                box.height() / 2 + Card.TITLE_SIZE / 3,
                "text-anchor",
                "middle");
        xml.end().line();
    }

    private void node(GraphView.Node node) {
        Card card = cards.get(node.key());
        Drawing.Box box = drawing.boxes().get(node.key());
        startBox(node.kind().word(), node.key(), node.cluster(), box);
        xml.leaf("title", node.title() + "\n" + node.type().doc());
        if (node.kind() == GraphView.Kind.STRATEGY) {
            xml.empty("path", "class", "box", "d", SvgShapes.pointed(box.width(), box.height()));
        } else {
            xml.empty(
                    "rect",
                    "class",
                    "box",
                    "width",
                    box.width(),
                    "height",
                    box.height(),
                    "rx",
                    SvgShapes.CORNER_RADIUS);
        }
        if (node.load() != null) {
            heat(node, box);
        }
        xml.empty("path", "class", "strip", "d", SvgShapes.strip(box.height()));
        double y = Card.PADDING_Y + Card.TITLE_SIZE;
        xml.leaf("text", card.title(), "class", "id", "x", Card.PADDING_X, "y", y);
        y += Card.TITLE_HEIGHT - Card.LINE_HEIGHT + 1;
        for (String line : card.details()) {
            y += Card.LINE_HEIGHT;
            xml.leaf("text", line, "class", "detail", "x", Card.PADDING_X, "y", y);
        }
        y += Card.LINE_HEIGHT;
        xml.leaf("text", card.warmUp(), "class", "warm-up", "x", Card.PADDING_X, "y", y);
        if (!card.load().isEmpty()) {
            y += Card.LINE_HEIGHT;
            xml.leaf("text", card.load(), "class", "load", "x", Card.PADDING_X, "y", y);
        }
        if (!card.published().isEmpty()) {
            y += Card.LINE_HEIGHT;
            xml.leaf("text", card.published(), "class", "published", "x", Card.PADDING_X, "y", y);
        }
        xml.end().line();
    }

    /** A bar in the box, as long as its part of the node that takes most, and the darker the longer. */
    private void heat(GraphView.Node node, Drawing.Box box) {
        double most = view.nodes().stream()
                .filter(each -> each.load() != null)
                .mapToDouble(each -> each.load().share())
                .max()
                .orElseThrow();
        double part = most == 0 ? 0 : node.load().share() / most;
        xml.empty(
                "rect",
                "class",
                "heat",
                "width",
                box.width() * part,
                "height",
                box.height(),
                "rx",
                SvgShapes.CORNER_RADIUS,
                "fill-opacity",
                XmlText.number(HEAT_LEAST + (HEAT_MOST - HEAT_LEAST) * part));
    }

    private void startBox(String kind, String key, String cluster, Drawing.Box box) {
        xml.start(
                "g",
                "class",
                "node " + kind + (cluster == null ? "" : " c" + colours.get(cluster)),
                "data-key",
                key,
                "transform",
                "translate(" + XmlText.number(box.x()) + " " + XmlText.number(box.y()) + ")");
    }

    private void edge(int index, GraphView.Edge edge, Drawing.Route route) {
        List<Drawing.Point> points = route.points();
        xml.start(
                "g",
                "class",
                "edge " + (edge.triggers() ? "triggering" : "sampled") + (edge.required() ? "" : " optional"),
                "data-edge",
                index);
        xml.leaf(
                "title",
                edge.reference() + " → " + edge.to() + "." + edge.input()
                        + (edge.role().isEmpty() ? "" : " (" + edge.role() + ")"));
        SvgShapes.line(xml, points, edge.triggers(), edge.required());
        for (Drawing.Point junction : route.junctions()) {
            xml.empty("circle", "class", "junction", "cx", junction.x(), "cy", junction.y(), "r", JUNCTION_RADIUS);
        }
        xml.end().line();
    }
}
