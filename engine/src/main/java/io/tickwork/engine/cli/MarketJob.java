// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.record.OutputRecorder;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.engine.thread.Pins;
import io.tickwork.ring.EventRing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Feeds a market through an engine, shows how far it is, and reports what came out. */
final class MarketJob {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final MarketOptions options;
    private final GraphFiles.Loaded loaded;
    private final Market market;
    private final Path journal;
    private final JournalOptions journalOptions;
    private final PrintWriter out;
    private final Pins pins;

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
        pins = options.pins();
    }

    /**
     * How the job ended.
     *
     * @param outputsHash the hash of all outputs.
     * @param stateHash the hash of the final state.
     * @param wasStopped whether it was stopped from outside before the last event, where there is one.
     */
    record Result(long outputsHash, long stateHash, boolean wasStopped) {}

    /**
     * Runs to the last event or until it is stopped, whichever comes first; both end journal and CSV files cleanly.
     * What can be refused is refused before the journal is made, which is never removed once it holds an event; the CSV
     * files are kept only if nothing has failed.
     *
     * @param stop ends it early.
     * @return how it ended.
     */
    Result run(StopSignal stop) {
        OutputNames names = new GraphOutputNames(loaded.graph(), market::symbolName);
        SummarySink summary = new SummarySink();
        Pipeline pipeline;
        NatsSink outlet;
        long startNs;
        long elapsedNs;
        try (OutputRecorder recorder = recorder(names);
                OutputSink files = options.out() == null ? null : new CsvSink(options.out(), names);
                NatsSink nats = market.outlet(loaded.graph(), names, journal)) {
            outlet = nats;
            List<OutputSink> sinks = Stream.of(summary, recorder, files, nats)
                    .filter(sink -> sink != null)
                    .toList();
            pipeline = new Pipeline(
                    context(recorder, nats),
                    (ring, resumed) -> {
                        if (recorder != null) {
                            recorder.resumed(resumed);
                        }
                        return feed(ring, resumed);
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
                if (market.eventCount() == Feed.UNKNOWN) {
                    out.println("Running until it is stopped, with Ctrl-C or SIGTERM");
                    out.flush();
                }
                watch(pipeline);
                elapsedNs = System.nanoTime() - startNs;
            }
            if (recorder != null) {
                recorder.completeUpTo(pipeline.engine().journaledSequence());
            }
            sinks.forEach(OutputSink::complete);
        }
        new RunReport(pipeline.engine(), loaded.graph(), names, summary, out).print(elapsedNs);
        market.report(out);
        if (outlet != null) {
            NatsOutputReport.print(outlet, out);
        }
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
    private long confirmedSequence(OutputRecorder recorder, NatsSink nats) {
        if (options.out() != null) {
            return 0;
        }
        return Math.min(
                recorder == null ? Long.MAX_VALUE : recorder.confirmedSequence(),
                nats == null ? Long.MAX_VALUE : nats.confirmedSequence());
    }

    private EngineContext context(OutputRecorder recorder, NatsSink nats) {
        EngineContext context = new EngineContext()
                .graph(loaded.graph(), loaded.sources())
                .journalDirectory(journal)
                .confirmedSequence(() -> confirmedSequence(recorder, nats))
                .giveUpOwedOutputs(market.areOwedOutputsGivenUp())
                .waitMode(options.waitMode())
                .batchLimit(options.batchLimit())
                .plans(options.warmPlans(loaded.graph(), out))
                .pins(pins);
        journalOptions.applyTo(context);
        return context;
    }

    private Feed feed(EventRing ring, ResumePoint resumed) {
        Pacer pacer = options.speed() == null ? Pacer.AT_ONCE : Pacer.ofSpeed(System::nanoTime, options.speed());
        Feed feed = market.feed(ring, resumed, pacer, journal);
        if (resumed.lastSequence() > 0) {
            out.printf(
                    Locale.ROOT,
                    "The journal holds %,d events; going on behind them, as generation %d%n",
                    resumed.lastSequence(),
                    resumed.generation());
        }
        return feed;
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
