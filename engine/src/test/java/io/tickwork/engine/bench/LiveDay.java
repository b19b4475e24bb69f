// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeResetEncoder;
import io.tickwork.codecs.sbe.ParameterChangeEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.DoubleOut;
import io.tickwork.dag.node.DoubleParameter;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.agrona.concurrent.UnsafeBuffer;

/** Warms a graph up, then runs another day through the same plans; writes down what code was given up meanwhile. */
final class LiveDay {
    private static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MOST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int TRADES = 10_000;
    private static final int FAULT_INTERVAL = 2_000;
    private static final int FAULT_EVENTS = 40;
    private static final int FRAMES = 12;

    /** As plain as a node that throws can be. */
    record Fuse(DoubleIn input, DoubleOut value, DoubleParameter limit) implements Node {
        static final double LIMIT_MAX = 1e9;

        static final NodeType TYPE = NodeType.named("fuse")
                .doubleInput("input", "Anything.")
                .doubleParameter("limit", 0, LIMIT_MAX, LIMIT_MAX, "Beyond which it throws.")
                .mutable()
                .doubleOutput("value", "The input.")
                .create(w -> new Fuse(w.doubleIn("input"), w.doubleOut("value"), w.mutableDouble("limit")));

        @Override
        public long compute(State s) {
            double now = input.get(s);
            if (now > limit.get(s)) {
                throw new IllegalStateException("blown");
            }
            return value.set(s, now);
        }
    }

    private LiveDay() {}

