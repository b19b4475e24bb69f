// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.ring.EventRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole engine whose thread is the test's: fed with made-up trades, emptied, and stepped by hand. */
public final class SteppedEngine implements AutoCloseable {
    /** Three outputs a trade, and one a second. */
    public static final String COPIES = """
            one: {type: copy, inputs: [Tick], publish: true}
            two: {type: copy, inputs: [one], publish: true}
            three: {type: copy, inputs: [two], publish: true}
            bar: {type: copy, inputs: [Candle(1s)], publish: true}
            """;

    private static final int SOURCE_ID = 1;

    final Engine engine;
    /** The digest of each event, as the engine had it when it had run that event alone. */
    final List<Integer> digests = new ArrayList<>();

    private final Feed feed;

    /** An engine that journals to a directory. */
    public SteppedEngine(Path directory, int tradeCount) {
        this(context(directory, COPIES), tradeCount);
    }

    /** An engine as set. */
    public SteppedEngine(EngineContext context, int tradeCount) {
        engine = Engine.create(context);
        try {
            engine.open();
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        feed = feed(engine.inbound(), tradeCount, engine.resumePoint().sources().get(SOURCE_ID));
    }

    static Feed feed(EventRing ring, int tradeCount) {
        return feed(ring, tradeCount, 0);
    }

    static Feed feed(EventRing ring, int tradeCount, long published) {
        return new TradeFeed(
                new SyntheticTradeSource(tradeCount, 1, SyntheticMarket.DEFAULT),
                Symbol.named("SYNTH"),
                new TradePublisher(ring, SOURCE_ID, Math.max(0, published)),
                Pacer.AT_ONCE);
    }

    /** The settings of an engine for nodes of {@link TestNodes}. */
    public static EngineContext context(Path directory, String yaml) {
        List<GraphSource> sources = List.of(new GraphSource("test.yaml", yaml));
        return new EngineContext()
                .graph(YamlGraphReader.read(TestNodes.CATALOGUE, sources), sources)
                .journalDirectory(directory)
                .checkpointInterval(10);
    }

    /** Publishes what there is room for. */
    void publish() {
        feed.poll(Integer.MAX_VALUE);
    }

    /** Runs everything. */
    public SteppedEngine run() {
        while (!feed.isDone() || !engine.isIdle()) {
            publish();
            engine.agent().doWork();
            digests.add(engine.processor().eventDigest());
            engine.outboundConsumer().poll((ring, first, last) -> {}, Integer.MAX_VALUE);
        }
        return this;
    }

    /** Ends it as a failure does: without a last checkpoint. */
    public void fail() {
        engine.agent().onError(new IllegalStateException("made to fail"));
        close();
    }

    /** {@return the hash of all outputs} */
    public long outputsHash() {
        return engine.processor().outputsHash();
    }

    /** {@return the hash of the state at the end} */
    public long stateHash() {
        return engine.stateHash();
    }

    /** Ends it as it should end. */
    @Override
    public void close() {
        engine.close();
        feed.close();
    }
}
