// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.List;

/** The shapes of a picture, as paths of SVG. */
final class SvgShapes {
    static final double CORNER_RADIUS = 7;

    private static final double BEND_RADIUS = 7;
    private static final double HEAD_LENGTH = 8;
    private static final double HEAD_WIDTH = 7;
    private static final double OPTIONAL_RADIUS = 3;
    private static final double STRIP_WIDTH = 5;
    /** How far the point of a strategy stands out. */
    private static final double POINT_LENGTH = 11;

    private SvgShapes() {}

    /** An edge with its head: filled when it triggers, open when it is sampled, behind a ring when it is optional. */
    static void line(XmlText xml, List<Drawing.Point> points, boolean triggers, boolean required) {
        Drawing.Point end = points.get(points.size() - 1);
        Drawing.Point neck = new Drawing.Point(end.x() - HEAD_LENGTH + 1, end.y());
        xml.empty("path", "class", "line", "d", path(points, neck));
        xml.empty(
                "path",
                "class",
                "head",
                "d",
                "M" + at(end.x() - HEAD_LENGTH, end.y() - HEAD_WIDTH / 2) + "L" + at(end.x(), end.y()) + "L"
                        + at(end.x() - HEAD_LENGTH, end.y() + HEAD_WIDTH / 2) + (triggers ? "Z" : ""));
        if (!required) {
            xml.empty(
                    "circle",
                    "class",
                    "ring",
                    "cx",
                    end.x() - HEAD_LENGTH - OPTIONAL_RADIUS,
                    "cy",
                    end.y(),
                    "r",
                    OPTIONAL_RADIUS);
        }
    }

    /** The points joined by lines with round bends; the last one is replaced. */
    private static String path(List<Drawing.Point> points, Drawing.Point last) {
        StringBuilder path =
                new StringBuilder("M" + at(points.get(0).x(), points.get(0).y()));
        for (int i = 1; i < points.size() - 1; i++) {
            Drawing.Point before = points.get(i - 1);
            Drawing.Point bend = points.get(i);
            Drawing.Point after = i + 1 == points.size() - 1 ? last : points.get(i + 1);
            double radius = Math.min(BEND_RADIUS, Math.min(distance(before, bend), distance(bend, after)) / 2);
            path.append('L').append(towards(bend, before, radius));
            path.append('Q').append(at(bend.x(), bend.y())).append(' ').append(towards(bend, after, radius));
        }
        return path.append('L').append(at(last.x(), last.y())).toString();
    }

    private static String towards(Drawing.Point from, Drawing.Point to, double length) {
        double distance = distance(from, to);
        double share = distance == 0 ? 0 : length / distance;
        return at(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
    }

    private static double distance(Drawing.Point one, Drawing.Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    static String at(double x, double y) {
        return XmlText.number(x) + " " + XmlText.number(y);
    }

    /** A box whose right side is a point: from here signals leave. */
    static String pointed(double width, double height) {
        String radius = XmlText.number(CORNER_RADIUS);
        String corner = "a" + radius + " " + radius + " 0 0 1 ";
        return "M" + at(CORNER_RADIUS, 0) + "H" + XmlText.number(width) + "L" + at(width + POINT_LENGTH, height / 2)
                + "L"
                + at(width, height) + "H" + radius + corner + at(-CORNER_RADIUS, -CORNER_RADIUS) + "V" + radius + corner
                + at(CORNER_RADIUS, -CORNER_RADIUS) + "Z";
    }

    /** The left edge of a box, in the colour of its cluster. */
    static String strip(double height) {
        String radius = XmlText.number(CORNER_RADIUS);
        return "M" + at(CORNER_RADIUS, 0) + "A" + radius + " " + radius + " 0 0 0 " + at(0, CORNER_RADIUS) + "V"
                + XmlText.number(height - CORNER_RADIUS) + "A" + radius + " " + radius + " 0 0 0 "
                + at(CORNER_RADIUS, height) + "H" + XmlText.number(STRIP_WIDTH) + "V0Z";
    }
}
