// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundAgent;
import io.tickwork.bridge.inbound.InboundContext;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.StreamSettings;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.NatsFeed;
import io.tickwork.engine.sink.NatsNames;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine between two streams, in a process of its own: takes its events from one, and its outputs go to the other.
 * Ends when all of them have, and prints the hash of its state.
 */
final class StreamEngine {
    /** What the line with the hash of the state begins with. */
    static final String STATE = "state ";

    private static final int SPOOL_CAPACITY = 1 << 22;
    private static final long DRAIN_LIMIT_S = 60;

    private StreamEngine() {}

    /**
     * Goes on with a journal until all events are in it.
     *
     * @param arguments the URL of the broker, the journal, the number of events, the duplicate window in milliseconds,
     *     and a file in which to say how many events have been run.
     */
    public static void main(String[] arguments) throws IOException {
        run(
                arguments[0],
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                ProgressFile.open(Path.of(arguments[4])));
    }

    private static void run(String url, Path journal, int eventCount, long duplicateWindowMs, ProgressFile progress) {
        NatsSink sink = new NatsSink();
        EngineContext context = new EngineContext()
                .graph(StreamRun.graph(), StreamRun.GRAPH_SOURCES)
                .journalDirectory(journal)
                .waitMode(WaitMode.SLEEPING)
                .confirmedSequence(sink::confirmedSequence);
        try (NatsConnection connection =
                        NatsConnection.connect(new NatsContext().url(url).reconnectWaitMs(20));
                sink) {
            StreamSettings stream = new StreamSettings(
                    StreamRun.STREAM,
                    List.of("indicators.>", "strategy.signals.>"),
                    Duration.ofMillis(duplicateWindowMs),
                    StreamSettings.WINDOW_MAX_DEFAULT,
                    journal.resolve("outbound/position"));
            OutboundContext outbound = new OutboundContext()
                            .engine("e1")
                            .names(new NatsNames(
                                    new GraphOutputNames(context.graph(), id -> StreamRun.SYMBOL), context.graph()))
                            .status(sink)
                            .spoolDirectory(journal.resolve("outbound"))
                            .spoolCapacity(SPOOL_CAPACITY)
                            .drainLimitNs(TimeUnit.SECONDS.toNanos(DRAIN_LIMIT_S))
                            .stream(stream);
            sink.outbound(NatsOutbound.open(connection, outbound));
            Pipeline pipeline = new Pipeline(
                    context,
                    (ring, resumed) -> new NatsFeed(InboundAgent.create(
                            connection,
                            new InboundContext()
                                            .symbols(List.of(StreamRun.MARKET_SYMBOL))
                                            .definedCount(resumed.symbols().size())
                                            .journaledSequence(id -> Math.max(
                                                    0, resumed.sources().get(id)))
                                            .stream(StreamRun.MARKET_STREAM, journal.resolve("inbound-stream")),
                            ring)),
                    List.of(sink));
            try (pipeline) {
                pipeline.start();
                while (!pipeline.isDone()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    long sequence = pipeline.engine().runSequence();
                    progress.set(sequence);
                    if (sequence >= eventCount) {
                        pipeline.stop();
                    }
                }
            }
            sink.complete();
            System.out.println(STATE + Long.toHexString(pipeline.engine().stateHash()));
        }
    }
}
