// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.codecs.time.EpochTime;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.Engine;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.SummarySink;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Prints what a run did and what came out of it. */
final class RunReport {
    private final Engine engine;
    private final Graph graph;
    private final OutputNames names;
    private final SummarySink summary;
    private final PrintWriter out;

    RunReport(Engine engine, Graph graph, OutputNames names, SummarySink summary, PrintWriter out) {
        this.engine = engine;
        this.graph = graph;
        this.names = names;
        this.summary = summary;
        this.out = out;
    }

    void print(long elapsedNs) {
        GraphProcessor processor = engine.processor();
        line("Events", "%,d, of which late trades %,d", processor.eventCount(), processor.lateTradeCount());
        line("Candles", "%s", candles(processor));
        indicators();
        signals();
        if (summary.faultCount() > 0) {
            faults();
        }
        line("Outputs", "%,d", processor.outputCount());
        line("Throughput", "%,.0f events/s", engine.journalEvents() * 1e9 / elapsedNs);
        serviceTime();
        troubles(processor);
        line(
                "Journal",
                "%,d bytes in %,d frames, %.1f bytes per event",
                engine.journalBytes(),
                engine.journalFrames(),
                (double) engine.journalBytes() / Math.max(1, engine.journalEvents()));
        if (engine.journalForceCount() > 0) {
            line("Durability", "power: the disk was waited for %,d times", engine.journalForceCount());
        }
    }

    private String candles(GraphProcessor processor) {
        List<Bars> bars = graph.template().bars();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            String timeframe = Timeframe.format(bars.get(i).timeframeNs());
            text.append(i == 0 ? "" : ", ")
                    .append(String.format(Locale.ROOT, "Candle(%s) %,d", timeframe, processor.candleCount(i)));
        }
        return bars.isEmpty() ? "none, as no node reads any" : text.toString();
    }

    private void indicators() {
        Map<Integer, SummarySink.Output> byId =
                summary.outputs().stream().collect(Collectors.toMap(SummarySink.Output::outputId, Function.identity()));
        line("Indicators", "last value, number of values");
        for (PublishedOutput output : graph.outputs()) {
            if (output.slot().spec().kind() != ValueKind.SIGNAL) {
                SummarySink.Output last = byId.get(output.id());
                out.printf(
                        Locale.ROOT,
                        "    %-28s %22s %,12d%n",
                        output.name(),
                        last == null ? "none" : last.lastValue(),
                        last == null ? 0 : last.valueCount());
            }
        }
    }

    private void signals() {
        Map<Integer, SummarySink.Strategy> byId = summary.strategies().stream()
                .collect(Collectors.toMap(SummarySink.Strategy::outputId, Function.identity()));
        line("Signals", "by strategy, the last %d of each", SummarySink.RECENT_COUNT);
        for (PublishedOutput output : graph.outputs()) {
            if (output.slot().spec().kind() == ValueKind.SIGNAL) {
                SummarySink.Strategy strategy = byId.get(output.id());
                out.printf(
                        Locale.ROOT,
                        "    %-28s BUY %,d, SELL %,d%n",
                        output.name(),
                        strategy == null ? 0 : strategy.buyCount(),
                        strategy == null ? 0 : strategy.sellCount());
                if (strategy != null) {
                    strategy.recent().forEach(signal -> signal(output.id(), signal));
                }
            }
        }
    }

    private void signal(int outputId, SummarySink.Signal signal) {
        out.printf(
                Locale.ROOT,
                "        %s  %s  %-4s at %s, strength %.6g, %s%n",
                EpochTime.format(signal.cycleTimeNs()),
                names.symbol(signal.symbolId()),
                signal.side(),
                signal.referencePrice(),
                signal.strength(),
                names.reason(outputId, signal.reason()));
    }

    private void faults() {
        line(
                "Faults",
                "%,d; the last %d:",
                summary.faultCount(),
                summary.recentFaults().size());
        for (SummarySink.Fault fault : summary.recentFaults()) {
            out.printf(
                    Locale.ROOT,
                    "    %s of %s at event %,d: %s%n",
                    graph.nodeIds().get(fault.nodeId()),
                    names.symbol(fault.symbolId()),
                    fault.sequence(),
                    fault.cause());
        }
    }

    private void serviceTime() {
        Histogram times = engine.serviceTimesNs();
        line(
                "Service time",
                "per event on the engine thread, journal included, %,d sampled:%n"
                        + "    p50 %,d ns, p90 %,d ns, p99 %,d ns, p99.9 %,d ns, max %,d ns",
                times.getTotalCount(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(90),
                times.getValueAtPercentile(99),
                times.getValueAtPercentile(99.9),
                times.getMaxValue());
        line("Checkpoints", "%,d, the longest took %,d ns", engine.checkpointCount(), engine.checkpointTimeNsMax());
    }

    /** What a healthy run has none of. */
    private void troubles(GraphProcessor processor) {
        troubles("values withdrawn because they were not finite", processor.nonFiniteCount());
        troubles("trades outside of every session, in no bar", processor.outsideTradeCount());
        troubles("external bars that came too late", processor.lateCandleCount());
        troubles("changes of parameters and resets refused", processor.refusedCount());
        troubles("events ignored, of unknown kinds or undefined symbols", processor.ignoredEventCount());
        troubles("times that the journal's disk had no room", engine.journalFullCount());
        troubles("waits of the engine for a full outbound ring", engine.outboundBackPressureCount());
    }

    private void troubles(String what, long count) {
        if (count > 0) {
            line("Note", "%,d %s", count, what);
        }
    }

    private void line(String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-13s", name);
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
