// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.engine.feed.TradeSource;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.ring.EventRing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Feeds the trades of a market through an engine, shows how far it is, and reports what came out. */
final class MarketJob {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int SOURCE_ID = 1;

    private final MarketOptions options;
    private final GraphFiles.Loaded loaded;
    private final Market market;
    private final Path journal;
    private final PrintWriter out;

    MarketJob(MarketOptions options, GraphFiles.Loaded loaded, Market market, Path journal, PrintWriter out) {
        this.options = options;
        this.loaded = loaded;
        this.market = market;
        this.journal = journal;
        this.out = out;
    }

    /**
     * How the job ended.
     *
     * @param outputsHash the hash of all outputs.
     * @param stateHash the hash of the final state.
     * @param wasStopped whether it was stopped from outside before the last trade.
     */
    record Result(long outputsHash, long stateHash, boolean wasStopped) {}

    /**
     * Runs to the last trade or until it is stopped, whichever comes first; both end journal and CSV files cleanly.
     * What can be refused is refused before the journal is made, which is never removed once it holds an event; the CSV
     * files are kept only if nothing has failed.
     *
     * @param stop ends it early.
     * @return how it ended.
     */
    Result run(StopSignal stop) {
        OutputNames names =
                new GraphOutputNames(loaded.graph(), id -> market.symbol().name());
        SummarySink summary = new SummarySink();
        Pipeline pipeline;
        long startNs;
        long elapsedNs;
        try (TradeSource trades = market.trades().get();
                OutputSink files = options.out() == null ? null : new CsvSink(options.out(), names)) {
            List<OutputSink> sinks =
                    Stream.of(summary, files).filter(sink -> sink != null).toList();
            pipeline = new Pipeline(context(), ring -> feed(trades, ring), sinks);
            try (pipeline) {
                out.printf(
                        Locale.ROOT,
                        "Feeding %s through %d nodes; journal in %s%n",
                        market.description(),
                        loaded.graph().nodeCount(),
                        journal);
                startNs = System.nanoTime();
                pipeline.start();
                stop.onStop(pipeline::stop);
                watch(pipeline);
                elapsedNs = System.nanoTime() - startNs;
            }
            sinks.forEach(OutputSink::complete);
        }
        new RunReport(pipeline.engine(), loaded.graph(), names, summary, out).print(elapsedNs);
        boolean wasStopped = pipeline.publishedCount() < market.eventCount();
        if (wasStopped) {
            out.printf(Locale.ROOT, "Stopped after %,d events; the journal is closed.%n", pipeline.publishedCount());
        }
        return new Result(
                pipeline.engine().processor().outputsHash(), pipeline.engine().stateHash(), wasStopped);
    }

    private EngineContext context() {
        return new EngineContext()
                .graph(loaded.graph(), loaded.sources())
                .journalDirectory(journal)
                .waitMode(options.waitMode())
                .batchLimit(options.batchLimit());
    }

    private Feed feed(TradeSource trades, EventRing ring) {
        Pacer pacer = options.speed() == null ? Pacer.AT_ONCE : Pacer.ofSpeed(System::nanoTime, options.speed());
        return new TradeFeed(trades, market.symbol(), new TradePublisher(ring, SOURCE_ID), pacer);
    }

    private void watch(Pipeline pipeline) {
        try (Progress progress = new Progress("Events", market.eventCount())) {
            while (!pipeline.isDone()) {
                progress.at(pipeline.publishedCount());
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
            progress.at(pipeline.publishedCount());
        }
    }
}
