// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.SignalSide;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is offered arrives at a subscriber of a real broker, on its subject and in its encoding. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CoreOutboundTest {
    private static final long LIMIT_MS = 30_000;
    private static final int BATCH_LENGTH = 256;
    private static final Duration RECEIVE_LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private NatsServer server;
    private NatsConnection bridge;
    private Connection connection;
    private NatsConnection other;
    private Connection subscriber;

    @BeforeEach
    void connect() {
        server = NatsServer.start(directory.resolve("nats"));
        bridge = natsConnection();
        connection = bridge.client();
        other = natsConnection();
        subscriber = other.client();
    }

    private NatsConnection natsConnection() {
        return NatsConnection.connect(new NatsContext().url(server.url()).reconnectWaitMs(20));
    }

    @AfterEach
    void close() {
        bridge.close();
        other.close();
        server.close();
    }

    @Test
    void shouldPublishEachKindOnItsSubject() throws InterruptedException {
        Subscription all = subscribe(">");
        try (NatsOutbound outbound = start(context().dashboardIntervalNs(0))) {
            offer(outbound, Outputs.value(1, 0, 2, 1.5));
            offer(outbound, Outputs.value(1, 0, 3, 2.5));
            offer(outbound, Outputs.value(1, -1, 4, 2.5));
            assertThat(subjects(all, 3))
                    .containsExactly("indicators.S0.o2", "indicators.S0.o3.signal", "indicators.o4");
            offer(outbound, Outputs.signal(2, 1, 5, SignalSide.BUY));
            offer(outbound, Outputs.fault(3, 1, 6, "boom"));
            assertThat(subjects(all, 2)).containsExactly("strategy.signals.S1", "engine.faults.e%2E1");
        }
    }

    @Test
    void shouldSendTheMessageOfTheRingUnlessJsonIsAskedFor() throws InterruptedException {
        Subscription all = subscribe("indicators.>");
        OutboundContext context = context()
                .dashboardIntervalNs(0)
                .encodings(SubjectRules.always(PayloadEncoding.SBE).with("indicators.*.o2", PayloadEncoding.JSON));
        UnsafeBuffer frame = Outputs.value(1, 0, 4, 1.5);
        try (NatsOutbound outbound = start(context)) {
            offer(outbound, frame);
            offer(outbound, Outputs.value(1, 0, 2, 1.5));
            assertThat(all.nextMessage(RECEIVE_LIMIT).getData()).isEqualTo(frame.byteArray());
            Message json = all.nextMessage(RECEIVE_LIMIT);
            assertThat(json.getHeaders().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(new String(json.getData(), UTF_8)).endsWith("\"kind\":\"double\",\"value\":1.5}");
        }
    }

    @Test
    void shouldThinOutTheDashboardAndSendTheLastOfEachChannel() throws InterruptedException {
        Subscription screen = subscribe("dashboard.stream.>");
        NatsOutbound outbound = start(context().dashboardIntervalNs(TimeUnit.MILLISECONDS.toNanos(50)));
        for (int i = 1; i <= 5_000; i++) {
            offer(outbound, Outputs.value(i, i % 2, 2, i));
        }
        outbound.close();
        List<Message> messages = receive(screen, 2);
        Message next;
        while ((next = screen.nextMessage(Duration.ofMillis(100))) != null) {
            messages.add(next);
        }
        long conflated = outbound.counters().get(OutboundCounter.CONFLATED);
        assertThat(messages.size() + conflated).isEqualTo(5_000);
        assertThat(lastOf(messages, "dashboard.stream.S0.o2")).contains("\"sequence\":5000");
        assertThat(lastOf(messages, "dashboard.stream.S1.o2")).contains("\"sequence\":4999");
    }

    @Test
    void shouldPassOverWhatIsMadeAgainForOthers() throws InterruptedException {
        Subscription all = subscribe("indicators.>");
        NatsOutbound outbound = NatsOutbound.open(bridge, context());
        outbound.start();
        offer(outbound, Outputs.value(1, 0, 2, 1));
        outbound.goLive("journal", 1, 2);
        offer(outbound, Outputs.value(2, 0, 2, 1));
        offer(outbound, Outputs.value(3, 0, 4, 1));
        outbound.close();
        assertThat(subjects(all, 1)).containsExactly("indicators.S0.o4");
    }

    @Test
    void shouldSayHowTheEngineIs() throws InterruptedException {
        Subscription status = subscribe("engine.status.*");
        NatsOutbound outbound = start(
                context().status(CoreOutboundTest::writeStatus).statusIntervalNs(TimeUnit.MILLISECONDS.toNanos(10)));
        for (Message message : receive(status, 3)) {
            assertThat(message.getSubject()).isEqualTo("engine.status.e%2E1");
            assertThat(new String(message.getData(), UTF_8)).contains("\"state\":\"live\",\"sequence\":9,");
        }
        outbound.close();
    }

    private static void writeStatus(EngineStatusEncoder status) {
        status.sequence(9)
                .engineTimeNs(1)
                .eventCount(2)
                .valueCount(3)
                .signalCount(4)
                .faultCount(5)
                .state(EngineState.LIVE);
    }

    @Test
    void shouldKeepSignalsAndTheNewestValuesWhileTheBrokerIsAway() throws InterruptedException {
        OutboundContext context = context().dashboardIntervalNs(0).dropOldestCapacity(10);
        try (NatsOutbound outbound = start(context)) {
            server.kill();
            await(() -> connection.getStatus() != Connection.Status.CONNECTED);
            for (int i = 1; i <= 100; i++) {
                offer(outbound, Outputs.value(i, 0, 2, i));
                offer(outbound, Outputs.signal(i, 0, 5, SignalSide.SELL));
            }
            assertThat(outbound.counters().get(OutboundCounter.DROPPED_OLDEST)).isEqualTo(90);
            server.start();
            // Not received: what is published as soon as there is a connection may come before a subscription does.
            await(() -> outbound.counters().get(OutboundCounter.PUBLISHED) == 110);
        }
    }

    @Test
    void shouldCloseTheIntakeBeforeTheSpoolIsFullAndCountWhatIsLeftBehind() throws InterruptedException {
        OutboundContext context = context()
                .dashboardIntervalNs(0)
                .spoolCapacity(Spool.CAPACITY_MIN)
                .drainLimitNs(0);
        NatsOutbound outbound = start(context);
        server.kill();
        await(() -> connection.getStatus() != Connection.Status.CONNECTED);
        int count = 0;
        while (outbound.hasRoom(BATCH_LENGTH)) {
            offer(outbound, Outputs.signal(++count, 0, 5, SignalSide.SELL));
        }
        assertThat(outbound.isIntakeOpen()).isFalse();
        assertThat(outbound.counters().get(OutboundCounter.SPOOL_FULL)).isEqualTo(1);
        outbound.close();
        assertThat(outbound.counters().get(OutboundCounter.LEFT_BEHIND)).isEqualTo(count);
    }

    private OutboundContext context() {
        return new OutboundContext()
                .engine("e.1")
                .names(new Outputs.Names())
                .spoolDirectory(directory)
                .spoolCapacity(1 << 20);
    }

    private NatsOutbound start(OutboundContext context) {
        NatsOutbound outbound = NatsOutbound.open(bridge, context);
        outbound.goLive("journal", 1, 0);
        outbound.start();
        return outbound;
    }

    private static void offer(NatsOutbound outbound, UnsafeBuffer frame) {
        outbound.offer(1, frame, 0, frame.capacity());
    }

    private Subscription subscribe(String subject) throws InterruptedException {
        Subscription subscription = subscriber.subscribe(subject);
        try {
            subscriber.flush(RECEIVE_LIMIT);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        return subscription;
    }

    private static List<Message> receive(Subscription subscription, int count) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = subscription.nextMessage(RECEIVE_LIMIT);
            assertThat(message).isNotNull();
            messages.add(message);
        }
        return messages;
    }

    private static List<String> subjects(Subscription subscription, int count) throws InterruptedException {
        return receive(subscription, count).stream().map(Message::getSubject).toList();
    }

    private static String lastOf(List<Message> messages, String subject) {
        return messages.stream()
                .filter(message -> message.getSubject().equals(subject))
                .reduce((first, second) -> second)
                .map(message -> new String(message.getData(), UTF_8))
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        Await.until("what the test waits for", LIMIT_MS, condition);
    }
}
