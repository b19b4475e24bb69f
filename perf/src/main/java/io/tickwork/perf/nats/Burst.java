// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.inbound.InboundCounter;
import io.tickwork.bridge.inbound.InboundCounters;
import io.tickwork.bridge.outbound.OutboundCounter;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Is anything lost uncounted in a burst of ten times the usual rate, and how long does it take until the time from a
 * trade on NATS to its value is as before?
 *
 * <p>One thread sends at planned times: a while at the usual rate, ten seconds at ten times that, or as fast as it can,
 * and again at the usual rate. Each trade has the number of its source. Times count from when a trade was due, but in
 * the burst, where they count from when it was sent. Expected: the same as before within a second after the burst, as
 * nothing is queued behind what the engine cannot take, beyond the client library's own queue.
 *
 * <p>Ends with 1 when trades or values are missing that are not counted.
 */
public final class Burst {
    private static final int RATE_DEFAULT = 20_000;
    private static final int BURST_FACTOR = 10;
    private static final int WARM_UP_S = 5;
    private static final int QUIET_S = 5;
    private static final int BURST_S = 10;
    private static final int SETTLE_S = 1;
    private static final long WAIT_NS = 20_000;
    private static final long LAST_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    /** Room for trades that are sent until the last one has come. */
    private static final int LAST_MAX = 1_000;

    private final Connection client;
    private final String source = "burst@" + System.currentTimeMillis();
    private final long[] dueNs;
    private final long[] valueNs;
    private int sentCount;
    private volatile long valueCount;
    private volatile boolean isOver;

    private Burst(Connection client, int tradeCountMax) {
        this.client = client;
        dueNs = new long[tradeCountMax];
        valueNs = new long[tradeCountMax];
    }

