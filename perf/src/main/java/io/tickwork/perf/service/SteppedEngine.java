// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.service;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.engine.Engine;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.EngineThread;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.JournalContext;
import io.tickwork.perf.journal.Scratch;
import io.tickwork.perf.ring.TradePayload;
import io.tickwork.perf.rounds.CpuTimes;
import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;

/** A whole engine whose thread is the caller's: it is given as many trades as its ring holds, steps, and is emptied. */
final class SteppedEngine implements AutoCloseable {
    private static final int SOURCE_ID = 1;
    private static final long SEGMENT_LENGTH = 64L << 20;
    private static final int WAIT_NS = 20_000;
    private static final BatchHandler DROP = (ring, first, last) -> {};

    private final Path directory = Scratch.create();
    private final Graph graph;
    private final Engine engine;
    private final Agent thread;
    private final TradePayload payload = new TradePayload();
    private long sent;

    /** @param graph that puts out at most one value and a few signals an event. */
    SteppedEngine(Graph graph) {
        this.graph = graph;
        engine = Engine.create(new EngineContext()
                .graph(graph, List.of(new GraphSource("benchmark", "the graph of the benchmarks")))
                .journalDirectory(directory.resolve("journal"))
                .journal(new JournalContext().segmentLength(SEGMENT_LENGTH).retainBytes(2 * SEGMENT_LENGTH)));
        engine.open();
        thread = EngineThread.of(engine);
        EventRing ring = engine.inbound();
        long slot = ring.tryClaim(ring.payloadCapacity());
        define(ring.buffer(), ring.payloadOffset(slot));
        publish(slot);
    }

    private static void define(MutableDirectBuffer buffer, int offset) {
        new InboundEncoder().definition(buffer, offset, Symbol.named("BENCH"), 0, 0);
    }

    private void publish(long slot) {
        sent++;
        engine.inbound().source(slot, SOURCE_ID, sent);
        engine.inbound().publish(slot);
    }

    /**
     * Runs trades.
     *
     * @param count how many; half of what the ring holds at most.
     * @return CPU time of the engine's work on them, in ns.
     */
    long run(int count) {
        EventRing ring = engine.inbound();
        for (int i = 0; i < count; i++) {
            long slot = ring.tryClaim(TradePayload.LENGTH);
            payload.encode(ring.buffer(), ring.payloadOffset(slot), sent);
            publish(slot);
        }
        long ns = 0;
        while (!engine.isIdle()) {
            long beganNs = CpuTimes.ofCurrentThread();
            int work = step();
            ns += CpuTimes.ofCurrentThread() - beganNs;
            if (work == 0) {
                LockSupport.parkNanos(WAIT_NS); // the journal has no room
            }
        }
        engine.outboundConsumer().poll(DROP, Integer.MAX_VALUE);
        return ns;
    }

    private int step() {
        try {
            return thread.doWork();
        } catch (Exception e) {
            throw new IllegalStateException("the engine has ended", e);
        }
    }

    /** Throws unless the state is the one that the interpreter comes to. */
    void check() {
        GraphProcessor expected = new GraphProcessor(graph, Interpreter::new, OutputHandler.NONE);
        ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer();
        define(buffer, 0);
        expected.onEvent(1, buffer, 0);
        for (long number = 1; number < sent; number++) {
            payload.encode(buffer, 0, number);
            expected.onEvent(number + 1, buffer, 0);
        }
        long[] digests = new long[expected.nodeDigestCountMax()];
        if (expected.stateHash(digests) != engine.processor().stateHash(digests)
                || expected.outputsHash() != engine.processor().outputsHash()) {
            throw new IllegalStateException("the engine has come to another state than the interpreter");
        }
    }

    @Override
    public void close() {
        engine.close();
        Scratch.remove(directory);
        if (engine.failure() != null) {
            throw new IllegalStateException("the engine has ended", engine.failure());
        }
    }
}
