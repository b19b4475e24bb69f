// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.engine.bench.GraphBench;
import io.tickwork.engine.bench.NodeProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@link BenchCommand} starts, once for each measurement: a process that has seen one graph and nothing else
 * measures it and writes what it found as JSON to standard output.
 */
@Command(name = "bench-process")
final class BenchProcess implements Callable<Integer> {
    /** What the JVM of a process that profiles needs, so that samples are booked on the node they fell into. */
    static final List<String> PROFILER_FLAGS = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
    /** So many times as long as it measures a process warms up at most. */
    private static final int WARM_UP_FACTOR = 7;

    private static final int ROUNDS_MIN = 3;
    private static final int CLOCK_READINGS = 100_000;

    @Mixin
    private GraphFiles graphFiles;

    @Mixin
    private BenchData data;

    @Option(names = "--measure-ns")
    private long measureNs;

    @Option(names = "--profile")
    private boolean isProfiling;

    /**
     * What a process measured; the times of events encoded by HdrHistogram.
     *
     * @param settled whether the JIT had nothing left to do.
     * @param warmUpNs how long it took.
     * @param events of a round.
     * @param rounds measured.
     * @param nsPerEvent on the clock, in the median round.
     * @param cpuNsPerEvent of the CPU, in the median round.
     * @param bytesPerEvent allocated.
     * @param outputs of a round.
     * @param outputsHash of a round, as of the interpreter.
     * @param stateHash of a round, as of the interpreter.
     * @param clockNs what a reading of the clock costs, and so is in each time of an event.
     * @param timesNs times of events, encoded.
     */
    record Measured(
            boolean settled,
            long warmUpNs,
            long events,
            long rounds,
            double nsPerEvent,
            double cpuNsPerEvent,
            double bytesPerEvent,
            long outputs,
            long outputsHash,
            long stateHash,
            long clockNs,
            String timesNs) {}

    /**
     * What a process found about a node.
     *
     * @param id of the node.
     * @param type of the node.
     * @param runsPerEvent how often it runs.
     * @param samples that fell into it.
     */
    record NodeSamples(String id, String type, double runsPerEvent, long samples) {}

    /**
     * Where the time of a graph goes, in samples of the program counter.
     *
     * @param nodes in the order of declaration.
     * @param bars putting trades into bars, and closing them.
     * @param outputs what leaves the graph.
     * @param plan the plan between nodes.
     * @param events all else.
     */
    record Profiled(List<NodeSamples> nodes, long bars, long outputs, long plan, long events) {
        long samples() {
            return nodes.stream().mapToLong(NodeSamples::samples).sum() + bars + outputs + plan + events;
        }
    }

    /**
     * Measures, or profiles.
     *
     * @param args options of the graph, of the data, and of this.
     */
    public static void main(String[] args) {
        System.exit(Tickwork.with(new BenchProcess()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Graph graph = graph();
        BenchData.Loaded loaded = data.load();
        GraphBench bench = new GraphBench(graph, loaded.tape());
        GraphBench.Answer answer = bench.interpret();
        long startNs = System.nanoTime();
        boolean isSettled = bench.warmUp(Math.min(measureNs, WINDOW_NS), WARM_UP_FACTOR * measureNs);
        long warmUpNs = System.nanoTime() - startNs;
        Object found = isProfiling
                ? profile(graph, bench, loaded.tape().eventCount())
                : measure(bench, answer, isSettled, warmUpNs);
        System.out.println(JSON.std.asString(found));
        return ExitCode.OK;
    }

    /** Its warnings have been printed by the process that started this one. */
    private Graph graph() {
        Catalogue catalogue = graphFiles.plugins().catalogue();
        if (data.journal() != null && graphFiles.files().isEmpty()) {
            return BenchCommand.graphOf(data.journal(), catalogue);
        }
        return GraphFiles.load(graphFiles.files(), catalogue, new PrintWriter(Writer.nullWriter()))
                .graph();
    }

    private Measured measure(GraphBench bench, GraphBench.Answer answer, boolean isSettled, long warmUpNs) {
        List<GraphBench.Round> rounds = new ArrayList<>();
        long startNs = System.nanoTime();
        while (rounds.size() < ROUNDS_MIN || System.nanoTime() - startNs < measureNs) {
            rounds.add(bench.round());
        }
        timesOfEvents(bench, measureNs / 4); // for the JIT, which has not seen this loop
        Histogram timesNs = timesOfEvents(bench, measureNs / 2);
        long events = rounds.get(0).eventCount();
        return new Measured(
                isSettled,
                warmUpNs,
                events,
                rounds.size(),
                BenchReport.middle(
                        rounds.stream().map(GraphBench.Round::nsPerEvent).toList()),
                BenchReport.middle(
                        rounds.stream().map(GraphBench.Round::cpuNsPerEvent).toList()),
                rounds.stream().mapToLong(GraphBench.Round::allocatedBytes).sum() / (double) (events * rounds.size()),
                answer.outputCount(),
                answer.outputsHash(),
                answer.stateHash(),
                clockNs(),
                encoded(timesNs));
    }

    private static Histogram timesOfEvents(GraphBench bench, long leastNs) {
        Histogram timesNs = GraphBench.histogram();
        long startNs = System.nanoTime();
        do {
            bench.timedRound(timesNs);
        } while (System.nanoTime() - startNs < leastNs);
        return timesNs;
    }

    private static long clockNs() {
        Histogram readingsNs = GraphBench.histogram();
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long startNs = System.nanoTime();
            readingsNs.recordValue(System.nanoTime() - startNs);
        }
        return readingsNs.getValueAtPercentile(50);
    }

    static String encoded(Histogram timesNs) {
        ByteBuffer buffer = ByteBuffer.allocate(timesNs.getNeededByteBufferCapacity());
        int length = timesNs.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private Profiled profile(Graph graph, GraphBench bench, long eventCount) throws IOException {
        NodeProfile profile = NodeProfile.of(() -> {
            long startNs = System.nanoTime();
            do {
                bench.round();
            } while (System.nanoTime() - startNs < measureNs);
        });
        List<NodeSamples> nodes = new ArrayList<>();
        graph.template().nodes().forEach(node -> nodes.add(samples(bench, node, profile.symbolNodes(), eventCount)));
        graph.groups().nodes().forEach(node -> nodes.add(samples(bench, node, profile.groupNodes(), eventCount)));
        return new Profiled(
                nodes,
                profile.of(NodeProfile.Part.BARS),
                profile.of(NodeProfile.Part.OUTPUTS),
                profile.of(NodeProfile.Part.PLAN),
                profile.of(NodeProfile.Part.EVENTS));
    }

    private static NodeSamples samples(GraphBench bench, GraphNode node, Map<Integer, Long> samples, long eventCount) {
        return new NodeSamples(
                node.id(),
                node.type().name(),
                bench.runCount(node) / (double) eventCount,
                samples.getOrDefault(node.index(), 0L));
    }
}
