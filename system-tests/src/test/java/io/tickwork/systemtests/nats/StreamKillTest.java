// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.tickwork.bridge.inbound.InboundSources;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.systemtests.journal.ChildJvm;
import io.tickwork.systemtests.nats.StreamRun.Undisturbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine between two streams of JetStream, and their broker, each killed with SIGKILL at random moments while events
 * come as fast as they are taken. In the end the journal has to hold every message of the one stream once, the other
 * every output of an uninterrupted run, once, in order, bit for bit, and the engine's state is that of such a run. The
 * duplicate windows of both streams are a second, so that nothing here rests on them; every other outage is longer.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class StreamKillTest {
    private static final int KILLS = Integer.getInteger("tickwork.streamKills", 20);
    private static final long SEED = Long.getLong("tickwork.seed", 1);

    private static final int KILLS_PER_STREAM = 20;
    /** One kill is somewhere in each so many. */
    private static final int EVENTS_PER_KILL = 4_000;

    private static final Duration DUPLICATE_WINDOW = Duration.ofSeconds(1);
    private static final int LONG_OUTAGE_MS = 1_200;
    /** A JVM takes half a second to come up. */
    private static final int START_MS_MAX = 700;

    private static final int BACK_MS_MAX = 200;
    private static final int KILLS_PER_EXTRA_ONE = 4;
    private static final long LIMIT_MS = 120_000;
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(10);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int engineKills;
    private int brokerKills;
    private int longOutages;

    private Path home;
    private NatsServer server;
    private ProgressFile progress;
    private Process engine;

    @Test
    void shouldBringEverythingOnceWhoeverIsKilled() throws Exception {
        int streams = 0;
        while (engineKills + brokerKills < KILLS) {
            home = Files.createDirectory(directory.resolve("stream-" + ++streams));
            progress = ProgressFile.open(home.resolve("progress"));
            liveAndDie(Math.min(KILLS_PER_STREAM, KILLS - engineKills - brokerKills));
        }
    }

    private void liveAndDie(int kills) throws Exception {
        int eventCount = (kills + 1) * EVENTS_PER_KILL;
        Undisturbed expected = StreamRun.undisturbed(eventCount);
        List<byte[]> trades = expected.events().subList(1, eventCount);
        long startNs = System.nanoTime();
        try (NatsServer broker = NatsServer.start(home.resolve("nats"), "-js");
                StreamPublisher publisher = StreamPublisher.start(broker.url(), trades, progress, DUPLICATE_WINDOW)) {
            server = broker;
            engine = startEngine(eventCount);
            for (int kill = 0; kill < kills; kill++) {
                long moment = (long) kill * EVENTS_PER_KILL + random.nextInt(EVENTS_PER_KILL);
                awaitEngine("event " + moment, () -> progress.get() > moment);
                boolean isEngines = kill % 2 == 0;
                if (isEngines) {
                    killEngine(eventCount);
                } else {
                    killBroker();
                }
                if (random.nextInt(KILLS_PER_EXTRA_ONE) == 0) { // while it starts, or has not found the broker again
                    engine.waitFor(random.nextInt(isEngines ? START_MS_MAX : BACK_MS_MAX), TimeUnit.MILLISECONDS);
                    killEngine(eventCount);
                }
            }
            assertThat(engine.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isTrue();
            assertThat(engine.exitValue()).as(log()).isZero();
            System.out.printf(
                    Locale.ROOT,
                    "%,d events, %,d outputs in %.1f s; so far the engine was killed %d times and the broker %d times, %d"
                            + " outages longer than the duplicate window; seed %d; the publisher began again %d times%n",
                    eventCount,
                    expected.outputs().size(),
                    (System.nanoTime() - startNs) / 1e9,
                    engineKills,
                    brokerKills,
                    longOutages,
                    SEED,
                    publisher.retryCount());
            assertThat(stateHash()).as(log()).isEqualTo(Long.toHexString(expected.stateHash()));
            requireEachEventOnce(expected.events());
            requireExactly(server, expected.outputs());
        } finally {
            engine.destroyForcibly().waitFor();
        }
    }

    private void killEngine(int eventCount) throws InterruptedException, IOException {
        if (!engine.isAlive()) {
            assertThat(engine.exitValue()).as(log()).isZero();
        }
        engine.destroyForcibly().waitFor();
        engineKills++;
        engine = startEngine(eventCount);
    }

    private void killBroker() {
        server.kill();
        if (brokerKills++ % 2 == 0) {
            longOutages++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LONG_OUTAGE_MS)); // the outage, not a wait
        }
        server.start();
    }

    private void awaitEngine(String what, BooleanSupplier condition) {
        Await.until(what + ", seed " + SEED, LIMIT_MS, () -> {
            if (!engine.isAlive() && !condition.getAsBoolean()) {
                throw new AssertionError("the engine has ended before " + what + ": " + log());
            }
            return condition.getAsBoolean();
        });
    }

    private Process startEngine(int eventCount) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add(StreamEngine.class.getName());
        command.addAll(List.of(
                server.url(),
                home.resolve("journal").toString(),
                Integer.toString(eventCount),
                Long.toString(DUPLICATE_WINDOW.toMillis()),
                home.resolve("progress").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("engine.log").toFile()))
                .start();
    }

    private String log() {
        try {
            return "seed " + SEED + "\n" + Files.readString(home.resolve("engine.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String stateHash() throws IOException {
        return Files.readAllLines(home.resolve("engine.log")).stream()
                .filter(line -> line.startsWith(StreamEngine.STATE))
                .reduce((first, last) -> last)
                .map(line -> line.substring(StreamEngine.STATE.length()))
                .orElse("none");
    }

    /** All but the definition, which the engine makes itself, are the messages of the stream, by their numbers. */
    private void requireEachEventOnce(List<byte[]> expected) {
        try (JournalReader reader = JournalReader.open(home.resolve("journal"))) {
            JournaledTrades journaled = new JournaledTrades(expected);
            reader.readAll(journaled);
            assertThat(journaled.difference).as("seed %d", SEED).isNull();
            assertThat(journaled.count).as("seed %d", SEED).isEqualTo(expected.size());
        }
    }

    private static final class JournaledTrades implements JournalHandler {
        private final List<byte[]> expected;
        private int count;
        private String difference;

        JournaledTrades(List<byte[]> expected) {
            this.expected = expected;
        }

        @Override
        public void onEvent(
                long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            count++;
            if (count == 1 || difference != null) {
                return;
            }
            byte[] found = new byte[length];
            buffer.getBytes(offset, found);
            boolean isExpected = count <= expected.size()
                    && sourceId == InboundSources.STREAM
                    && sourceSequence == count - 1
                    && Arrays.equals(withoutReceiveTime(found), withoutReceiveTime(expected.get(count - 1)));
            if (!isExpected) {
                difference = "event " + sequence + ", number " + sourceSequence + " of source " + sourceId
                        + ", in the place of message " + (count - 1) + " of the stream";
            }
        }

        private static byte[] withoutReceiveTime(byte[] event) {
            byte[] copy = event.clone();
            new UnsafeBuffer(copy).putLong(InboundEvents.RECEIVE_TIME_NS_OFFSET, 0);
            return copy;
        }
    }

    private static void requireExactly(NatsServer server, List<byte[]> expected)
            throws IOException, InterruptedException, JetStreamApiException {
        Connection connection = Nats.connect(server.url());
        try {
            long count = connection
                    .jetStreamManagement()
                    .getStreamInfo(StreamRun.STREAM)
                    .getStreamState()
                    .getMsgCount();
            JetStreamSubscription all = connection
                    .jetStream()
                    .subscribe(
                            ">",
                            PushSubscribeOptions.builder().stream(StreamRun.STREAM)
                                    .ordered(true)
                                    .build());
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < Math.min(count, expected.size()); i++) {
                Message message = all.nextMessage(MESSAGE_LIMIT);
                assertThat(message)
                        .as("seed %d, message %d of %d", SEED, i + 1, count)
                        .isNotNull();
                assertThat(message.getData())
                        .as("seed %d, message %d", SEED, i + 1)
                        .isEqualTo(expected.get(i));
                assertThat(ids.add(message.getHeaders().getFirst("Nats-Msg-Id")))
                        .as("seed %d, id of message %d", SEED, i + 1)
                        .isTrue();
            }
            assertThat(count).as("seed %d", SEED).isEqualTo(expected.size());
        } finally {
            connection.close();
        }
    }
}
