// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.elk.alg.layered.options.GraphCompactionStrategy;
import org.eclipse.elk.alg.layered.options.LayerUnzippingStrategy;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.math.KVectorChain;
import org.eclipse.elk.core.options.Alignment;
import org.eclipse.elk.core.options.BoxLayouterOptions;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortLabelPlacement;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.BoxLayoutProvider.PackingMode;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkGraphElement;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.ElkShape;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays a view out with the layered algorithm of the Eclipse Layout Kernel: from left to right, clusters as boxes around
 * what they hold, edges as horizontal and vertical lines. The same view is always laid out alike.
 */
final class ElkLayout {
    private static final double MARGIN = 24;
    private static final double CLUSTER_PADDING = 20;
    /** Room for the label of a cluster or area. */
    private static final double CLUSTER_HEAD = 40;
    /** Width by height that the parts of a graph are packed to: that of a screen. */
    private static final double ASPECT_RATIO = 1.6;

    /** Never fails, and takes seconds for thousands of nodes. */
    private static final Way CLEAR_WAY = new Way(false, 1);

    /** Ways that make less of a picture of many nodes: narrow gaps, and a long column of nodes set as two or three. */
    private static final List<Way> DENSE_WAYS = List.of(new Way(true, 1), new Way(true, 2), new Way(true, 3));

    /** From here on the dense ways take too long. */
    private static final int LARGE_NODE_COUNT = 1_000;

    /** How much smaller a screen must do before a denser picture is taken for a clearer one. */
    private static final double DENSE_GAIN = 1.25;

    /**
     * A way to lay out.
     *
     * @param isDense whether nodes are placed by the network simplex, and then pushed together.
     * @param layerSplit how many columns the nodes of one layer may take.
     */
    private record Way(boolean isDense, int layerSplit) {}

    private final GraphView view;
    private final Map<String, Card> cards;
    private final Map<String, String> parts;
    private final Way way;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> areas = new LinkedHashMap<>();
    private final Map<String, ElkNode> partFrames = new HashMap<>();
    private final Map<String, ElkNode> clusters = new LinkedHashMap<>();
    private final Map<String, ElkNode> boxes = new LinkedHashMap<>();
    private final Map<String, ElkPort> outputPorts = new HashMap<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    private ElkLayout(GraphView view, Map<String, Card> cards, Map<String, String> parts, Way way) {
        this.view = view;
        this.cards = cards;
        this.parts = parts;
        this.way = way;
    }

    /**
     * {@return where everything stands}
     *
     * @param view what is drawn.
     * @param cards the text of each source and node, by key.
     */
    static Drawing of(GraphView view, Map<String, Card> cards) {
        Map<String, String> parts = Parts.of(view);
        Drawing clear = new ElkLayout(view, cards, parts, CLEAR_WAY).layOut();
        if (view.nodes().size() >= LARGE_NODE_COUNT) {
            return clear;
        }
        return DENSE_WAYS.stream()
                .flatMap(way -> new ElkLayout(view, cards, parts, way).tryToLayOut().stream())
                .min(Comparator.comparingDouble(ElkLayout::screenHeight))
                .filter(dense -> screenHeight(clear) > DENSE_GAIN * screenHeight(dense))
                .orElse(clear);
    }

    /** The height of the smallest screen that shows the whole. */
    private static double screenHeight(Drawing drawing) {
        return Math.max(drawing.height(), drawing.width() / ASPECT_RATIO);
    }

