// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
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
import io.tickwork.perf.graph.ThresholdSignal;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Made-up trades, run through the graph of 37 nodes by a live engine, which keeps the journal. */
final class SyntheticDay {
    private static final int AVERAGES = 10;
    private static final int SOURCE_ID = 1;
    /** All of them. */
    private static final int SNAPSHOTS_KEPT = 1_000;

    private static final long LOOK_INTERVAL_NS = 1_000_000;

    private SyntheticDay() {}

    /** {@return all types of nodes, and that of the signals} */
    static Catalogue catalogue() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(ThresholdSignal.TYPE);
        return Catalogue.of(types);
    }

    /** Averages of the price, differences of neighbours, a z-score of each difference, and a signal on each score. */
    private static List<GraphSource> sources() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < AVERAGES; i++) {
            yaml.append("average" + i + ": {type: ema, inputs: [Tick], params: {period: " + (5 + 3 * i) + "}}\n");
        }
        for (int i = 0; i < AVERAGES - 1; i++) {
            yaml.append("difference" + i + ": {type: sub, inputs: [average" + i + ", average" + (i + 1) + "]}\n");
            yaml.append("score" + i + ": {type: zscore, inputs: [difference" + i + "], params: {period: 64}}\n");
            yaml.append("signal" + i + ": {type: threshold-signal, inputs: [score" + i + "], publish: true}\n");
        }
        return List.of(new GraphSource("37-nodes.yaml", yaml.toString()));
    }

    static Graph graph() {
        return YamlGraphReader.read(catalogue(), sources());
    }

    /**
     * Writes the journal.
     *
     * @param directory new.
     * @param tradeCount how many trades.
     * @param batchLimit the most events of a frame.
     */
    static void write(Path directory, long tradeCount, int batchLimit) {
        EngineContext context = new EngineContext()
                .graph(graph(), sources())
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
