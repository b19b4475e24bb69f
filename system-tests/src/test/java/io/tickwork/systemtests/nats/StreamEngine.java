// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.outbound.NatsOutbound;
import io.tickwork.bridge.outbound.OutboundContext;
import io.tickwork.bridge.outbound.StreamSettings;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.sink.NatsNames;
import io.tickwork.engine.sink.NatsSink;
import io.tickwork.ring.WaitMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An engine whose outputs go to a stream, in a process of its own; ends when all of them have. */
final class StreamEngine {
    private static final int SPOOL_CAPACITY = 1 << 22;
    private static final long DRAIN_LIMIT_S = 60;

    private StreamEngine() {}

    /**
     * Goes on with a journal until all events are in it.
     *
     * @param arguments the URL of the broker, the journal, the number of events, and the duplicate window in
     *     milliseconds.
     */
    public static void main(String[] arguments) {
        run(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
    }

    private static void run(String url, Path journal, int eventCount, long duplicateWindowMs) {
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
            try (Pipeline pipeline = new Pipeline(
                    context,
                    (ring, resumed) -> StreamRun.feed(
                            ring, eventCount, Math.max(0, resumed.sources().get(StreamRun.SOURCE_ID)), Pacer.AT_ONCE),
                    List.of(sink))) {
                pipeline.start();
                while (!pipeline.isDone()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
            sink.complete();
        }
    }
}