    /**
     * Prints the times and what was counted.
     *
     * @param args the URL of a server, by default on this machine, and the usual rate in trades a second.
     */
    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        String url = args.length > 0 ? args[0] : NatsContext.URL_DEFAULT;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : RATE_DEFAULT;
        boolean isComplete;
        try (NatsConnection sending = NatsConnection.connect(new NatsContext().url(url));
                NatsConnection receiving = NatsConnection.connect(new NatsContext().url(url));
                EngineOnNats engine = EngineOnNats.start(url, WaitMode.YIELDING)) {
            int seconds = WARM_UP_S + QUIET_S + BURST_FACTOR * BURST_S + SETTLE_S + QUIET_S;
            Burst burst = new Burst(sending.client(), (seconds + 1) * rate + LAST_MAX);
            isComplete = burst.run(receiving.client(), engine, rate);
        }
        System.exit(isComplete ? 0 : 1);
    }

    private boolean run(Connection receiving, EngineOnNats engine, int rate)
            throws InterruptedException, TimeoutException {
        Subscription values = receiving.subscribe(EngineOnNats.VALUES);
        values.setPendingLimits(-1, -1);
        receiving.flush(Duration.ofSeconds(5));
        Thread receiver = new Thread(() -> receive(values), "receiver");
        receiver.start();

        send(rate, WARM_UP_S, true);
        int before = sentCount;
        send(rate, QUIET_S, true);
        int burst = sentCount;
        send(BURST_FACTOR * rate, BURST_S, false);
        int settling = sentCount;
        send(rate, SETTLE_S, true);
        int after = sentCount;
        send(rate, QUIET_S, true);
        int end = sentCount;
        boolean isComplete = awaitAll(engine);
        isOver = true;
        receiver.join();

        System.out.printf(
                Locale.ROOT,
                "%-20s %12s %12s %12s %14s %14s %14s%n",
                "",
                "trades/s",
                "trades",
                "no value",
                "p50 us",
                "p99 us",
                "max us");
        Histogram usual = print("before", before, burst, QUIET_S);
        print("burst", burst, settling, BURST_S);
        print("first second after", settling, after, SETTLE_S);
        Histogram recovered = print("from then on", after, end, QUIET_S);
        System.out.printf(
                Locale.ROOT,
                "a second after the burst to before: p50 %.2f, p99 %.2f; %d processors, Java %s%n",
                ratio(recovered, usual, 50),
                ratio(recovered, usual, 99),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        return isComplete;
    }

    private static double ratio(Histogram one, Histogram other, double percentile) {
        return (double) one.getValueAtPercentile(percentile) / other.getValueAtPercentile(percentile);
    }

    private void send(int rate, int seconds, boolean isEachSent) {
        long startNs = System.nanoTime();
        long endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        double gapNs = 1e9 / rate;
        long count = (long) rate * seconds;
        for (long sent = 0; sent < count; sent++) {
            long due = startNs + (long) (sent * gapNs);
            long nowNs = System.nanoTime();
            while (nowNs < due) {
                LockSupport.parkNanos(Math.min(WAIT_NS, due - nowNs));
                nowNs = System.nanoTime();
            }
            if (!isEachSent && nowNs >= endNs) {
                return; // faster than it can
            }
            send(isEachSent ? due : nowNs);
        }
    }

    private void send(long due) {
        int index = sentCount++;
        dueNs[index] = due;
        Headers headers =
                new Headers().put("Tickwork-Source", source).put("Tickwork-Sequence", Long.toString(index + 1L));
        client.publish(EngineOnNats.TRADES, headers, EngineOnNats.trade(index));
    }

    private void receive(Subscription values) {
        try {
            while (!isOver) {
                Message value = values.nextMessage(Duration.ofMillis(10));
                if (value != null) {
                    valueNs[EngineOnNats.index(value)] = System.nanoTime();
                    valueCount++; // written here alone
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a few more, which show what is missing before them, until all trades and values are accounted for. */
    private boolean awaitAll(EngineOnNats engine) {
        InboundCounters in = engine.inbound();
        long startNs = System.nanoTime();
        long lastNs = startNs;
        boolean isComplete = false;
        while (!isComplete && System.nanoTime() - startNs < LIMIT_NS) {
            LockSupport.parkNanos(LAST_INTERVAL_NS / 10);
            isComplete =
                    accountedTrades(in) == sentCount && accountedValues(engine) == in.get(InboundCounter.PUBLISHED);
            if (!isComplete && System.nanoTime() - lastNs > LAST_INTERVAL_NS) {
                lastNs = System.nanoTime();
                send(lastNs);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "trades: sent %,d = journaled %,d + missing %,d - late %,d (dropped by the client library %,d)%s%n",
                sentCount,
                in.get(InboundCounter.PUBLISHED),
                in.get(InboundCounter.MISSING),
                in.get(InboundCounter.LATE),
                in.get(InboundCounter.DROPPED),
                accountedTrades(in) == sentCount ? "" : ": NOT COUNTED " + (sentCount - accountedTrades(in)));
        System.out.printf(
                Locale.ROOT,
                "values: made %,d = come %,d + dropped for newer ones %,d%s%n",
                in.get(InboundCounter.PUBLISHED),
                valueCount,
                engine.outbound(OutboundCounter.DROPPED_OLDEST),
                isComplete ? "" : ": NOT COUNTED " + (in.get(InboundCounter.PUBLISHED) - accountedValues(engine)));
        return isComplete;
    }

    private static long accountedTrades(InboundCounters in) {
        return in.get(InboundCounter.PUBLISHED) + in.get(InboundCounter.MISSING) - in.get(InboundCounter.LATE);
    }

    private long accountedValues(EngineOnNats engine) {
        return valueCount + engine.outbound(OutboundCounter.DROPPED_OLDEST);
    }

    private Histogram print(String phase, int from, int to, int seconds) {
        Histogram timesNs = new Histogram(3);
        int missing = 0;
        for (int index = from; index < to; index++) {
            if (valueNs[index] == 0) {
                missing++;
            } else {
                timesNs.recordValue(Math.max(0, valueNs[index] - dueNs[index]));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-20s %,12d %,12d %,12d %,14.1f %,14.1f %,14.1f%n",
                phase,
                (to - from) / seconds,
                to - from,
                missing,
                timesNs.getValueAtPercentile(50) / 1e3,
                timesNs.getValueAtPercentile(99) / 1e3,
                timesNs.getMaxValue() / 1e3);
        return timesNs;
    }
}