    private static Graph graph() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(Fuse.TYPE);
        return YamlGraphReader.read(Catalogue.of(types), List.of(new GraphSource("graph.yaml", """
                candles: {7m: external}
                indicators:
                  fast: {type: ema, inputs: [Tick], params: {period: 12}, publish: true}
                  slow: {type: ema, inputs: [Tick], params: {period: 26}}
                  tick: {type: fuse, inputs: [Tick], publish: true}
                  behind: {type: sub, inputs: [Indicator:tick, Indicator:fast], publish: true}
                  score: {type: zscore, inputs: [Indicator:behind], params: {period: 20}, publish: true}
                  quoted: {type: mid, inputs: [Quote], publish: true}
                  deep: {type: depth-imbalance, inputs: [Depth], publish: true}
                  minutes: {type: sma, inputs: [Candle(5m)], params: {period: 2}, publish: true}
                  hours: {type: sma, inputs: [Candle(1h)], params: {period: 2}, publish: true}
                  hour: {type: fuse, inputs: [Candle(1h).close], publish: true}
                  later: {type: sub, inputs: [Indicator:hour, Indicator:hours], publish: true}
                  days: {type: sma, inputs: [Candle(1d)], params: {period: 2}, publish: true}
                  forming: {type: change, inputs: [Candle(5m).forming.close], publish: true}
                  outside: {type: change, inputs: [Candle(7m).close], publish: true}
                  timed: {type: count, inputs: [Timer(1h)], publish: true}
                groups:
                  both: {type: sub, inputs: [rehearsal/tick, rehearsal/quoted], publish: true}
                """)));
    }

    /** @param arguments the file to write. */
    public static void main(String... arguments) throws IOException {
        Graph graph = graph();
        SharedPlans plans = new SharedPlans();
        EventTape day = day(graph, 3);
        boolean isSettled;
        Instant start;
        Path file = Path.of(arguments[0] + ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.Deoptimization").withStackTrace();
            recording.setDestination(file);
            recording.start(); // before anything is warm: to begin, JFR itself has all code given up
            isSettled = new Rehearsal(graph, plans, List.of(day(graph, 2))).run(WINDOW_NS, MOST_NS);
            GraphBench live = new GraphBench(graph, day, plans);
            start = Instant.now();
            live.round();
            recording.stop();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        List<String> lines = new ArrayList<>();
        lines.add("faults " + faultCount(graph, day) + ", given up while it warmed up "
                + events.stream()
                        .filter(event -> event.getStartTime().isBefore(start))
                        .flatMap(event -> givenUp(event).stream())
                        .count()
                + (isSettled ? "" : ", not settled"));
        events.stream()
                .filter(event -> !event.getStartTime().isBefore(start))
                .flatMap(event -> givenUp(event).stream())
                .forEach(lines::add);
        Files.write(Path.of(arguments[0]), lines);
    }

    /** Everything that is made up, and nodes that throw: one at trades, one at the end of hours, each many times. */
    private static EventTape day(Graph graph, long seed) {
        EventTape day = new EventTape();
        Operations operations = new Operations(day);
        int count = 0;
        for (EventTape.Reel reel : EventTape.rehearsal(graph, TRADES, seed).reels()) {
            for (int i = 0; i < reel.offsets().length; i++) {
                int offset = reel.offsets()[i];
                boolean isHour = InboundEvents.templateId(reel.buffer(), offset) == ClockDecoder.TEMPLATE_ID;
                long timeNs = InboundEvents.eventTimeNs(reel.buffer(), offset);
                if (isHour) {
                    operations.limit("hour", 0, timeNs);
                } else if (count % FAULT_INTERVAL == FAULT_INTERVAL - 1) {
                    operations.limit("tick", 0, timeNs);
                }
                day.add(reel.buffer(), offset, reel.length(i));
                if (isHour) {
                    operations.mend("hour", timeNs);
                } else if (count % FAULT_INTERVAL == FAULT_EVENTS) {
                    operations.mend("tick", timeNs);
                }
                count++;
            }
        }
        day.endReel(false);
        return day;
    }

    /** Writes what an operator does. */
    private static final class Operations {
        private final EventTape tape;
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final ParameterChangeEncoder change = new ParameterChangeEncoder();
        private final NodeResetEncoder reset = new NodeResetEncoder();

        Operations(EventTape tape) {
            this.tape = tape;
        }

        void limit(String node, double limit, long timeNs) {
            change.wrapAndApplyHeader(buffer, 0, header);
            InboundEvents.stamp(buffer, 0, timeNs, timeNs, 0);
            change.changesCount(1).next().value(limit).node(node).parameter("limit");
            tape.add(buffer, 0, change.limit());
        }

        void mend(String node, long timeNs) {
            limit(node, Fuse.LIMIT_MAX, timeNs);
            reset.wrapAndApplyHeader(buffer, 0, header);
            InboundEvents.stamp(buffer, 0, timeNs, timeNs, 0);
            reset.node(node);
            tape.add(buffer, 0, reset.limit());
        }
    }

    private static long faultCount(Graph graph, EventTape tape) {
        long[] count = new long[1];
        OutputHandler counter = (OutputHandler) Proxy.newProxyInstance(
                LiveDay.class.getClassLoader(), new Class<?>[] {OutputHandler.class}, (proxy, method, arguments) -> {
                    count[0] += method.getName().equals("onFault") ? 1 : 0;
                    return null;
                });
        GraphProcessor processor = new GraphProcessor(graph, PlanCompiler::compile, counter);
        long sequence = 0;
        for (EventTape.Reel reel : tape.reels()) {
            sequence = GraphBench.play(processor, reel, sequence);
        }
        return count[0];
    }

    /** {@return what there is to say about code that was given up, if a plan was part of it} */
    private static List<String> givenUp(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        List<String> frames = stack == null
                ? List.of()
                : stack.getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName() + ":" + frame.getLineNumber())
                        .limit(FRAMES)
                        .toList();
        boolean isOfPlan = frames.stream().anyMatch(frame -> frame.startsWith(PlanCompiler.CLASS_NAME));
        boolean isKept = event.getString("action").equals("none");
        return isOfPlan && !isKept
                ? List.of(event.getString("reason") + " " + event.getString("action") + " "
                        + event.getString("instruction") + " " + frames)
                : List.of();
    }
}
