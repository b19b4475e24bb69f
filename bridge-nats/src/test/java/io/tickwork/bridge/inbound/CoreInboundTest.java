// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.validate.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Core NATS on a real broker. {@code -Dtickwork.natsKills=20} kills it more often. */
class CoreInboundTest {
    private static final long LIMIT_MS = 30_000;
    private static final int KILL_COUNT = Integer.getInteger("tickwork.natsKills", 2);
    private static final int MESSAGES_BETWEEN_KILLS = 10_000;
    private static final int PENDING_MESSAGES = 1_000;
    private static final long SEED = Long.getLong("tickwork.seed", 7_012);

    @TempDir
    private Path directory;

    private final Frames frames = new Frames();

    private static InboundContext context() {
        return new InboundContext().symbols(Frames.SYMBOLS);
    }

    @Test
    void shouldTakeWhatIsSentAndCopyWhatIsRefused() throws InterruptedException {
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            RingReader reader = new RingReader(64, 512);
            InboundAgent agent = InboundAgent.create(connection, context(), reader.ring);
            Connection client = connection.client();
            Subscription dead = client.subscribe(InboundContext.DEAD_LETTER_SUBJECT_DEFAULT);
            client.publish(Frames.message("md.trade.ES", frames.trade(1)));
            client.publish(Frames.message("md.quote.BRK%2EB", frames.quote()));
            client.publish(Frames.message("md.candle.5m.ES", frames.candle()));
            client.publish(Frames.message("md.trade.NQ", frames.trade(2)));

            Await.until("taken", LIMIT_MS, () -> {
                agent.doWork();
                return agent.counters().get(InboundCounter.RECEIVED) == 4;
            });
            assertThat(agent.counters().get(InboundCounter.PUBLISHED)).isEqualTo(3);
            assertThat(agent.counters().get(Refusal.SYMBOL)).isEqualTo(1);
            Message copy = dead.nextMessage(Duration.ofMillis(LIMIT_MS));
            assertThat(copy.getHeaders().getFirst(MessageHeaders.REFUSED)).isEqualTo("SYMBOL");
            assertThat(copy.getHeaders().getFirst(MessageHeaders.SUBJECT)).isEqualTo("md.trade.NQ");
            assertThat(copy.getData()).isEqualTo(frames.trade(2));
            agent.onClose();
        }
    }

    /** The broker is killed, and the agent is too slow at times: what was sent was published, or is counted. */
    @Test
    void shouldCountExactlyWhatIsLost() {
        System.out.println("core NATS, seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection sender = NatsConnection.connect(new NatsContext().url(server.url()));
                NatsConnection connection = NatsConnection.connect(
                        new NatsContext().url(server.url()).pendingMessages(PENDING_MESSAGES))) {
            RingReader reader = new RingReader(64, 512);
            InboundAgent agent = InboundAgent.create(connection, context(), reader.ring);
            InboundCounters counters = agent.counters();
            Sender sending = new Sender(sender.client(), frames);
            long[] takenOfTrades = new long[1];
            sending.send();
            Await.until("the first, from which is counted", LIMIT_MS, () -> {
                agent.doWork();
                return counters.get(InboundCounter.PUBLISHED) == 1;
            });
            Await.until("the client has dropped some", LIMIT_MS, () -> {
                for (int i = 0; i < 2 * PENDING_MESSAGES; i++) {
                    sending.send();
                }
                agent.doWork();
                takenOfTrades[0] += tradeCount(reader.take());
                return counters.get(InboundCounter.DROPPED) > 0;
            });
            for (int kill = 0; kill < KILL_COUNT; kill++) {
                int killedAt = random.nextInt(MESSAGES_BETWEEN_KILLS);
                for (int i = 0; i < MESSAGES_BETWEEN_KILLS; i++) {
                    if (i == killedAt) {
                        server.kill();
                        server.start();
                    }
                    sending.send();
                    if (random.nextInt(20) == 0) { // more come than are taken
                        agent.doWork();
                        takenOfTrades[0] += tradeCount(reader.take());
                    }
                }
            }
            // What comes last shows whether something is missing before it.
            long before = counters.get(InboundCounter.RECEIVED);
            Await.until("the last", LIMIT_MS, () -> {
                agent.doWork();
                reader.take();
                if (counters.get(InboundCounter.PUBLISHED)
                                + counters.get(InboundCounter.MISSING)
                                - counters.get(InboundCounter.LATE)
                        == sending.count) {
                    return true;
                }
                sending.sendWhenConnected();
                return false;
            });
            assertThat(counters.get(InboundCounter.RECEIVED)).isGreaterThan(before);
            assertThat(counters.get(InboundCounter.MISSING))
                    .as("lost, seed %d", SEED)
                    .isPositive();
            assertThat(counters.get(InboundCounter.DROPPED))
                    .as("too slow, seed %d", SEED)
                    .isPositive();
            assertThat(counters.get(InboundCounter.RECEIVED))
                    .isEqualTo(counters.get(InboundCounter.PUBLISHED) + counters.get(InboundCounter.DUPLICATES));
            assertThat(takenOfTrades[0]).isPositive();
            System.out.printf(
                    "sent %,d: published %,d, missing %,d, of which the client dropped %,d%n",
                    sending.count,
                    counters.get(InboundCounter.PUBLISHED),
                    counters.get(InboundCounter.MISSING),
                    counters.get(InboundCounter.DROPPED));
            agent.onClose();
        }
    }

    private static long tradeCount(List<RingReader.Event> events) {
        return events.stream()
                .filter(event -> event.templateId() != SymbolDefinitionDecoder.TEMPLATE_ID)
                .count();
    }

    /** Sends trades with a sequence each. */
    private static final class Sender {
        private final Connection client;
        private final Frames frames;
        private long count;
        private long lastNs;

        Sender(Connection client, Frames frames) {
            this.client = client;
            this.frames = frames;
        }

        void send() {
            count++;
            try {
                client.publish(Frames.sequenced("md.trade.ES", frames.trade(count), "sender", count));
            } catch (IllegalStateException e) {
                // Its buffer for the time without a broker is full: this one is lost, too.
            }
        }

        /** Not so often that the last one is never reached. */
        void sendWhenConnected() {
            if (System.nanoTime() - lastNs > 100_000_000 && client.getStatus() == Connection.Status.CONNECTED) {
                lastNs = System.nanoTime();
                send();
            }
        }
    }
}
