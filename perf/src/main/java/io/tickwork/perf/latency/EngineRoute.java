// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.StageStamps;
import io.tickwork.engine.StagedEngine;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.JournalContext;
import io.tickwork.perf.graph.BenchmarkGraph;
import io.tickwork.perf.journal.Scratch;
import io.tickwork.perf.ring.TradePayload;
import io.tickwork.ring.BatchHandler;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.List;

/** The engine: inbound ring, journal, graph, outbound ring. Each event puts out one value. */
final class EngineRoute implements Route {
    private static final int SOURCE_ID = 1;
    /** So many trades the average that is put out needs before it has a value. */
    private static final int WARM_UP = BenchmarkGraph.period(0);

    private static final long SEGMENT_LENGTH = 64L << 20;

    private final Path directory = Scratch.create();
    private final TurnIdleStrategy idleStrategy = new TurnIdleStrategy();
    private final StagedEngine engine;
    private final TradePayload payload = new TradePayload();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndicatorValueDecoder value = new IndicatorValueDecoder();
    private final BatchHandler handler = this::onBatch;
    private Arrivals arrivals;
    /** Sequence of the last event sent before this run. */
    private long origin;

    private long sent;

    /** @param averageCount of the graph. */
    EngineRoute(int averageCount) {
        engine = new StagedEngine(
                new EngineContext()
                        .graph(
                                BenchmarkGraph.published(averageCount),
                                List.of(new GraphSource("benchmark", "the graph of the benchmarks")))
                        .journalDirectory(directory.resolve("journal"))
                        .journal(new JournalContext()
                                .segmentLength(SEGMENT_LENGTH)
                                .retainBytes(4 * SEGMENT_LENGTH)),
                idleStrategy);
        EventRing ring = engine.inbound();
        Symbol symbol = Symbol.named("BENCH");
        long slot = ring.tryClaim(ring.payloadCapacity());
        new InboundEncoder().definition(ring.buffer(), ring.payloadOffset(slot), symbol, 0, 0);
        publish(slot);
        for (int i = 0; i < WARM_UP; i++) {
            offer(0);
        }
        engine.start();
    }

    private void publish(long slot) {
        sent++;
        engine.inbound().source(slot, SOURCE_ID, sent);
        engine.inbound().publish(slot);
    }

    @Override
    public String label() {
        return "engine";
    }

    @Override
    public void turn(boolean isItsTurn) {
        idleStrategy.turn(isItsTurn);
    }

    @Override
    public void begin(int sampleShift) {
        origin = sent + 1;
        engine.stamps().sample(origin, sampleShift);
    }

    @Override
    public boolean offer(long number) {
        EventRing ring = engine.inbound();
        long slot = ring.tryClaim(TradePayload.LENGTH);
        if (slot == EventRing.BACK_PRESSURED) {
            engine.requireSound();
            return false;
        }
        payload.encode(ring.buffer(), ring.payloadOffset(slot), sent);
        publish(slot);
        return true;
    }

    @Override
    public int poll(Arrivals to, int limit) {
        arrivals = to;
        return engine.outboundConsumer().poll(handler, limit);
    }

    private void onBatch(EventRing ring, long first, long last) {
        for (long slot = first; slot <= last; slot++) {
            int offset = ring.payloadOffset(slot);
            if (InboundEvents.templateId(ring.buffer(), offset) == IndicatorValueDecoder.TEMPLATE_ID) {
                value.wrapAndApplyHeader(ring.buffer(), offset, header);
                long number = value.sequence() - origin;
                if (number >= 0) { // else it is of the warm-up
                    arrivals.onArrival(number);
                }
            }
        }
    }

    @Override
    public boolean hasStages() {
        return true;
    }

    @Override
    public long passedNs(long number, Stage stage) {
        return engine.stamps()
                .get(
                        origin + number,
                        switch (stage) {
                            case RING -> StageStamps.TAKEN;
                            case JOURNAL -> StageStamps.JOURNALED;
                            case BATCH -> StageStamps.BEGUN;
                            case GRAPH -> StageStamps.DONE;
                            case OUTBOUND -> throw new IllegalArgumentException("that is when it arrives");
                        });
    }

    @Override
    public void close() {
        engine.close();
        Scratch.remove(directory);
    }
}
