// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.OutboundPublisher;
import io.tickwork.engine.sink.CsvSink;
import io.tickwork.engine.sink.OutboundAgent;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;

/**
 * Gives what a replay puts out to the sinks of a live run, through the same ring, on the thread of the replay: whenever
 * the ring is full, it is emptied.
 */
public final class OutputFiles implements Replay.Outputs, AutoCloseable {
    private static final int BATCH_LIMIT = 4_096;

    private final List<SinkMaker> makers;
    private final List<OutputSink> sinks = new ArrayList<>();
    private OutboundAgent agent;

    /** Makes a sink once the graph is known. */
    @FunctionalInterface
    public interface SinkMaker {
        /**
         * {@return the sink, which is closed with the files}
         *
         * @param graph that is run.
         * @param symbols gives the name of a symbol that was defined, by its id.
         */
        OutputSink open(Graph graph, IntFunction<String> symbols);
    }

    /** @param directory for the CSV files, created if missing. */
    public OutputFiles(Path directory) {
        this(names -> new CsvSink(directory, names));
    }

    /** @param sinks makes what writes the files. */
    public OutputFiles(Function<OutputNames, OutputSink> sinks) {
        this(List.of(named(sinks)));
    }

    /** @param makers of the sinks, in the order in which these are given each output. */
    public OutputFiles(List<? extends SinkMaker> makers) {
        this.makers = List.copyOf(makers);
    }

    /**
     * {@return what makes a sink that needs to know names alone}
     *
     * @param sinks makes it.
     */
    public static SinkMaker named(Function<OutputNames, OutputSink> sinks) {
        return (graph, symbols) -> sinks.apply(new GraphOutputNames(graph, symbols));
    }

    @Override
    public OutputHandler open(Graph graph, IntFunction<String> symbols) {
        for (SinkMaker maker : makers) {
            sinks.add(maker.open(graph, symbols));
        }
        EventRing ring = OutboundPublisher.ring(graph, EventRing.defaultSlotCount(EngineContext.SLOT_LENGTH_BYTES));
        agent = new OutboundAgent(ring.addConsumer(), BATCH_LIMIT, sinks);
        return new OutboundPublisher(graph, ring, new Emptying(agent), () -> false);
    }

    /** Keeps what was written; without it, nothing is left behind. */
    public void complete() {
        agent.onClose();
        sinks.forEach(OutputSink::complete);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(sinks);
    }

    /** Waits for room in the ring by making some. */
    private record Emptying(OutboundAgent agent) implements IdleStrategy {
        @Override
        public void idle(int workCount) {
            idle();
        }

        @Override
        public void idle() {
            agent.doWork();
        }

        @Override
        public void reset() {}
    }
}
