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
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.agrona.concurrent.IdleStrategy;

/**
 * Writes what a replay puts out to the files that a live run writes, through the same ring and sink, on the thread of
 * the replay: whenever the ring is full, it is emptied.
 */
public final class OutputFiles implements Replay.Outputs, AutoCloseable {
    private static final int BATCH_LIMIT = 4_096;

    private final Function<OutputNames, OutputSink> sinks;
    private OutputSink sink;
    private OutboundAgent agent;

    /** @param directory for the CSV files, created if missing. */
    public OutputFiles(Path directory) {
        this(names -> new CsvSink(directory, names));
    }

    /** @param sinks makes what writes the files. */
    public OutputFiles(Function<OutputNames, OutputSink> sinks) {
        this.sinks = sinks;
    }

    @Override
    public OutputHandler open(Graph graph, IntFunction<String> symbols) {
        sink = sinks.apply(new GraphOutputNames(graph, symbols));
        EventRing ring = OutboundPublisher.ring(graph, EventRing.defaultSlotCount(EngineContext.SLOT_LENGTH_BYTES));
        agent = new OutboundAgent(ring.addConsumer(), BATCH_LIMIT, List.of(sink));
        return new OutboundPublisher(graph, ring, new Emptying(agent), () -> false);
    }

    /** Keeps what was written; without it, nothing is left behind. */
    public void complete() {
        agent.onClose();
        sink.complete();
    }

    @Override
    public void close() {
        if (sink != null) {
            sink.close();
        }
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
