// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import io.tickwork.perf.ring.DisruptorLane;
import io.tickwork.perf.ring.Lane;
import io.tickwork.perf.ring.TradePayload;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;

/** Two bare Disruptors and a thread between them that hands every event on: the same threads with no work. */
final class BareRoute implements Route, Agent {
    private static final int POLL_LIMIT = 256;

    private final Lane inbound = new DisruptorLane();
    private final Lane outbound = new DisruptorLane();
    private final TradePayload payload = new TradePayload();
    private final Lane.Sink forward = (buffer, offset) -> forward(payload.number(buffer, offset));
    private final TradePayload arrivedPayload = new TradePayload();
    private final Lane.Sink arrived = (buffer, offset) -> arrivals().onArrival(arrivedPayload.number(buffer, offset));
    private final TurnIdleStrategy idleStrategy = new TurnIdleStrategy();
    private final AgentRunner runner;
    private Arrivals arrivals;
    private volatile boolean isClosed;

    BareRoute() {
        runner = new AgentRunner(idleStrategy, Throwable::printStackTrace, null, this);
        AgentRunner.startOnThread(runner);
    }

    private Arrivals arrivals() {
        return arrivals;
    }

    private void forward(long number) {
        while (!outbound.offer(number) && !isClosed) {
            Thread.onSpinWait();
        }
    }

    @Override
    public String label() {
        return "disruptor";
    }

    @Override
    public String roleName() {
        return label();
    }

    @Override
    public void turn(boolean isItsTurn) {
        idleStrategy.turn(isItsTurn);
    }

    @Override
    public void begin(int sampleShift) {
        // Events are numbered by whoever sends them.
    }

    @Override
    public boolean offer(long number) {
        return inbound.offer(number);
    }

    @Override
    public int poll(Arrivals to, int limit) {
        arrivals = to;
        return outbound.poll(arrived, limit);
    }

    @Override
    public int doWork() {
        return inbound.poll(forward, POLL_LIMIT);
    }

    @Override
    public void close() {
        isClosed = true;
        runner.close();
    }
}
