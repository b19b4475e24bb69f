// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.engine.feed.TradeSource;
import io.tickwork.engine.record.OutputRecorder;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.journal.Manifest;
import io.tickwork.ring.EventRing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Feeds the trades of a market through an engine, shows how far it is, and reports what came out. */
final class MarketJob {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int SOURCE_ID = 1;

    private final MarketOptions options;
    private final GraphFiles.Loaded loaded;
    private final Market market;
    private final Path journal;
    private final JournalOptions journalOptions;
    private final PrintWriter out;

    MarketJob(
            MarketOptions options,
            GraphFiles.Loaded loaded,
            Market market,
            Path journal,
            JournalOptions journalOptions,
            PrintWriter out) {
        this.options = options;
        this.loaded = loaded;
        this.market = market;
        this.journal = journal;
        this.journalOptions = journalOptions;
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
                OutputRecorder recorder = recorder(names);
                OutputSink files = options.out() == null ? null : new CsvSink(options.out(), names)) {
            List<OutputSink> sinks = Stream.of(summary, recorder, files)
                    .filter(sink -> sink != null)
                    .toList();
            pipeline = new Pipeline(
                    context(recorder),
                    (ring, resumed) -> {
                        if (recorder != null) {
                            recorder.resumed(resumed);
                        }
                        return feed(trades, ring, resumed);
                    },
                    sinks);
            try (pipeline) {
                out.printf(
                        Locale.ROOT,
                        "Feeding %s through %d nodes; journal in %s%n",
                        market.description(),
                        loaded.graph().nodeCount(),
                        journal);
                startNs = System.nanoTime();
                stop.onStop(pipeline::stop);
                pipeline.start();
                watch(pipeline);
                elapsedNs = System.nanoTime() - startNs;
            }
            if (recorder != null) {
                recorder.completeUpTo(pipeline.engine().journaledSequence());
            }
            sinks.forEach(OutputSink::complete);
        }
        new RunReport(pipeline.engine(), loaded.graph(), names, summary, out).print(elapsedNs);
        boolean wasStopped = pipeline.publishedCount() < market.eventCount();
        if (wasStopped) {
            out.printf(
                    Locale.ROOT,
                    "Stopped after %,d events; the journal is closed.%n",
                    pipeline.engine().journaledSequence());
        }
        return new Result(
                pipeline.engine().processor().outputsHash(), pipeline.engine().stateHash(), wasStopped);
    }

    private OutputRecorder recorder(OutputNames names) {
        return options.recordedOutputs() == null
                ? null
                : OutputRecorder.open(
                        options.recordedOutputs(),
                        journal,
                        loaded.graph(),
                        loaded.manifestSources(),
                        names,
                        journalOptions.isRecovering());
    }

    /** Up to which event nothing is wanted once more: files are written anew. */
    private long confirmedSequence(OutputRecorder recorder) {
        if (options.out() != null) {
            return 0;
        }
        return recorder == null ? Long.MAX_VALUE : recorder.confirmedSequence();
    }

    private EngineContext context(OutputRecorder recorder) {
        EngineContext context = new EngineContext()
                .graph(loaded.graph(), loaded.sources())
                .journalDirectory(journal)
                .confirmedSequence(() -> confirmedSequence(recorder))
                .waitMode(options.waitMode())
                .batchLimit(options.batchLimit());
        journalOptions.applyTo(context);
        return context;
    }

    private Feed feed(TradeSource trades, EventRing ring, ResumePoint resumed) {
        refuseOtherSymbol(resumed.symbols());
        if (resumed.lastSequence() > 0) {
            out.printf(
                    Locale.ROOT,
                    "The journal holds %,d events; going on behind them, as generation %d%n",
                    resumed.lastSequence(),
                    resumed.generation());
        }
        long published = Math.max(0, resumed.sources().get(SOURCE_ID));
        if (published > market.eventCount()) {
            throw CommandException.input(String.format(
                    Locale.ROOT,
                    "The journal %s holds %,d trades, and there are only %,d to feed. Give the file it was begun with, or"
                            + " a longer one that begins with the same trades.",
                    journal,
                    published - 1,
                    market.tradeCount()));
        }
        Pacer pacer = options.speed() == null ? Pacer.AT_ONCE : Pacer.ofSpeed(System::nanoTime, options.speed());
        return new TradeFeed(trades, market.symbol(), new TradePublisher(ring, SOURCE_ID, published), pacer);
    }

    private void refuseOtherSymbol(List<Manifest.Symbol> symbols) {
        Symbol own = market.symbol();
        Manifest.Symbol expected = new Manifest.Symbol(own.id(), own.name(), own.priceExponent(), own.sizeExponent());
        if (!symbols.isEmpty() && !symbols.equals(List.of(expected))) {
            throw CommandException.input("The journal " + journal + " is of "
                    + symbols.stream().map(MarketJob::describe).collect(Collectors.joining(", "))
                    + ", and the trades are of "
                    + describe(expected)
                    + ". Give the symbol and the exponents it was begun with, or another journal.");
        }
    }

    private static String describe(Manifest.Symbol symbol) {
        return symbol.name() + " (price exponent " + symbol.priceExponent() + ", size exponent " + symbol.sizeExponent()
                + ")";
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
