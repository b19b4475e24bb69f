// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.latency;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BusySpinIdleStrategy;

/**
 * Sends events when they are due and takes what arrives. An event that could not be sent in time is sent as soon as
 * possible, and was due when it was due.
 */
final class OpenLoop {
    private static final int ARRIVALS_LIMIT = 64;
    /** Of events that are late, so many are sent before what has arrived is looked at. */
    private static final int SEND_LIMIT = 16;
    /** About so many events a second are sampled; a look at the clock costs as much as several nodes. */
    private static final double SAMPLES_PER_SECOND = 60_000;
    /** For what is under way when the last event has been sent. */
    private static final long DRAIN_NS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Route route;
    private final double intervalNs;
    private final long count;
    private final int sampleShift;
    private final Latencies latencies = new Latencies();
    private final Route.Arrivals arrivals = this::onArrival;
    private long baseNs;
    private long backPressured;
    private long expected;
    private volatile long arrivedCount;

    /**
     * @param route of the events.
     * @param rate events per second.
     * @param count how many events.
     */
    OpenLoop(Route route, double rate, long count) {
        this.route = route;
        this.count = count;
        intervalNs = TimeUnit.SECONDS.toNanos(1) / rate;
        sampleShift = rate <= SAMPLES_PER_SECOND
                ? 0
                : Long.SIZE - Long.numberOfLeadingZeros((long) (rate / SAMPLES_PER_SECOND));
    }

    /**
     * Runs it.
     *
     * @param timeLimitNs after which nothing more is sent.
     * @param isReceiverApart whether a thread of its own takes what arrives, or the one that sends does.
     * @return what was measured.
     */
    Latencies run(long timeLimitNs, boolean isReceiverApart) {
        route.begin(sampleShift);
        Agent receiver = new Receiver();
        baseNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        long sent;
        if (isReceiverApart) {
            AgentRunner runner =
                    new AgentRunner(new BusySpinIdleStrategy(), Throwable::printStackTrace, null, receiver);
            AgentRunner.startOnThread(runner);
            sent = send(baseNs + timeLimitNs, null);
            drain(sent, null);
            runner.close();
        } else {
            AgentInvoker invoker = new AgentInvoker(OpenLoop::raise, null, receiver);
            invoker.start();
            sent = send(baseNs + timeLimitNs, invoker);
            drain(sent, invoker);
        }
        latencies.onEnd(arrivedCount, System.nanoTime() - baseNs, backPressured);
        return latencies;
    }

    private long dueNs(long number) {
        return baseNs + (long) (number * intervalNs);
    }

    private long send(long endNs, AgentInvoker receiver) {
        long next = 0;
        long nowNs = System.nanoTime();
        while (next < count && nowNs < endNs) {
            for (int i = 0; i < SEND_LIMIT && next < count && nowNs >= dueNs(next); i++) {
                if (route.offer(next)) {
                    next++;
                } else {
                    backPressured++;
                    break;
                }
            }
            if (receiver != null) {
                receiver.invoke();
            }
            nowNs = System.nanoTime();
        }
        return next;
    }

    private void drain(long sent, AgentInvoker receiver) {
        long endNs = System.nanoTime() + DRAIN_NS_MAX;
        while (arrivedCount < sent) {
            if (receiver != null) {
                receiver.invoke();
            }
            if (System.nanoTime() > endNs) {
                throw new IllegalStateException(
                        route.label() + ": of " + sent + " events " + arrivedCount + " have arrived");
            }
        }
    }

    private static void raise(Throwable error) {
        throw new IllegalStateException(error);
    }

    private void onArrival(long number) {
        if (number != expected) {
            throw new IllegalStateException(
                    route.label() + ": event " + number + " arrived where " + expected + " was to come");
        }
        expected++;
        if ((number & (1L << sampleShift) - 1) == 0) {
            latencies.onArrival(route, number, dueNs(number), System.nanoTime());
        }
    }

    /** Takes what arrives. */
    private final class Receiver implements Agent {
        @Override
        public String roleName() {
            return "receiver";
        }

        @Override
        public int doWork() {
            int work = route.poll(arrivals, ARRIVALS_LIMIT);
            if (work > 0) {
                arrivedCount = expected;
            }
            return work;
        }
    }
}
