// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.List;
import java.util.Map;

/**
 * Where everything stands in a picture. Pixels from the upper left corner, x to the right, y down.
 *
 * @param width of the picture.
 * @param height of the picture.
 * @param areas by key; empty when there is only one.
 * @param clusters by key.
 * @param boxes of sources and nodes, by key.
 * @param routes of the edges, in their order.
 * @param labels of outputs.
 */
record Drawing(
        double width,
        double height,
        Map<String, Box> areas,
        Map<String, Box> clusters,
        Map<String, Box> boxes,
        List<Route> routes,
        List<Label> labels) {

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {}

    /** A place. */
    record Point(double x, double y) {}

    /**
     * The way of an edge.
     *
     * @param points its start, bends and end.
     * @param junctions where edges that have run on top of one another part.
     */
    record Route(List<Point> points, List<Point> junctions) {}

    /**
     * The name of an output beside the box whose it is.
     *
     * @param owner the key of that box.
     * @param text the name.
     * @param x its left end.
     * @param y its base line.
     */
    record Label(String owner, String text, double x, double y) {}
}
