// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ring;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BusySpinIdleStrategy;

/**
 * A lane with a second thread at its other end, which spins. Either it takes trades and adds them up, or it sends each
 * back by a second lane.
 */
final class HandOver implements Agent, AutoCloseable {
    private static final int POLL_LIMIT = 256;

    private final Lane there;
    private final Lane back;
    private final AgentRunner runner;
    private final TradePayload payload = new TradePayload();
    private final Lane.Sink sink;
    private final AtomicLong received = new AtomicLong();
    private long sum;

    private final TradePayload ownPayload = new TradePayload();
    private final Lane.Sink ownSink = (buffer, offset) -> ownNumber = ownPayload.number(buffer, offset);
    private long ownNumber;
    private long sent;

    /**
     * @param there what the caller's thread offers to.
     * @param back what the other thread answers by; null if it does not.
     */
    HandOver(Lane there, Lane back) {
        this.there = there;
        this.back = back;
        sink = back == null
                ? (buffer, offset) -> sum += payload.sum(buffer, offset)
                : (buffer, offset) -> back.offer(payload.number(buffer, offset));
        runner = new AgentRunner(new BusySpinIdleStrategy(), Throwable::printStackTrace, null, this);
        AgentRunner.startOnThread(runner);
    }

    /** Hands over so many trades and waits until the other thread has taken the last. */
    long stream(int count) {
        long end = sent + count;
        while (sent < end) {
            if (there.offer(sent)) {
                sent++;
            } else {
                Thread.onSpinWait();
            }
        }
        while (received.get() < end) {
            Thread.onSpinWait();
        }
        return sum;
    }

    /** Sends so many trades one after another, each when the one before has come back. */
    long roundTrips(int count) {
        for (int i = 0; i < count; i++) {
            there.offer(sent);
            while (back.poll(ownSink, 1) == 0) {
                Thread.onSpinWait();
            }
            if (ownNumber != sent) {
                throw new IllegalStateException("trade " + sent + " came back as " + ownNumber);
            }
            sent++;
        }
        return sent;
    }

    /** Throws unless the sum is that of all trades. */
    void check() {
        long expected = LongStream.range(0, sent).map(TradePayload::sumOf).sum();
        if (back == null && sum != expected) {
            throw new IllegalStateException("the trades that came are not those that were sent");
        }
    }

    @Override
    public String roleName() {
        return "consumer";
    }

    @Override
    public int doWork() {
        int count = there.poll(sink, POLL_LIMIT);
        if (count > 0) {
            received.lazySet(received.get() + count);
        }
        return count;
    }

    @Override
    public void close() {
        runner.close();
        there.close();
        if (back != null) {
            back.close();
        }
    }
}
