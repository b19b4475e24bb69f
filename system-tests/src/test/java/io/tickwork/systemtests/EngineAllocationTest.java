// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.Engine;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.Topology;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: in steady state the engine thread allocates nothing, the real journal included. Method: the graph of the demo
 * runs until it is warm; then what the JVM counts as allocated by that thread must stand still over windows that each
 * hold closes of all timeframes and checkpoints.
 *
 * <p>The build runs it with the first compiler only (see the POM): escape analysis cannot hide an allocation then, and
 * the JVM does not allocate for recompiling its own code, which it books on the thread that runs into it.
 */
@EnabledIfSystemProperty(named = "tickwork.onlyFirstCompiler", matches = "true")
class EngineAllocationTest {
    private static final int WARM_UP_EVENTS = 1_000_000;
    private static final int WINDOW_EVENTS = 300_000;
    private static final int WINDOWS_MAX = 4;
    private static final int WINDOWS_CLEAN = 2;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({"INLINE, NONE", "INLINE, INLINE", "PARALLEL, INLINE"})
    @Timeout(180)
    void shouldAllocateNothingOnTheEngineThreadInSteadyState(
            Topology topology, SnapshotMode snapshots, @TempDir Path directory) throws IOException {
        List<GraphSource> sources = List.of(source("config/indicators.yaml"), source("config/strategies.yaml"));
        Graph graph = YamlGraphReader.read(Catalogue.load(), sources);
        Engine engine = Engine.create(new EngineContext()
                .graph(graph, sources)
                .journalDirectory(directory.resolve("journal"))
                .checkpointInterval(50_000)
                .topology(topology)
                .snapshots(snapshots)
                .snapshotInterval(100_000)
                .waitMode(WaitMode.YIELDING));
        Feed feed = new TradeFeed(
                new SyntheticTradeSource(WARM_UP_EVENTS + WINDOWS_MAX * WINDOW_EVENTS, 1, SyntheticMarket.DEFAULT),
                Symbol.named("SYNTH"),
                new TradePublisher(engine.inbound(), 1),
                Pacer.AT_ONCE);
        engine.start();
        try {
            List<Long> threadIds = new ArrayList<>(List.of(idOfThread("engine")));
            if (topology == Topology.PARALLEL) {
                threadIds.add(idOfThread("journaler"));
            }
            run(engine, feed, WARM_UP_EVENTS);
            int cleanWindows = 0;
            for (int window = 0; window < WINDOWS_MAX && cleanWindows < WINDOWS_CLEAN; window++) {
                long[] candlesBefore = candleCounts(engine, graph);
                long allocatedBefore = allocatedBytes(threadIds);
                run(engine, feed, WINDOW_EVENTS);
                long allocated = allocatedBytes(threadIds) - allocatedBefore;
                cleanWindows = allocated == 0 ? cleanWindows + 1 : 0;
                assertAllClosed(graph, candlesBefore, candleCounts(engine, graph));
            }
            if (snapshots != SnapshotMode.NONE) {
                assertThat(engine.snapshotCount()).as("snapshots meanwhile").isPositive();
            }
            assertThat(cleanWindows)
                    .as("windows of %d events in a row without a byte, of %d", WINDOW_EVENTS, WINDOWS_MAX)
                    .isEqualTo(WINDOWS_CLEAN);
        } finally {
            engine.close();
            feed.close();
        }
    }

    private long allocatedBytes(List<Long> threadIds) {
        return threadIds.stream().mapToLong(threads::getThreadAllocatedBytes).sum();
    }

    private static void assertAllClosed(Graph graph, long[] before, long[] after) {
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i])
                    .as("closes of %s in the window", graph.template().bars().get(i))
                    .isGreaterThan(before[i]);
        }
    }

    private static GraphSource source(String file) throws IOException {
        return new GraphSource(file, Files.readString(Path.of(System.getProperty("tickwork.root"), file)));
    }

    private long idOfThread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** Plays the bridge: publishes, and takes what comes out. */
    private static void run(Engine engine, Feed feed, int eventCount) {
        long target = feed.publishedCount() + eventCount;
        while (feed.publishedCount() < target || !engine.isIdle()) {
            feed.poll((int) Math.min(256, target - feed.publishedCount()));
            engine.outboundConsumer().poll((ring, first, last) -> {}, Integer.MAX_VALUE);
            assertThat(engine.failure()).isNull();
        }
    }

    private static long[] candleCounts(Engine engine, Graph graph) {
        long[] counts = new long[graph.template().bars().size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = engine.processor().candleCount(i);
        }
        return counts;
    }
}
