// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.api.StreamConfiguration;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalReader;
import io.tickwork.systemtests.TickworkProcess.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine in a process of its own takes real trades from a real broker, and ends where it ends when it takes them
 * from the file. {@code -Dtickwork.natsTrades=100000} takes all of them, {@code -Dtickwork.natsKills=200} kills engine
 * and broker more often.
 */
class NatsRunTest {
    private static final Path ALL_TRADES =
            Path.of(System.getProperty("tickwork.root"), "engine/target/data/bitstamp_trades_from_20131125_usd.csv");
    private static final int TRADE_COUNT = Integer.getInteger("tickwork.natsTrades", 20_000);
    private static final int EVENT_COUNT = TRADE_COUNT + 1;
    private static final int KILL_COUNT = Integer.getInteger("tickwork.natsKills", 3);
    private static final long SEED = Long.getLong("tickwork.seed", 7_014);
    private static final long LIMIT_MS = 180_000;

    @TempDir
    private static Path common;

    private static Path trades;
    private static String expected;

    @TempDir
    private Path directory;

    private Path out;
    private Path err;
    private Process engine;

    @Test
    void shouldEndWhereItEndsWithTheFile() throws Exception {
        Path journal = directory.resolve("core");
        try (NatsServer server = NatsServer.start(directory.resolve("server"))) {
            start(server, journal);
            awaitEngine("running", () -> text(out).contains("Running until"));
            publish(server);

            awaitEvents(journal, EVENT_COUNT);
            assertThat(stopped().hashes()).isEqualTo(expected);
            assertThat(text(out))
                    .contains(String.format(Locale.ROOT, "%,d  messages published to the engine", TRADE_COUNT));
        }
        // What was journaled can be played again, and gives the same.
        Path again = directory.resolve("again");
        try (NatsServer server = NatsServer.start(directory.resolve("server2"))) {
            start(server, again);
            awaitEngine("running", () -> text(out).contains("Running until"));
            Result published =
                    TickworkProcess.run("publish", journal.toString(), "--nats", server.url(), "--no-progress");
            assertThat(published.exitCode()).as(published.err()).isZero();

            awaitEvents(again, EVENT_COUNT);
            assertThat(stopped().hashes()).isEqualTo(expected);
        }
    }

    @Test
    void shouldJournalEachMessageOnceWhateverIsKilled() throws Exception {
        System.out.println("stream into an engine, seed " + SEED);
        Path journal = directory.resolve("stream");
        SplittableRandom random = new SplittableRandom(SEED);
        try (NatsServer server = NatsServer.start(directory.resolve("server"), "-js")) {
            try (NatsConnection client = NatsConnection.connect(new NatsContext().url(server.url()))) {
                client.client()
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name("market")
                                .subjects("md.>")
                                .build());
            }
            publish(server, "--jetstream");
            start(server, journal, "--stream", "market");
            for (int kill = 0; kill < KILL_COUNT; kill++) {
                awaitEvents(journal, Math.min(EVENT_COUNT, events(journal) + 1 + random.nextInt(TRADE_COUNT / 5)));
                if (kill % 3 == 1) {
                    server.kill();
                    server.start();
                } else {
                    engine.destroyForcibly().waitFor();
                    start(server, journal, "--stream", "market");
                }
            }
            awaitEvents(journal, EVENT_COUNT);
            assertThat(stopped().hashes()).isEqualTo(expected);
            assertThat(events(journal)).isEqualTo(EVENT_COUNT);
        }
    }

    @BeforeAll
    static void runTheFile() throws IOException, InterruptedException {
        trades = common.resolve("trades.csv");
        try (Stream<String> lines = Files.lines(ALL_TRADES)) {
            Files.write(trades, (Iterable<String>) lines.limit(EVENT_COUNT)::iterator); // its head is a line, too
        }
        Result file = TickworkProcess.run(
                "run",
                "--input",
                trades.toString(),
                "--symbol",
                "BTCUSD",
                "--journal",
                common.resolve("file").toString(),
                "--wait",
                "sleeping");
        assertThat(file.exitCode()).as(file.out() + file.err()).isZero();
        expected = file.hashes();
    }

    private void start(NatsServer server, Path journal, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--nats",
                server.url(),
                "--symbol",
                "BTCUSD",
                "--journal",
                journal.toString(),
                "--event-time",
                "--wait",
                "sleeping"));
        arguments.addAll(List.of(options));
        out = directory.resolve("out.txt");
        err = directory.resolve("err.txt");
        engine = TickworkProcess.start(out, err, arguments.toArray(String[]::new));
    }

    private void publish(NatsServer server, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("publish", trades.toString(), "--nats", server.url(), "--symbol", "BTCUSD", "--no-progress"));
        arguments.addAll(List.of(options));
        Result published = TickworkProcess.run(arguments.toArray(String[]::new));
        assertThat(published.exitCode()).as(published.out() + published.err()).isZero();
        assertThat(published.out()).contains(String.format(Locale.ROOT, "Published %,d messages", TRADE_COUNT));
    }

    private static long events(Path journal) {
        try {
            return JournalReader.lastSequence(journal);
        } catch (JournalException e) {
            return 0; // there is none yet
        }
    }

    private void awaitEvents(Path journal, long count) {
        awaitEngine(count + " events", () -> events(journal) >= count);
    }

    private void awaitEngine(String what, BooleanSupplier condition) {
        Await.until(what, LIMIT_MS, () -> {
            if (!engine.isAlive()) {
                throw new AssertionError("the engine has ended: " + text(out) + text(err));
            }
            return condition.getAsBoolean();
        });
    }

    private Result stopped() throws IOException, InterruptedException {
        engine.destroy(); // SIGTERM
        assertThat(engine.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS)).isTrue();
        return new Result(engine.exitValue(), text(out), text(err));
    }

    private static String text(Path file) {
        try {
            return TickworkProcess.text(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
