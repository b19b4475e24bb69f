// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.MessageHeaders;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalReader;
import io.tickwork.systemtests.TickworkProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parameters of an engine in a process of its own are changed from NATS and a node is reset, and a replay of its
 * journal ends where it ended. What the graph would not take is refused, with the reason, and leaves nothing in the
 * journal; also behind a start, which has to know what was changed before it.
 */
class NatsControlTest {
    private static final long LIMIT_MS = 60_000;
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(30);

    /** More than the period of the mean, so that the node is ready. */
    private static final int TRADE_COUNT = 5;

    @TempDir
    private Path directory;

    private Path journal;
    private Path out;
    private Path err;
    private Process engine;
    private Connection client;
    private long timeNs = 1_700_000_000_000_000_000L;

    @AfterEach
    void end() {
        if (engine != null) {
            engine.destroyForcibly();
        }
    }

    @Test
    void shouldReplayWhatWasChangedWhileItRan() throws Exception {
        journal = directory.resolve("journal");
        Path graph = Files.writeString(
                directory.resolve("graph.yaml"),
                "large: {type: large-trade, inputs: [Tick], params: {period: 3, multiple: 0}, publish: true}\n");
        try (NatsServer server = NatsServer.start(directory.resolve("server"));
                NatsConnection connection = NatsConnection.connect(new NatsContext().url(server.url()))) {
            client = connection.client();
            Subscription values = client.subscribe("indicators.ES.large.large");
            Subscription refused = client.subscribe("tickwork.refused");
            start(server, graph);

            trades(1 + TRADE_COUNT);
            assertThat(next(values)).contains("\"value\":true");
            control("parameter.ES", change("threshold", "10"));
            assertRefused(
                    refused, "NODE", "parameter.ES", change("threshold", "1").replace("large", "lagre"));
            assertRefused(refused, "PARAMETER", "parameter.ES", change("period", "4"));
            assertRefused(refused, "VALUE", "parameter.ES", change("threshold", "-1"));
            assertRefused(refused, "NODE", "reset.ES", "{\"node\":\"lagre\"}");
            awaitEvents(2 + TRADE_COUNT);
            trades(2 + 2 * TRADE_COUNT);
            Await.until(
                    "a trade that is not large", LIMIT_MS, () -> next(values).contains("\"value\":false"));
            control("reset.%", "{\"node\":\"large\"}");
            awaitEvents(3 + 2 * TRADE_COUNT);
            trades(3 + 3 * TRADE_COUNT);
            Result first = stopped();
            assertThat(first.out())
                    .contains("control messages among those published")
                    .contains("VALUE");
            assertReplayed(first);

            start(server, graph);
            control("parameter.%", change("threshold", "0.5"));
            awaitEvents(4 + 3 * TRADE_COUNT);
            trades(4 + 4 * TRADE_COUNT);
            Result second = stopped();
            assertReplayed(second);
        }
    }

    private void assertReplayed(Result run) throws IOException, InterruptedException {
        Result replay = TickworkProcess.run("replay", journal.toString(), "--no-progress");
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.hashes()).isEqualTo(run.hashes());
    }

    private static String change(String parameter, String value) {
        return "{\"changes\":[{\"node\":\"large\",\"parameter\":\"" + parameter + "\",\"value\":" + value + "}]}";
    }

    private void assertRefused(Subscription refused, String reason, String subject, String payload)
            throws InterruptedException {
        control(subject, payload);
        Message message = refused.nextMessage(MESSAGE_LIMIT);
        assertThat(message).as(reason).isNotNull();
        assertThat(message.getHeaders().getFirst(MessageHeaders.REFUSED)).isEqualTo(reason);
        assertThat(new String(message.getData(), UTF_8)).isEqualTo(payload);
    }

    private void control(String subject, String payload) {
        publish("control." + subject, payload);
    }

    /** Sends trades of size 1 and waits until the journal has so many events in all. */
    private void trades(long eventCount) {
        for (int i = 0; i < TRADE_COUNT; i++) {
            publish("md.trade.ES", "{\"time\":" + ++timeNs + ",\"price\":4500,\"size\":1}");
        }
        awaitEvents(eventCount);
    }

    private void publish(String subject, String payload) {
        client.publish(
                subject, new Headers().put(MessageHeaders.CONTENT_TYPE, MessageHeaders.JSON), payload.getBytes(UTF_8));
    }

    private static String next(Subscription subscription) {
        try {
            Message message = subscription.nextMessage(MESSAGE_LIMIT);
            assertThat(message).isNotNull();
            return new String(message.getData(), UTF_8);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void start(NatsServer server, Path graph) throws IOException {
        out = directory.resolve("out.txt");
        err = directory.resolve("err.txt");
        engine = TickworkProcess.start(
                out,
                err,
                "run",
                "--graph",
                graph.toString(),
                "--nats",
                server.url(),
                "--symbol",
                "ES:-2:0",
                "--journal",
                journal.toString(),
                "--control",
                "parameter",
                "--control",
                "reset=control.reset.{symbol}",
                "--encoding",
                "indicators.>=json",
                "--event-time",
                "--wait",
                "sleeping");
        await("running", () -> TickworkProcess.text(out).contains("Running until"));
    }

    private void awaitEvents(long count) {
        await(count + " events", () -> {
            try {
                return JournalReader.lastSequence(journal) >= count;
            } catch (JournalException e) {
                return false; // there is none yet
            }
        });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) {
        Await.until(what, LIMIT_MS, () -> {
            try {
                if (!engine.isAlive()) {
                    throw new AssertionError(
                            "the engine has ended: " + TickworkProcess.text(out) + TickworkProcess.text(err));
                }
                return condition.holds();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Result stopped() throws IOException, InterruptedException {
        engine.destroy(); // SIGTERM
        assertThat(engine.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS)).isTrue();
        return new Result(engine.exitValue(), TickworkProcess.text(out), TickworkProcess.text(err));
    }
}
