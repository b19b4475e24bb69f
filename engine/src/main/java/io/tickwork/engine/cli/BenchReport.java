// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.run.Digest;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What all processes of a graph found.
 *
 * @param name of the graph, for the report.
 * @param nodeCount nodes that run.
 * @param publishedCount outputs that leave.
 * @param measured by each process.
 * @param nsPerEvent on the clock.
 * @param cpuNsPerEvent of the CPU.
 * @param bytesPerEvent allocated, the most of all processes.
 * @param timesNs times of single events of all processes.
 * @param profiled where the time goes.
 */
record BenchReport(
        String name,
        int nodeCount,
        int publishedCount,
        List<BenchProcess.Measured> measured,
        Figure nsPerEvent,
        Figure cpuNsPerEvent,
        double bytesPerEvent,
        Histogram timesNs,
        BenchProcess.Profiled profiled) {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final int NODES_SHOWN = 20;
    /** Of ten samples, a third more or less is chance. */
    private static final int SAMPLES_MIN = 10;

    private static final double NS_PER_S = 1e9;

    /**
     * A figure of several processes.
     *
     * @param median of what they found.
     * @param spread half the distance from the least to the greatest.
     */
    record Figure(double median, double spread) {
        static Figure of(List<BenchProcess.Measured> all, ToDoubleFunction<BenchProcess.Measured> value) {
            List<Double> values = all.stream().map(value::applyAsDouble).toList();
            return new Figure(middle(values), (Collections.max(values) - Collections.min(values)) / 2);
        }
    }

    static BenchReport of(
            List<Path> files, Graph graph, List<BenchProcess.Measured> measured, BenchProcess.Profiled profiled) {
        String name = files.isEmpty()
                ? "the graph by default"
                : files.stream().map(Path::toString).collect(Collectors.joining(", "));
        Histogram timesNs = new Histogram(3);
        measured.forEach(each -> timesNs.add(decoded(each.timesNs())));
        return new BenchReport(
                name,
                graph.nodeCount(),
                graph.outputs().size(),
                measured,
                Figure.of(measured, BenchProcess.Measured::nsPerEvent),
                Figure.of(measured, BenchProcess.Measured::cpuNsPerEvent),
                measured.stream()
                        .mapToDouble(BenchProcess.Measured::bytesPerEvent)
                        .max()
                        .orElseThrow(),
                timesNs,
                profiled);
    }

    private static Histogram decoded(String timesNs) {
        return Histogram.decodeFromByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(timesNs)), 0);
    }

    /** {@return the value in the middle, of an even number the greater of the two} @param values at least one. */
    static double middle(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** {@return how many times as much CPU an event takes as in another graph, process by process} */
    private Figure ratioTo(BenchReport other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            ratios.add(measured.get(i).cpuNsPerEvent() / other.measured.get(i).cpuNsPerEvent());
        }
        return new Figure(middle(ratios), (Collections.max(ratios) - Collections.min(ratios)) / 2);
    }

    static void print(String events, List<BenchReport> reports, PrintWriter out) {
        line(out, "Events", "%s", events);
        line(out, "Machine", "%s", machine());
        for (BenchReport report : reports) {
            report.print(out);
        }
        if (reports.size() > 1) {
            Figure ratio = reports.get(1).ratioTo(reports.get(0));
            line(
                    out,
                    "Compared",
                    "an event takes %.3f ± %.3f times as much CPU in %s as in %s",
                    ratio.median(),
                    ratio.spread(),
                    reports.get(1).name,
                    reports.get(0).name);
        }
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    private void print(PrintWriter out) {
        BenchProcess.Measured first = measured.get(0);
        line(out, "Graph", "%s: %,d nodes, %,d outputs that leave", name, nodeCount, publishedCount);
        line(
                out,
                "Answer",
                "the interpreter's in every round: %s",
                ReplayReport.hashes(first.outputsHash(), first.stateHash()));
        line(
                out,
                "Processes",
                "%d, warm after %s, then %s rounds",
                measured.size(),
                measured.stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%.1f s%s",
                                each.warmUpNs() / NS_PER_S,
                                each.settled() ? "" : " (the JIT was still at work)"))
                        .collect(Collectors.joining(", ")),
                measured.stream().map(each -> Long.toString(each.rounds())).collect(Collectors.joining(", ")));
        line(
                out,
                "Per event",
                "%.1f ± %.1f ns on the clock, %.1f ± %.1f of CPU; %.2f outputs",
                nsPerEvent.median(),
                nsPerEvent.spread(),
                cpuNsPerEvent.median(),
                cpuNsPerEvent.spread(),
                (double) first.outputs() / first.events());
        line(out, "Allocated", "%.3f bytes per event", bytesPerEvent);
        line(
                out,
                "Single events",
                "%s ns, of which %d are the clock's",
                percentiles().entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")),
                first.clockNs());
        nodes(out);
    }

    private Map<String, Long> percentiles() {
        Map<String, Long> values = new LinkedHashMap<>();
        for (double percentile : PERCENTILES) {
            String key = percentile == 100
                    ? "max"
                    : "p" + (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : percentile);
            values.put(key, timesNs.getValueAtPercentile(percentile));
        }
        return values;
    }

    private void nodes(PrintWriter out) {
        line(out, "Nodes", "CPU, by %,d samples of a process of its own", profiled.samples());
        row(out, "node", "type", "share", "ns/event", "runs/event", "ns/run");
        List<BenchProcess.NodeSamples> byTime = new ArrayList<>(profiled.nodes());
        byTime.sort(Comparator.comparingLong(BenchProcess.NodeSamples::samples).reversed());
        int shown = Math.min(NODES_SHOWN, byTime.size());
        for (BenchProcess.NodeSamples node : byTime.subList(0, shown)) {
            Double nsPerRun = nsPerRun(node);
            row(
                    out,
                    node.id(),
                    node.type(),
                    percent(share(node.samples())),
                    number(ns(node.samples())),
                    String.format(Locale.ROOT, "%.3f", node.runsPerEvent()),
                    nsPerRun == null ? "" : number(nsPerRun));
        }
        List<BenchProcess.NodeSamples> more = byTime.subList(shown, byTime.size());
        if (!more.isEmpty()) {
            part(
                    out,
                    "and " + more.size() + " more",
                    more.stream().mapToLong(BenchProcess.NodeSamples::samples).sum());
        }
        part(out, "(bars)", profiled.bars());
        part(out, "(outputs)", profiled.outputs());
        part(out, "(plan)", profiled.plan());
        part(out, "(events)", profiled.events());
    }

    private void part(PrintWriter out, String name, long samples) {
        row(out, name, "", percent(share(samples)), number(ns(samples)), "", "");
    }

    private double share(long samples) {
        return samples / (double) Math.max(1, profiled.samples());
    }

    private double ns(long samples) {
        return share(samples) * cpuNsPerEvent.median();
    }

    /** {@return what a node takes when it runs; null where there are too few samples to tell} */
    private Double nsPerRun(BenchProcess.NodeSamples node) {
        return node.samples() < SAMPLES_MIN ? null : ns(node.samples()) / node.runsPerEvent();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static void row(
            PrintWriter out, String node, String type, String share, String ns, String runs, String nsPerRun) {
        String text =
                String.format(Locale.ROOT, "    %-28s %-20s %8s %10s %11s %9s", node, type, share, ns, runs, nsPerRun);
        out.println(text.stripTrailing());
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-14s", name);
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** A node as it is printed; the names are keys that scripts rely on. */
    private record NodeDescription(
            String node, String type, long samples, double nsPerEvent, double runsPerEvent, Double nsPerRun) {}

    /** A process as it is printed. */
    private record ProcessDescription(
            boolean settled, double warmUpSeconds, long rounds, double nsPerEvent, double cpuNsPerEvent) {}

    /** A graph as it is printed. */
    private record GraphDescription(
            String graph,
            int nodes,
            long events,
            String outputsHash,
            String stateHash,
            double nsPerEvent,
            double nsPerEventSpread,
            double cpuNsPerEvent,
            double cpuNsPerEventSpread,
            double bytesPerEvent,
            double outputsPerEvent,
            long clockNs,
            Map<String, Long> eventTimesNs,
            List<ProcessDescription> processes,
            long samples,
            List<NodeDescription> byNode,
            Map<String, Double> elsewhereNsPerEvent) {}

    /** All of it. */
    private record Description(
            String events, String machine, List<GraphDescription> graphs, Double ratio, Double ratioSpread) {}

    static Object json(String events, List<BenchReport> reports) {
        Figure ratio = reports.size() > 1 ? reports.get(1).ratioTo(reports.get(0)) : null;
        return new Description(
                events,
                machine(),
                reports.stream().map(BenchReport::describe).toList(),
                ratio == null ? null : ratio.median(),
                ratio == null ? null : ratio.spread());
    }

    private GraphDescription describe() {
        BenchProcess.Measured first = measured.get(0);
        Map<String, Double> others = new LinkedHashMap<>();
        others.put("bars", ns(profiled.bars()));
        others.put("outputs", ns(profiled.outputs()));
        others.put("plan", ns(profiled.plan()));
        others.put("events", ns(profiled.events()));
        return new GraphDescription(
                name,
                nodeCount,
                first.events(),
                Digest.format(first.outputsHash()),
                Digest.format(first.stateHash()),
                nsPerEvent.median(),
                nsPerEvent.spread(),
                cpuNsPerEvent.median(),
                cpuNsPerEvent.spread(),
                bytesPerEvent,
                (double) first.outputs() / first.events(),
                first.clockNs(),
                percentiles(),
                measured.stream()
                        .map(each -> new ProcessDescription(
                                each.settled(),
                                each.warmUpNs() / NS_PER_S,
                                each.rounds(),
                                each.nsPerEvent(),
                                each.cpuNsPerEvent()))
                        .toList(),
                profiled.samples(),
                profiled.nodes().stream()
                        .map(node -> new NodeDescription(
                                node.id(),
                                node.type(),
                                node.samples(),
                                ns(node.samples()),
                                node.runsPerEvent(),
                                nsPerRun(node)))
                        .toList(),
                others);
    }
}
