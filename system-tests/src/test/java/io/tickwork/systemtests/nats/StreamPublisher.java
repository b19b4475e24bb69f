// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.nats;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings trades into a stream, as fast as broker and engine take them, whatever is killed: number n of the stream is
 * trade n. Each says what number it expects to follow; whatever goes wrong, it asks for the last that is there and goes
 * on behind it.
 */
final class StreamPublisher implements AutoCloseable {
    /** The engine is never without work, and the broker never done before it. */
    private static final int LEAD_MAX = 4_096;

    private static final int WINDOW = 512;
    private static final long ACKNOWLEDGEMENT_LIMIT_MS = 2_000;
    private static final long LOOK_INTERVAL_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long RETRY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final NatsConnection connection;
    private final List<byte[]> trades;
    private final ProgressFile progress;
    private final Thread thread = new Thread(this::run, "publisher");
    private volatile boolean isClosed;
    private volatile int retryCount;

    private StreamPublisher(NatsConnection connection, List<byte[]> trades, ProgressFile progress) {
        this.connection = connection;
        this.trades = trades;
        this.progress = progress;
    }

    /** Makes the stream and begins. */
    static StreamPublisher start(String url, List<byte[]> trades, ProgressFile progress, Duration duplicateWindow)
            throws IOException, JetStreamApiException {
        NatsConnection connection = NatsConnection.connect(
                new NatsContext().url(url).name("publisher").reconnectWaitMs(20));
        connection
                .client()
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(StreamRun.MARKET_STREAM)
                        .subjects("md.>")
                        .duplicateWindow(duplicateWindow)
                        .build());
        StreamPublisher publisher = new StreamPublisher(connection, trades, progress);
        publisher.thread.start();
        return publisher;
    }

    private void run() {
        Connection client = connection.client();
        while (!isClosed) {
            try {
                long last = client.jetStreamManagement()
                        .getStreamInfo(StreamRun.MARKET_STREAM)
                        .getStreamState()
                        .getLastSequence();
                publishBehind(client.jetStream(), last);
                return;
            } catch (IOException
                    | JetStreamApiException
                    | ExecutionException
                    | TimeoutException
                    | IllegalStateException e) { // or cancelled, which is one
                retryCount++;
                LockSupport.parkNanos(RETRY_INTERVAL_NS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void publishBehind(JetStream stream, long last)
            throws InterruptedException, ExecutionException, TimeoutException {
        Deque<CompletableFuture<PublishAck>> underWay = new ArrayDeque<>();
        for (long number = last + 1; number <= trades.size(); number++) {
            while (number > progress.get() + LEAD_MAX && !isClosed) {
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
            underWay.add(stream.publishAsync(
                    StreamRun.MARKET_SUBJECT,
                    trades.get((int) number - 1),
                    PublishOptions.builder().expectedLastSequence(number - 1).build()));
            await(underWay, WINDOW);
        }
        await(underWay, 0);
    }

    private static void await(Deque<CompletableFuture<PublishAck>> underWay, int leftMax)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (underWay.size() > leftMax) {
            underWay.poll().get(ACKNOWLEDGEMENT_LIMIT_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** {@return how often it has asked where to go on} */
    int retryCount() {
        return retryCount;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
