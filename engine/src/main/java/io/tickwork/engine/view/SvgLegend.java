// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.List;

/** The line that says what the signs of a picture mean. */
final class SvgLegend {
    static final double HEIGHT = 46;
    static final double WIDTH = 880;

    private SvgLegend() {}

    static void write(XmlText xml) {
        double x = line(xml, 0, "triggers", true, true);
        x = line(xml, x, "sampled", false, true);
        x = line(xml, x, "optional", true, false);
        xml.start("g", "class", "node strategy", "transform", "translate(" + SvgShapes.at(x, 7) + ")")
                .empty("path", "class", "box", "d", SvgShapes.pointed(22, 18))
                .end();
        x = text(xml, x + 40, "strategy");
        xml.start("g", "class", "node probe", "transform", "translate(" + SvgShapes.at(x, 7) + ")")
                .empty("rect", "class", "box", "width", 26.0, "height", 18.0, "rx", 5.0)
                .end();
        x = text(xml, x + 34, "probe");
        x = text(xml, x, "26 × 1m", "warm-up") - 14;
        x = text(xml, x, "before the first value");
        x = text(xml, x, "→ value", "published") - 14;
        text(xml, x, "published");
    }

    private static double line(XmlText xml, double x, String label, boolean triggers, boolean required) {
        xml.start("g", "class", "edge " + (triggers ? "triggering" : "sampled") + (required ? "" : " optional"));
        SvgShapes.line(xml, List.of(new Drawing.Point(x, 16), new Drawing.Point(x + 34, 16)), triggers, required);
        xml.end();
        return text(xml, x + 42, label);
    }

    private static double text(XmlText xml, double x, String text) {
        return text(xml, x, text, "detail");
    }

    private static double text(XmlText xml, double x, String text, String kind) {
        xml.leaf("text", text, "class", kind, "x", x, "y", 20.0);
        return x + Card.textWidth(text, Card.TEXT_SIZE) + 22;
    }
}
