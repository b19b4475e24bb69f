// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.SnapshotMode;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.perf.graph.BenchmarkGraph;
import io.tickwork.perf.graph.BenchmarkSources;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Made-up trades, run through the graph of 37 nodes by a live engine, which keeps the journal. */
public final class SyntheticDay {
    private static final List<GraphSource> SOURCES = BenchmarkSources.of(BenchmarkGraph.AVERAGE_COUNT);
    private static final int SOURCE_ID = 1;
    /** All of them. */
    private static final int SNAPSHOTS_KEPT = 1_000;

    private static final long LOOK_INTERVAL_NS = 1_000_000;

    private SyntheticDay() {}

    /** {@return the graph} */
    static Graph graph() {
        return YamlGraphReader.read(BenchmarkSources.catalogue(), SOURCES);
    }

    /**
     * Writes the journal.
     *
     * @param directory new.
     * @param tradeCount how many trades.
     * @param batchLimit the most events of a frame.
     */
    public static void write(Path directory, long tradeCount, int batchLimit) {
        EngineContext context = new EngineContext()
                .graph(graph(), SOURCES)
                .journalDirectory(directory)
                .snapshots(SnapshotMode.INLINE)
                .snapshotsKept(SNAPSHOTS_KEPT)
                .waitMode(WaitMode.YIELDING)
                .batchLimit(batchLimit);
        try (Pipeline pipeline = new Pipeline(
                context,
                (ring, resumed) -> new TradeFeed(
                        new SyntheticTradeSource(tradeCount, 1, SyntheticMarket.DEFAULT),
                        Symbol.named("SYNTH"),
                        new TradePublisher(ring, SOURCE_ID, 0),
                        Pacer.AT_ONCE),
                List.of())) {
            pipeline.start();
            while (!pipeline.isDone()) {
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
        }
    }
}
