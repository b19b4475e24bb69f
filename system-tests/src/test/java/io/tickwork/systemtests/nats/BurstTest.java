// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.inbound.InboundCounters;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.NatsFeed;
import io.tickwork.engine.sink.SummarySink;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trades on core NATS as fast as one thread can send them, with a short queue in the client library so that some are
 * dropped: what was sent is in the journal, in order, or is counted. How times recover is measured by {@code perf/jmh
 * --nats-burst}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BurstTest {
    private static final int BURST_S = Integer.getInteger("tickwork.burstSeconds", 1);
    private static final int PENDING_MESSAGES = 500;
    private static final int TRADES = 1_000;
    private static final long LIMIT_MS = 60_000;
    private static final long LAST_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir
    private Path directory;

    private final List<byte[]> trades =
            StreamRun.undisturbed(TRADES + 1).events().subList(1, TRADES + 1);
    private long sentCount;
    private long lastSentNs;

    @Test
    void shouldCountWhatABurstCosts() {
        Path journal = directory.resolve("journal");
        AtomicReference<InboundCounters> counters = new AtomicReference<>();
        EngineContext context = new EngineContext()
                .graph(StreamRun.graph(), StreamRun.GRAPH_SOURCES)
                .journalDirectory(journal)
                .waitMode(WaitMode.SLEEPING);
        try (NatsServer server = NatsServer.start(directory.resolve("nats"));
                NatsConnection sender = NatsConnection.connect(new NatsContext().url(server.url()));
                NatsConnection connection = NatsConnection.connect(
                        new NatsContext().url(server.url()).pendingMessages(PENDING_MESSAGES));
                Pipeline pipeline = new Pipeline(
                        context,
                        (ring, resumed) -> {
                            InboundAgent agent = InboundAgent.create(
                                    connection, new InboundContext().symbols(List.of(StreamRun.MARKET_SYMBOL)), ring);
                            counters.set(agent.counters());
                            return new NatsFeed(agent);
                        },
                        List.of(new SummarySink()))) {
            pipeline.start();
            InboundCounters in = counters.get();
            send(sender.client());
            Await.until("the first, from which is counted", LIMIT_MS, () -> in.get(InboundCounter.PUBLISHED) == 1);
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(BURST_S)) {
                send(sender.client());
            }
            // What comes last shows whether something is missing before it.
            Await.until("all accounted for", LIMIT_MS, () -> {
                if (accounted(in) == sentCount) {
                    return true;
                }
                if (System.nanoTime() - lastSentNs > LAST_INTERVAL_NS) {
                    send(sender.client());
                }
                return false;
            });
            pipeline.stop();
            Await.until("the end", LIMIT_MS, pipeline::isDone);
        }
        InboundCounters in = counters.get();
        System.out.printf(
                Locale.ROOT,
                "burst: sent %,d: journaled %,d, missing %,d, of which the client dropped %,d%n",
                sentCount,
                in.get(InboundCounter.PUBLISHED),
                in.get(InboundCounter.MISSING),
                in.get(InboundCounter.DROPPED));
        assertThat(accounted(in)).isEqualTo(sentCount);
        assertThat(in.get(InboundCounter.REFUSED)).isZero();
        assertThat(in.get(InboundCounter.RECEIVED)).isEqualTo(in.get(InboundCounter.PUBLISHED));
        assertThat(journaledTrades(journal)).isEqualTo(in.get(InboundCounter.PUBLISHED));
    }

    private void send(Connection client) {
        byte[] trade = trades.get((int) (sentCount % TRADES));
        sentCount++;
        lastSentNs = System.nanoTime();
        Headers headers =
                new Headers().put("Tickwork-Source", "burst").put("Tickwork-Sequence", Long.toString(sentCount));
        client.publish(StreamRun.MARKET_SUBJECT, headers, trade);
    }

    private static long accounted(InboundCounters in) {
        return in.get(InboundCounter.PUBLISHED) + in.get(InboundCounter.MISSING) - in.get(InboundCounter.LATE);
    }

    /** All but the definition. */
    private static long journaledTrades(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            Count count = new Count();
            reader.readAll(count);
            return count.events - 1;
        }
    }

    private static final class Count implements JournalHandler {
        private long events;

        @Override
        public void onEvent(
                long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            events++;
        }
    }
}
