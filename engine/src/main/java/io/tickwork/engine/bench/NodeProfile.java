// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.plan.CycleKind;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.OutboundPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of rounds goes: how many samples of the program counter, taken by the JVM's own profiler a thousand
 * times a second at most, fell into each node. Timing nodes one by one would cost more than most of them do, and would
 * keep the JIT from fusing them; samples cost nothing where they are not taken.
 *
 * <p>The JVM must have been started with {@code -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints}: otherwise it
 * knows places only at safepoints, and books a node's time on one behind it.
 *
 * @param symbolNodes samples of the nodes of symbols, by index of the node.
 * @param groupNodes samples of the nodes of groups, by index of the node.
 * @param others samples outside of nodes.
 */
public record NodeProfile(
        SortedMap<Integer, Long> symbolNodes, SortedMap<Integer, Long> groupNodes, Map<Part, Long> others) {
    /** What the processor hands the outputs of a cycle to; of its own package, so not to be named otherwise. */
    private static final String EMITTER = GraphProcessor.class.getPackageName() + ".CycleEmitter";

    private static final Duration SAMPLE_PERIOD = Duration.ofMillis(1);

    /** What is not a node. */
    public enum Part {
        /** Putting trades into bars, and closing bars. */
        BARS,
        /** Finding what leaves the graph, its digest, and encoding it. */
        OUTPUTS,
        /** Code of the plan between nodes. */
        PLAN,
        /** Decoding events, sources of symbols, boundaries that are due. */
        EVENTS
    }

    /**
     * Takes samples of work of this thread.
     *
     * @param work plays a tape, and may do other things, which are not counted.
     * @return where its time went.
     * @throws IOException when what the profiler recorded cannot be written to the directory of temporary files.
     */
    public static NodeProfile of(Runnable work) throws IOException {
        Path file = Files.createTempFile("tickwork-profile-", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE_PERIOD);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
            NodeProfile profile = new NodeProfile(new TreeMap<>(), new TreeMap<>(), new EnumMap<>(Part.class));
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    profile.add(event.getStackTrace().getFrames());
                }
            }
            return profile;
        } finally {
            Files.delete(file);
        }
    }

    /**
     * {@return the number of samples outside of nodes}
     *
     * @param part of what else there is.
     */
    public long of(Part part) {
        return others.getOrDefault(part, 0L);
    }

    /** {@return the number of samples} */
    public long count() {
        return sum(symbolNodes) + sum(groupNodes) + sum(others);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().collect(Collectors.summingLong(count -> count));
    }

    /** The innermost frame that belongs to something decides. */
    private void add(List<RecordedFrame> innermostFirst) {
        Part part = Part.EVENTS;
        for (RecordedFrame frame : innermostFirst) {
            String owner = frame.getMethod().getType().getName();
            String method = frame.getMethod().getName();
            int node = frame.getLineNumber() - 1; // see PlanCompiler
            if (owner.equals(GraphBench.class.getName()) && method.equals("play")) {
                others.merge(part, 1L, Long::sum);
                return;
            }
            if (owner.equals(PlanCompiler.CLASS_NAME) && node >= 0) {
                boolean isOfGroup = method.startsWith(CycleKind.GROUP.methodName());
                (isOfGroup ? groupNodes : symbolNodes).merge(node, 1L, Long::sum);
                return;
            }
            if (part == Part.EVENTS) {
                part = partOf(owner, method);
            }
        }
    }

    private static Part partOf(String owner, String method) {
        if (owner.equals(CandleAggregator.class.getName())) {
            return Part.BARS;
        }
        if (owner.equals(EMITTER)
                || owner.equals(OutboundPublisher.class.getName())
                || method.contains(PlanCompiler.OUTPUTS_METHOD)) {
            return Part.OUTPUTS;
        }
        return owner.equals(PlanCompiler.CLASS_NAME) ? Part.PLAN : Part.EVENTS;
    }
}
