// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.bridge.connection.ConnectionCounter;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.bridge.outbound.StreamSettings;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.sink.NatsNames;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that stops where it stands (SIGSTOP), its connections open, in the middle of a run. The engine takes as many
 * events a second as before, where a thread that waited for the broker would take none; when the broker goes on,
 * everything arrives.
 *
 * <p>Service times, and how often a ring was full, say more of a shared machine: beside those of a run that nothing
 * happens to they are printed, and not asserted.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FrozenBrokerTest {
    private static final long FROZEN_MS = Integer.getInteger("tickwork.frozenSeconds", 2) * 1_000L;
    private static final int ROUNDS = Integer.getInteger("tickwork.frozenRounds", 1);
    private static final int EVENTS_PER_MS = 5;
    private static final long LEAD_MS = 300;
    private static final long LIMIT_MS = 120_000;
    /** Of the events that are due: the machine may be busy with something else. */
    private static final double PROGRESS_MIN = 0.5;

    /** A broker that does not answer is given up before that. */
    private static final long SILENCE_SEEN_MS = 6_000;

    private static final double[] PERCENTILES = {50, 99, 99.9};

    @TempDir
    private Path directory;

    /** @param lostMs after how many milliseconds the loss of the connection was seen; -1 if it was not. */
    private record Run(
            Histogram serviceTimesNs, long eventsMeanwhile, long outboundBackPressure, long arrived, long lostMs) {}

    @Test
    void shouldNotHoldTheEngineUp() {
        try (NatsServer server = NatsServer.start(directory.resolve("nats"), "-js")) {
            run(server, "warm-up", false);
            List<Run> undisturbed = new ArrayList<>();
            List<Run> frozen = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                undisturbed.add(run(server, "undisturbed-" + round, false));
                frozen.add(run(server, "frozen-" + round, true));
            }
            print(undisturbed, frozen);
            for (Run run : frozen) {
                assertThat(run.eventsMeanwhile).isGreaterThan((long) (PROGRESS_MIN * FROZEN_MS * EVENTS_PER_MS));
                assertThat(run.outboundBackPressure).isZero();
                assertThat(run.arrived).isEqualTo(undisturbed.get(0).arrived);
                if (FROZEN_MS > SILENCE_SEEN_MS) {
                    assertThat(run.lostMs)
                            .as("the loss was seen while the broker stood still")
                            .isNotNegative();
                }
            }
        }
    }

    private Run run(NatsServer server, String name, boolean isFrozen) {
        int eventCount = (int) (EVENTS_PER_MS * (FROZEN_MS + 2 * LEAD_MS));
        NatsSink sink = new NatsSink();
        Path journal = directory.resolve(name);
        EngineContext context = new EngineContext()
                .graph(StreamRun.graph(), StreamRun.GRAPH_SOURCES)
                .journalDirectory(journal)
                .waitMode(WaitMode.SLEEPING)
                .sampleInterval(1)
                .confirmedSequence(sink::confirmedSequence);
        try (NatsConnection connection = NatsConnection.connect(
                        new NatsContext().url(server.url()).reconnectWaitMs(20));
                sink) {
            sink.outbound(NatsOutbound.open(connection, outbound(context, sink, name, journal)));
            Pipeline pipeline = new Pipeline(
                    context, (ring, resumed) -> StreamRun.feed(ring, eventCount, 0, new Steadily()), List.of(sink));
            long eventsMeanwhile = 0;
            AtomicLong lostMs = new AtomicLong(-1);
            try (pipeline) {
                pipeline.start();
                Await.until("lead", LIMIT_MS, () -> pipeline.engine().runSequence() > LEAD_MS * EVENTS_PER_MS);
                if (isFrozen) {
                    server.freeze();
                }
                long before = pipeline.engine().runSequence();
                long startNs = System.nanoTime();
                Await.until("the time of the freeze", LIMIT_MS, () -> {
                    long elapsedNs = System.nanoTime() - startNs;
                    if (lostMs.get() < 0 && connection.count(ConnectionCounter.DISCONNECTS) > 0) {
                        lostMs.set(TimeUnit.NANOSECONDS.toMillis(elapsedNs));
                    }
                    return elapsedNs > TimeUnit.MILLISECONDS.toNanos(FROZEN_MS) || pipeline.isDone();
                });
                eventsMeanwhile = pipeline.engine().runSequence() - before;
                if (isFrozen) {
                    server.thaw();
                }
                Await.until("the end", LIMIT_MS, pipeline::isDone);
            }
            sink.close();
            return new Run(
                    pipeline.engine().serviceTimesNs(),
                    eventsMeanwhile,
                    pipeline.engine().outboundBackPressureCount(),
                    sink.count(OutboundCounter.CONFIRMED),
                    lostMs.get());
        }
    }

    private static OutboundContext outbound(EngineContext context, NatsSink sink, String name, Path journal) {
        return new OutboundContext()
                        .engine(name)
                        .names(new NatsNames(new GraphOutputNames(context.graph(), id -> name), context.graph()))
                        .status(sink)
                        .spoolDirectory(journal.resolve("outbound"))
                        .spoolCapacity(1 << 24)
                        .drainLimitNs(TimeUnit.MILLISECONDS.toNanos(LIMIT_MS))
                        .stream(StreamSettings.of(name, name, journal.resolve("outbound/position"))
                        .withSubjects(List.of("indicators." + name + ".>", "strategy.signals." + name)));
    }

    private static void print(List<Run> undisturbed, List<Run> frozen) {
        for (int round = 0; round < frozen.size(); round++) {
            for (double percentile : PERCENTILES) {
                long one = undisturbed.get(round).serviceTimesNs.getValueAtPercentile(percentile);
                long other = frozen.get(round).serviceTimesNs.getValueAtPercentile(percentile);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: service time p%s: %,d ns undisturbed, %,d ns with a broker stopped for %d ms, ratio"
                                + " %.2f%n",
                        round + 1,
                        percentile,
                        one,
                        other,
                        FROZEN_MS,
                        (double) other / one);
            }
            System.out.printf(
                    Locale.ROOT,
                    "round %d: the outbound ring was full %d times undisturbed, %d times with a stopped broker; %s%n",
                    round + 1,
                    undisturbed.get(round).outboundBackPressure,
                    frozen.get(round).outboundBackPressure,
                    frozen.get(round).lostMs < 0
                            ? "the loss of the connection was not seen before the broker went on"
                            : "the loss of the connection was seen after " + frozen.get(round).lostMs + " ms");
        }
    }

    /** So many events a millisecond, whatever their times. */
    private static final class Steadily implements Pacer {
        private final long startNs = System.nanoTime();
        private long count;

        @Override
        public boolean isDue(long eventTimeNs) {
            boolean isDue = count < TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) * EVENTS_PER_MS;
            count += isDue ? 1 : 0;
            return isDue;
        }
    }
}
