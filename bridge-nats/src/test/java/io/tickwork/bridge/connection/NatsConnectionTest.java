// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Subscription;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsConnectionTest {
    private static final long LIMIT_MS = 20_000;

    /** What the design allows for seeing that the broker is gone. */
    private static final long LOSS_SEEN_LIMIT_MS = 6_000;

    @TempDir
    private Path directory;

    @Test
    void shouldComeBackWhenTheBrokerWasKilled() throws InterruptedException {
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            Subscription subscription = connection.client().subscribe("a");
            assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);

            server.kill();
            Await.until("loss seen", LIMIT_MS, () -> connection.state() == ConnectionState.RECONNECTING);
            server.start();
            Await.until("connected again", LIMIT_MS, () -> connection.state() == ConnectionState.CONNECTED);

            connection.client().publish("a", "still subscribed".getBytes(UTF_8));
            assertThat(subscription.nextMessage(Duration.ofMillis(LIMIT_MS)).getData())
                    .isEqualTo("still subscribed".getBytes(UTF_8));
            Await.until("told", LIMIT_MS, () -> connection.count(ConnectionCounter.RECONNECTS) == 1);
            assertThat(connection.count(ConnectionCounter.DISCONNECTS)).isEqualTo(1);
        }
    }

    @Test
    void shouldSeeWithinSixSecondsThatTheBrokerDoesNotAnswer() {
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            server.freeze();
            Await.until("loss seen", LOSS_SEEN_LIMIT_MS, () -> connection.state() == ConnectionState.RECONNECTING);
            server.thaw();
            Await.until("connected again", LIMIT_MS, () -> connection.state() == ConnectionState.CONNECTED);
        }
    }

    @Test
    void shouldCountThatTheBrokerWillEnd() {
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            server.beginLameDuck();

            Await.until("told", LIMIT_MS, () -> connection.count(ConnectionCounter.LAME_DUCKS) > 0);
        }
    }

    @Test
    void shouldCountSlowConsumers() {
        try (NatsServer server = NatsServer.start(directory);
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            Subscription subscription = connection.client().subscribe("a");
            subscription.setPendingLimits(2, -1);
            for (int i = 0; i < 10; i++) {
                connection.client().publish("a", new byte[1]);
            }
            Await.until("slow", LIMIT_MS, () -> connection.count(ConnectionCounter.SLOW_CONSUMERS) == 1);
            Await.until("dropped", LIMIT_MS, () -> subscription.getDroppedCount() == 8);
        }
    }

    @Test
    void shouldSayWhereNoServerAnswers() {
        assertThatThrownBy(() -> NatsConnection.connect(new NatsContext().url("nats://127.0.0.1:1")))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("nats://127.0.0.1:1")
                .hasMessageContaining("Check that it runs there");
    }
}