    /** The library's compaction refuses rare graphs, with one exception or another. */
    private Optional<Drawing> tryToLayOut() {
        try {
            return Optional.of(layOut());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Drawing layOut() {
        addRoot();
        view.sources().forEach(source -> addBox(source.key(), source.area(), source.cluster()));
        view.nodes().forEach(node -> addBox(node.key(), node.area(), node.cluster()));
        view.edges().forEach(this::addEdge);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return drawing();
    }

    private boolean hasManyAreas() {
        return view.areas().size() > 1;
    }

    /**
     * The parts of an only area are laid out one by one and packed like boxes. Several areas are laid out as one, for
     * there may be edges from one to the other.
     */
    private void addRoot() {
        if (hasManyAreas()) {
            layered(root, new ElkPadding(MARGIN));
            view.areas().forEach(area -> areas.put(area.key(), layered(root, CLUSTER_HEAD, CLUSTER_PADDING)));
        } else {
            root.setProperty(CoreOptions.ALGORITHM, BoxLayouterOptions.ALGORITHM_ID);
            root.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
            root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
            root.setProperty(CoreOptions.SPACING_NODE_NODE, MARGIN);
            root.setProperty(BoxLayouterOptions.BOX_PACKING_MODE, PackingMode.GROUP_DEC);
        }
    }

    private ElkNode layered(ElkNode parent, double head, double padding) {
        ElkNode frame = ElkGraphUtil.createNode(parent);
        layered(frame, new ElkPadding(head, padding, padding, padding));
        return frame;
    }

    private void layered(ElkNode node, ElkPadding padding) {
        node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        node.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(CoreOptions.PADDING, padding);
        node.setProperty(CoreOptions.ALIGNMENT, Alignment.LEFT);
        node.setProperty(CoreOptions.SPACING_NODE_NODE, 18.0);
        node.setProperty(CoreOptions.SPACING_EDGE_NODE, 12.0);
        node.setProperty(CoreOptions.SPACING_EDGE_EDGE, 8.0);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 36.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        if (way.isDense()) {
            node.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
            node.setProperty(LayeredOptions.COMPACTION_POST_COMPACTION_STRATEGY, GraphCompactionStrategy.LEFT);
        }
        if (way.layerSplit() > 1) {
            node.setProperty(LayeredOptions.LAYER_UNZIPPING_STRATEGY, LayerUnzippingStrategy.ALTERNATING);
            node.setProperty(LayeredOptions.LAYER_UNZIPPING_LAYER_SPLIT, way.layerSplit());
        }
    }

    private void addBox(String key, String area, String cluster) {
        ElkNode frame = hasManyAreas()
                ? areas.get(area)
                : partFrames.computeIfAbsent(parts.get(key), part -> layered(root, 0, 0));
        if (cluster != null) {
            ElkNode around = frame;
            frame = clusters.computeIfAbsent(cluster, one -> layered(around, CLUSTER_HEAD, CLUSTER_PADDING));
        }
        ElkNode box = ElkGraphUtil.createNode(frame);
        box.setProperty(CoreOptions.ALIGNMENT, Alignment.LEFT);
        box.setProperty(
                CoreOptions.NODE_SIZE_MINIMUM,
                new KVector(cards.get(key).width(), cards.get(key).height()));
        box.setProperty(
                CoreOptions.NODE_SIZE_CONSTRAINTS,
                EnumSet.of(SizeConstraint.MINIMUM_SIZE, SizeConstraint.PORTS, SizeConstraint.PORT_LABELS));
        box.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
        box.setProperty(CoreOptions.SPACING_LABEL_PORT_VERTICAL, 3.0);
        box.setProperty(CoreOptions.PORT_LABELS_PLACEMENT, EnumSet.of(PortLabelPlacement.OUTSIDE));
        if (way.layerSplit() > 1) {
            box.setProperty(LayeredOptions.LAYER_UNZIPPING_LAYER_SPLIT, way.layerSplit());
        }
        boxes.put(key, box);
    }

    private void addEdge(GraphView.Edge edge) {
        edges.add(ElkGraphUtil.createSimpleEdge(outputPort(edge), port(edge.to(), PortSide.WEST)));
    }

    /** All edges of one output leave at one place, and so run as one line for as long as they can. */
    private ElkPort outputPort(GraphView.Edge edge) {
        String name = edge.isSelected() ? edge.output() : "";
        return outputPorts.computeIfAbsent(edge.from() + "." + name, key -> {
            ElkPort port = port(edge.from(), PortSide.EAST);
            if (!name.isEmpty()) {
                ElkLabel label = ElkGraphUtil.createLabel(name, port);
                label.setDimensions(Card.textWidth(name, SvgRenderer.LABEL_SIZE), SvgRenderer.LABEL_SIZE);
            }
            return port;
        });
    }

    private ElkPort port(String key, PortSide side) {
        ElkPort port = ElkGraphUtil.createPort(boxes.get(key));
        port.setProperty(CoreOptions.PORT_SIDE, side);
        return port;
    }

    private Drawing drawing() {
        List<Drawing.Label> labels = new ArrayList<>();
        boxes.forEach((key, box) -> box.getPorts()
                .forEach(port -> port.getLabels().forEach(label -> {
                    KVector corner = corner(label);
                    labels.add(new Drawing.Label(key, label.getText(), corner.x, corner.y + label.getHeight()));
                })));
        return new Drawing(
                root.getWidth(),
                root.getHeight(),
                rectangles(areas),
                rectangles(clusters),
                rectangles(boxes),
                edges.stream().map(ElkLayout::route).toList(),
                labels);
    }

    private static Map<String, Drawing.Box> rectangles(Map<String, ElkNode> nodes) {
        Map<String, Drawing.Box> rectangles = new LinkedHashMap<>();
        nodes.forEach((key, node) -> {
            KVector corner = corner(node);
            rectangles.put(key, new Drawing.Box(corner.x, corner.y, node.getWidth(), node.getHeight()));
        });
        return rectangles;
    }

    private static Drawing.Route route(ElkEdge edge) {
        KVector origin = corner(edge.getContainingNode());
        List<Drawing.Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(point(origin, section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> points.add(point(origin, bend.getX(), bend.getY())));
            points.add(point(origin, section.getEndX(), section.getEndY()));
        }
        KVectorChain junctions = edge.getProperty(CoreOptions.JUNCTION_POINTS);
        return new Drawing.Route(
                points,
                junctions.stream()
                        .map(junction -> point(origin, junction.x, junction.y))
                        .toList());
    }

    private static Drawing.Point point(KVector origin, double x, double y) {
        return new Drawing.Point(origin.x + x, origin.y + y);
    }

    /** ELK places everything relative to what holds it. */
    private static KVector corner(ElkGraphElement element) {
        KVector corner = new KVector();
        for (Object each = element; each instanceof ElkShape shape; each = shape.eContainer()) {
            corner.add(shape.getX(), shape.getY());
        }
        return corner;
    }
}
