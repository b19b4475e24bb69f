// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.profile.GraphProfile;
import io.tickwork.engine.profile.GraphProfile.NodeProfile;
import io.tickwork.engine.profile.NodeCounts;
import io.tickwork.engine.view.GraphFormat;
import io.tickwork.engine.view.GraphView;
import io.tickwork.engine.view.GraphViewBuilder;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Shows what nodes did and took: as a table, as JSON, or on the page of the graph. */
final class ProfileReport {
    private static final int PERCENT = 100;

    private final GraphProfile profile;

    ProfileReport(GraphProfile profile) {
        this.profile = profile;
    }

    /** A node as it is printed; the names are keys that scripts rely on. */
    private record NodeDescription(
            String node,
            String type,
            String area,
            double share,
            double totalNs,
            double runNs,
            double runNsP50,
            double runNsP99,
            double runNsMax,
            long samples,
            NodeCounts counts) {}

    /** All of it. */
    private record Description(
            long events,
            double eventNs,
            double profiledEventNs,
            double clockNs,
            double nodesNs,
            List<NodeDescription> nodes) {}

    /** The nodes that took most come first. */
    void print(PrintWriter out) {
        String format = "%-" + width("node", NodeProfile::id) + "s  %-" + width("type", NodeProfile::type)
                + "s %7s %9s %8s %8s %11s %11s %11s %11s%n";
        out.printf(
                format, "node", "type", "share", "ns a run", "p50", "p99", "runs", "triggered", "emissions", "cutoffs");
        List<NodeProfile> nodes = profile.nodes().stream()
                .sorted(Comparator.comparingDouble(NodeProfile::totalNs).reversed())
                .toList();
        for (NodeProfile node : nodes) {
            NodeCounts counts = node.counts();
            out.printf(
                    Locale.ROOT,
                    format,
                    node.id(),
                    node.type(),
                    percent(profile.share(node)),
                    ns(node.runNs()),
                    ns(node.runNsP50()),
                    ns(node.runNsP99()),
                    count(counts.runs()),
                    count(counts.triggered()),
                    count(counts.emissions()),
                    count(counts.cutoffs()));
        }
        for (NodeProfile node : nodes) {
            troubles(node, out);
        }
        out.printf(
                Locale.ROOT,
                "%,d events: %.0f ns an event, of which all nodes %.0f ns%n",
                profile.events(),
                profile.eventNs(),
                profile.events() == 0 ? 0 : profile.totalNs() / profile.events());
        out.println(cost());
    }

    private int width(String heading, Function<NodeProfile, String> column) {
        return profile.nodes().stream()
                .mapToInt(node -> column.apply(node).length())
                .reduce(heading.length(), Math::max);
    }

    /** How far the times are to be believed. */
    private String cost() {
        return String.format(
                Locale.ROOT,
                "Timing took %.0f ns a timed run, which is taken off, and made an event %+.0f %% dearer: %.0f ns",
                profile.clockNs(),
                profile.eventNs() == 0 ? 0 : PERCENT * (profile.profiledEventNs() / profile.eventNs() - 1),
                profile.profiledEventNs());
    }

    private static void troubles(NodeProfile node, PrintWriter out) {
        NodeCounts counts = node.counts();
        trouble(node, "turns without a value in a required input", counts.inputMissing(), out);
        trouble(node, "values withdrawn", counts.withdrawn(), out);
        trouble(node, "values withdrawn because they were not finite", counts.notFinite(), out);
        trouble(node, "faults", counts.faults(), out);
        trouble(node, "turns not taken, in quarantine", counts.quarantined(), out);
    }

    private static void trouble(NodeProfile node, String what, long count, PrintWriter out) {
        if (count > 0) {
            out.printf(Locale.ROOT, "%s: %,d %s%n", node.id(), count, what);
        }
    }

    /** {@return what is printed as JSON} */
    Object described() {
        return new Description(
                profile.events(),
                profile.eventNs(),
                profile.profiledEventNs(),
                profile.clockNs(),
                profile.totalNs(),
                profile.nodes().stream().map(this::describe).toList());
    }

    private NodeDescription describe(NodeProfile node) {
        return new NodeDescription(
                node.id(),
                node.type(),
                node.area().name().toLowerCase(Locale.ROOT),
                profile.share(node),
                node.totalNs(),
                node.runNs(),
                node.runNsP50(),
                node.runNsP99(),
                node.runNsMax(),
                node.samples(),
                node.counts());
    }

    /** {@return the page of the graph, with the profile drawn on it} */
    String page(String title, Graph graph) {
        Map<String, GraphView.Load> loads = new LinkedHashMap<>();
        for (NodeProfile node : profile.nodes()) {
            loads.put(node.id(), load(node));
        }
        String note = String.format(
                Locale.ROOT,
                "Measured over %,d events, of %.0f ns each. The bar in a node is its part of the time of all nodes. %s.",
                profile.events(),
                profile.eventNs(),
                cost());
        return GraphFormat.HTML.render(GraphViewBuilder.of(title, graph).with(loads, note));
    }

    private GraphView.Load load(NodeProfile node) {
        NodeCounts counts = node.counts();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("share of all nodes", percent(profile.share(node)));
        details.put("a run", ns(node.runNs()) + " ns");
        details.put("p50, p99", ns(node.runNsP50()) + ", " + ns(node.runNsP99()) + " ns");
        details.put("runs", count(counts.runs()));
        details.put("triggered", count(counts.triggered()));
        details.put("emissions", count(counts.emissions()));
        details.put("cutoffs", count(counts.cutoffs()));
        details.put("left unchanged", count(counts.unchanged()));
        details.put("withdrawn", count(counts.withdrawn() + counts.notFinite()));
        details.put("faults", count(counts.faults()));
        return new GraphView.Load(
                profile.share(node),
                percent(profile.share(node)) + " = " + ns(node.runNs()) + " ns x " + count(counts.runs()),
                details);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }

    private static String ns(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
