// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream on a real broker. {@code -Dtickwork.natsKills=200} kills it, and starts again, more often. */
class StreamInboundTest {
    private static final long LIMIT_MS = 60_000;
    private static final int KILL_COUNT = Integer.getInteger("tickwork.natsKills", 2);
    private static final int TRADES_BETWEEN_KILLS = 4_000;
    private static final long SEED = Long.getLong("tickwork.seed", 7_013);
    private static final String STREAM = "market";

    @TempDir
    private Path directory;

    private final Frames frames = new Frames();
    private final RingReader reader = new RingReader(1_024, 512);
    private final List<Long> trades = new ArrayList<>();
    private NatsServer server;
    private NatsConnection connection;
    private InboundAgent agent;
    private long journaledSequence;
    private long sentCount;

    @BeforeEach
    void start() throws IOException, JetStreamApiException {
        server = NatsServer.start(directory.resolve("server"), "-js");
        connection = NatsConnection.connect(new NatsContext().url(server.url()));
        makeStream();
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private void makeStream() throws IOException, JetStreamApiException {
        connection
                .client()
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("md.>", "other.>")
                        .build());
    }

    private InboundContext context() {
        return new InboundContext()
                .symbols(Frames.SYMBOLS).definedCount(2).stream(STREAM, directory.resolve("identity"))
                        .journaledSequence(id -> id == InboundSources.STREAM ? journaledSequence : 0);
    }

    private void open(InboundContext context) {
        agent = InboundAgent.create(connection, context, reader.ring);
    }

    /** Sends trades with ids from behind the last, and returns once the stream has them. */
    private void send(int count) throws IOException {
        JetStream stream = connection.client().jetStream();
        List<CompletableFuture<PublishAck>> acks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            acks.add(stream.publishAsync("md.trade.ES", frames.trade(++sentCount)));
        }
        acks.forEach(CompletableFuture::join);
    }

    private void run() {
        agent.doWork();
        for (RingReader.Event event : reader.take()) {
            assertThat(event.sourceId()).isEqualTo(InboundSources.STREAM);
            assertThat(event.sourceSequence()).isGreaterThan(journaledSequence);
            journaledSequence = event.sourceSequence();
            TradeDecoder trade = new TradeDecoder();
            trade.wrapAndApplyHeader(event.message(), 0, new MessageHeaderDecoder());
            trades.add(trade.tradeId());
        }
    }

    private void runUntil(int count) {
        Await.until(count + " trades", LIMIT_MS, () -> {
            run();
            return trades.size() >= count;
        });
    }

    private void assertEachOnceAndInOrder() {
        assertThat(trades).hasSize((int) sentCount);
        for (int i = 0; i < trades.size(); i++) {
            assertThat(trades.get(i)).as("place %d, seed %d", i, SEED).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldReadEachMessageOnceWhateverIsKilled() throws IOException {
        System.out.println("stream, seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        open(context());
        long restarts = 0;
        for (int kill = 0; kill < KILL_COUNT; kill++) {
            send(TRADES_BETWEEN_KILLS);
            runUntil(trades.size() + 1 + random.nextInt(TRADES_BETWEEN_KILLS));
            if (random.nextBoolean()) {
                server.kill();
                server.start();
                Connection client = connection.client();
                Await.until("connected", LIMIT_MS, () -> {
                    run();
                    return client.getStatus() == Connection.Status.CONNECTED;
                });
            } else { // an engine that is killed goes on behind its journal
                agent.onClose();
                restarts += agent.counters().get(InboundCounter.RESTARTS);
                open(context());
            }
        }
        send(TRADES_BETWEEN_KILLS);
        runUntil((int) sentCount);

        assertEachOnceAndInOrder();
        System.out.printf(
                "%,d trades once and in order; delivery begun again %,d times%n",
                sentCount, restarts + agent.counters().get(InboundCounter.RESTARTS));
    }

    @Test
    void shouldNotTakeHolesForGaps() throws IOException {
        send(10);
        for (int i = 0; i < 20; i++) {
            connection.client().publish("other.thing", new byte[1]);
        }
        send(10);
        // One kind alone is filtered by the server; of several kinds, what is not ours is left out here.
        open(context()
                .pattern(MarketKind.QUOTE, null)
                .pattern(MarketKind.DEPTH, null)
                .pattern(MarketKind.CANDLE, null));
        runUntil(20);
        assertEachOnceAndInOrder();
        assertThat(agent.counters().get(InboundCounter.OTHERS)).isZero();
        assertThat(journaledSequence).isEqualTo(40);

        agent.onClose();
        trades.clear();
        journaledSequence = 0;
        open(context());
        runUntil(20);
        assertThat(agent.counters().get(InboundCounter.OTHERS)).isEqualTo(20);
        assertThat(agent.counters().get(InboundCounter.MISSING)).isZero();
        assertThat(agent.counters().get(InboundCounter.RESTARTS)).isZero();
    }

    @Test
    void shouldRefuseAStreamThatWasMadeAgain() throws IOException, JetStreamApiException {
        send(10);
        open(context());
        runUntil(10);
        agent.onClose();
        connection.client().jetStreamManagement().deleteStream(STREAM);
        assertThatThrownBy(() -> open(context()))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("There is no stream 'market'");
        makeStream();
        send(20);

        assertThatThrownBy(() -> open(context()))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.isInput()).isTrue())
                .hasMessageContaining("The journal was fed from another stream");

        journaledSequence = 0; // a new journal may
        open(context());
    }

    @Test
    void shouldSayWhenTheStreamIsMadeAgainMeanwhile() throws IOException, JetStreamApiException {
        send(10);
        open(context());
        runUntil(10);
        connection.client().jetStreamManagement().deleteStream(STREAM);
        makeStream();

        assertThatThrownBy(() -> Await.until("seen", LIMIT_MS, () -> {
                    run();
                    return false;
                }))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("was removed and made again");
    }

    @Test
    void shouldSayWhenTheStreamHasRemovedWhatWasNotRead() throws IOException, JetStreamApiException {
        send(10);
        open(context());
        runUntil(10);
        agent.onClose();
        send(10);
        connection
                .client()
                .jetStreamManagement()
                .purgeStream(
                        STREAM,
                        io.nats.client.PurgeOptions.builder().sequence(16).build());
        open(context());
        runUntil(15);

        assertThat(agent.counters().get(InboundCounter.EXPIRED)).isEqualTo(5);
        assertThat(trades.get(10)).isEqualTo(16);
    }

    @Test
    void shouldNotAskForMoreThanIsTaken() throws IOException {
        send(500);
        open(context().streamWindow(8));
        // The ring takes 1,024; nothing is taken from it but by hand.
        Await.until("all of them", LIMIT_MS, () -> {
            agent.doWork();
            return agent.counters().get(InboundCounter.PUBLISHED) == 500;
        });
        run();
        assertEachOnceAndInOrder();
    }

    @Test
    void shouldTellNoTimeBeforeItHasCaughtUp() throws IOException {
        send(700);
        open(context().clockIntervalNs(1));
        while (agent.counters().get(InboundCounter.PUBLISHED) < 700) {
            assertThat(agent.counters().get(InboundCounter.CLOCKS)).isZero();
            agent.doWork();
        }
        Await.until("the time", LIMIT_MS, () -> {
            agent.doWork();
            return agent.counters().get(InboundCounter.CLOCKS) > 0;
        });
    }
}
