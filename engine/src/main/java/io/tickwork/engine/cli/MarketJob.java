// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.sink.SummarySink;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Feeds the trades of a market through an engine, shows how far it is, and reports what came out. */
final class MarketJob {
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SHUTDOWN_TIMEOUT_S = 30;

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

    /** Runs to the end or until the process is asked to stop, whichever comes first; both end the journal cleanly. */
    Result run() {
        Graph graph = loaded.graph();
        OutputNames names = new GraphOutputNames(graph, id -> market.symbol().name());
        SummarySink summary = new SummarySink();
        List<OutputSink> sinks = new ArrayList<>(List.of(summary));
        EngineContext context = new EngineContext()
                .graph(graph, loaded.sources())
                .journalDirectory(journal)
                .waitMode(options.waitMode())
                .batchLimit(options.batchLimit());
        Double speed = options.speed();
        if (options.out() != null) {
            sinks.add(new CsvSink(options.out(), names));
        }
        Pipeline pipeline = new Pipeline(context, ring -> market.feed(ring, speed), sinks);
        out.printf(
                "Feeding %s through %d nodes; journal in %s%n",
                market.description(), graph.nodes().size(), journal);
        out.flush();
        CountDownLatch finished = new CountDownLatch(1);
        Thread stopper = stopper(pipeline, finished);
        Runtime.getRuntime().addShutdownHook(stopper);
        try {
            long startNs = System.nanoTime();
            pipeline.start();
            watch(pipeline);
            long elapsedNs = System.nanoTime() - startNs;
            pipeline.close();
            boolean wasStopped = pipeline.publishedCount() < market.tradeCount() + 1;
            new RunReport(pipeline.engine(), graph, names, summary, out).print(elapsedNs);
            if (wasStopped) {
                out.printf("Stopped after %,d events; the journal is closed.%n", pipeline.publishedCount());
            }
            out.flush();
            return new Result(
                    pipeline.engine().processor().outputsHash(),
                    pipeline.engine().stateHash(),
                    wasStopped);
        } finally {
            finished.countDown();
            removeHook(stopper);
        }
    }

    private void watch(Pipeline pipeline) {
        try (Progress progress = Progress.start("Events", market.tradeCount() + 1)) {
            while (!pipeline.isDone()) {
                progress.at(pipeline.publishedCount());
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
            progress.at(pipeline.publishedCount());
        }
    }

    /** Ctrl-C takes no more trades and lets {@link #run} end as always; the JVM goes when this thread does. */
    private static Thread stopper(Pipeline pipeline, CountDownLatch finished) {
        return new Thread(
                () -> {
                    pipeline.stop();
                    try {
                        finished.await(SHUTDOWN_TIMEOUT_S, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stopper");
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook is what waits for us.
        }
    }
}
