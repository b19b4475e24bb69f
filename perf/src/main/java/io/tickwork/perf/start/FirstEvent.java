// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.start;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.journal.QueueClasses;
import io.tickwork.perf.graph.BenchmarkSources;
import io.tickwork.ring.WaitMode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that reads a graph, starts an engine with a new journal, runs one trade, and tells how far it was when. */
final class FirstEvent {
    private static final int SOURCE_ID = 1;
    private static final long LOOK_INTERVAL_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private FirstEvent() {}

    /**
     * Runs it. Prints milliseconds: from the start of the JVM to here, for the graph, and from there to behind the
     * trade.
     *
     * @param arguments averages of the graph, and a directory for the journal that is not there yet.
     */
    public static void main(String[] arguments) {
        long jvmMs = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        long beginNs = System.nanoTime();
        List<GraphSource> sources = BenchmarkSources.of(Integer.parseInt(arguments[0]));
        Graph graph = QueueClasses.loadDuring(() -> YamlGraphReader.read(BenchmarkSources.catalogue(), sources));
        long graphNs = System.nanoTime();
        EngineContext context = new EngineContext()
                .graph(graph, sources)
                .journalDirectory(Path.of(arguments[1]))
                .waitMode(WaitMode.YIELDING);
        try (Pipeline pipeline = new Pipeline(
                context,
                (ring, resumed) -> new TradeFeed(
                        new SyntheticTradeSource(1, 1, SyntheticMarket.DEFAULT),
                        Symbol.named("SYNTH"),
                        new TradePublisher(ring, SOURCE_ID, 0),
                        Pacer.AT_ONCE),
                List.of())) {
            pipeline.start();
            while (!pipeline.isDone()) {
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
            long doneNs = System.nanoTime();
            if (pipeline.publishedCount() == 0) {
                throw new IllegalStateException("no trade was published");
            }
            System.out.printf(
                    "%d %d %d%n",
                    jvmMs,
                    TimeUnit.NANOSECONDS.toMillis(graphNs - beginNs),
                    TimeUnit.NANOSECONDS.toMillis(doneNs - graphNs));
        }
    }
}
