// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.systemtests.journal.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine and its broker, each killed with SIGKILL at random moments, as fast as the engine goes. In the end the
 * stream has to hold every output of an uninterrupted run, once, in order, bit for bit. The broker's own duplicate
 * window is the shortest it takes, so that nothing here rests on it; every other outage is longer than that.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class StreamKillTest {
    private static final int KILLS = Integer.getInteger("tickwork.streamKills", 4);
    private static final long SEED = Long.getLong("tickwork.seed", 1);

    private static final int KILLS_PER_STREAM = 20;
    private static final int EVENTS = 20_000;
    private static final long DUPLICATE_WINDOW_MS = 100;
    /** An undisturbed run takes some seconds; a JVM takes half of one to come up. */
    private static final int LIFE_MS_MIN = 400;

    private static final int LIFE_MS_MAX = 2_500;
    private static final long END_S_MAX = 120;
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(10);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int engineKills;
    private int brokerKills;

    @Test
    void shouldBringEveryOutputOnceWhoeverIsKilled() throws Exception {
        List<byte[]> expected = StreamRun.outputs(EVENTS);
        int streams = 0;
        while (engineKills + brokerKills < KILLS) {
            Path home = Files.createDirectory(directory.resolve("stream-" + ++streams));
            liveAndDie(home, Math.min(KILLS_PER_STREAM, KILLS - engineKills - brokerKills), expected);
        }
        System.out.printf(
                "Killed the engine %d times and the broker %d times over %d streams of %d outputs; seed %d%n",
                engineKills, brokerKills, streams, expected.size(), SEED);
    }

    private void liveAndDie(Path home, int kills, List<byte[]> expected) throws Exception {
        try (NatsServer server = NatsServer.start(home.resolve("nats"), "-js")) {
            for (int kill = 0; kill < kills; kill++) {
                // The last of an odd number and every second one before are the engine's.
                if (kill % 2 == 0) {
                    killEngine(server, home);
                } else {
                    killBroker(server, home);
                }
            }
            Process last = startEngine(server, home);
            assertThat(last.waitFor(END_S_MAX, TimeUnit.SECONDS)).as(log(home)).isTrue();
            assertThat(last.exitValue()).as(log(home)).isZero();
            requireExactly(server, expected);
        }
    }

    private void killEngine(NatsServer server, Path home) throws Exception {
        Process engine = startEngine(server, home);
        engine.waitFor(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX), TimeUnit.MILLISECONDS);
        kill(engine, home);
        engineKills++;
    }

    /** While an engine runs, which is killed some time after: it may be before it has noticed, or long behind. */
    private void killBroker(NatsServer server, Path home) throws Exception {
        Process engine = startEngine(server, home);
        engine.waitFor(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX), TimeUnit.MILLISECONDS);
        server.kill();
        brokerKills++;
        if (random.nextBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2 * DUPLICATE_WINDOW_MS)); // the outage, not a wait
        }
        server.start();
        engine.waitFor(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX), TimeUnit.MILLISECONDS);
        kill(engine, home);
    }

    private static void kill(Process engine, Path home) throws InterruptedException, IOException {
        if (!engine.isAlive()) {
            assertThat(engine.exitValue()).as(log(home)).isZero();
        }
        engine.destroyForcibly().waitFor();
    }

    private static Process startEngine(NatsServer server, Path home) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add(StreamEngine.class.getName());
        command.addAll(List.of(
                server.url(),
                home.resolve("journal").toString(),
                Integer.toString(EVENTS),
                Long.toString(DUPLICATE_WINDOW_MS)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("engine.log").toFile()))
                .start();
    }

    private static String log(Path home) throws IOException {
        return "seed " + SEED + "\n" + Files.readString(home.resolve("engine.log"));
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
