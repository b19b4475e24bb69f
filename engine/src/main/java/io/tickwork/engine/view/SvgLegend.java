// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.List;

/** What the signs of a picture mean: as many to a line as there is room for. */
final class SvgLegend {
    static final double LINE_HEIGHT = 30;

    private static final double GAP = 22;

    private final XmlText xml;
    private final double width;
    private double x;
    private double y;

    private SvgLegend(XmlText xml, double width) {
        this.xml = xml;
        this.width = width;
    }

    /**
     * Writes it.
     *
     * @param xml takes it, from 0 down and to the right.
     * @param width of the lines.
     * @return its height.
     */
    static double write(XmlText xml, double width) {
        SvgLegend legend = new SvgLegend(xml, width);
        legend.edge("triggers", true, true);
        legend.edge("sampled", false, true);
        legend.edge("optional", true, false);
        legend.box("strategy", "strategy");
        legend.box("probe", "probe");
        legend.words("26 × 1m", "warm-up", "before the first value");
        legend.words("→ value", "published", "published");
        return legend.y + LINE_HEIGHT;
    }

    private void edge(String label, boolean triggers, boolean required) {
        begin(42, label);
        xml.start("g", "class", "edge " + (triggers ? "triggering" : "sampled") + (required ? "" : " optional"));
        SvgShapes.line(
                xml, List.of(new Drawing.Point(x, y + 16), new Drawing.Point(x + 34, y + 16)), triggers, required);
        xml.end();
        end(42, label);
    }

    private void box(String kind, String label) {
        begin(40, label);
        xml.start("g", "class", "node " + kind, "transform", "translate(" + SvgShapes.at(x, y + 7) + ")");
        if (kind.equals("strategy")) {
            xml.empty("path", "class", "box", "d", SvgShapes.pointed(22, 18));
        } else {
            xml.empty("rect", "class", "box", "width", 26.0, "height", 18.0, "rx", 5.0);
        }
        xml.end();
        end(40, label);
    }

    private void words(String sample, String kind, String label) {
        double sampleWidth = Card.textWidth(sample, Card.TEXT_SIZE) + 8;
        begin(sampleWidth, label);
        xml.leaf("text", sample, "class", kind, "x", x, "y", y + 20);
        end(sampleWidth, label);
    }

    private void begin(double signWidth, String label) {
        if (x > 0 && x + signWidth + Card.textWidth(label, Card.TEXT_SIZE) > width) {
            x = 0;
            y += LINE_HEIGHT;
        }
    }

    private void end(double signWidth, String label) {
        xml.leaf("text", label, "class", "detail", "x", x + signWidth, "y", y + 20);
        x += signWidth + Card.textWidth(label, Card.TEXT_SIZE) + GAP;
    }
}
