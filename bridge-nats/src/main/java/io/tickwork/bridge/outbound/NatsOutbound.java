// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.nats.client.Connection;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbound half of the bridge: takes what an engine puts out and publishes it, on a thread of its own, since a
 * broker that has stopped blocks whoever publishes.
 *
 * <p>Life: {@link #open} reads back what the stream holds, after which {@link #confirmedSequence} tells the engine
 * which outputs to make again; {@link #start} sets the publishing thread going; {@link #close} waits a while for what
 * has not left, and ends it. The connection stays its maker's, to close after this.
 *
 * <p>Threading: {@link #hasRoom}, {@link #offer} and {@link #caughtUp} belong to the bridge thread, which they never
 * hold up; {@link #beginClose}, {@link #close} and the rest of a life to the thread that owns this; everything else is
 * for any thread.
 */
public final class NatsOutbound implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NatsOutbound.class);
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_NS_MAX = TimeUnit.MICROSECONDS.toNanos(200);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    /** Every output begins with the sequence of its event. */
    private static final int SEQUENCE_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    /** What is kept free in the spool for what an engine has accepted before the intake stops. */
    private static final int INTAKE_SHARE = 4;

    private final NatsConnection connection;
    private final OutboundContext context;
    private final OutboundCounters counters = new OutboundCounters();
    private final Spool spool;
    private final OutboundRoutes routes;
    private final DropOldestQueue dropOldest;
    private final Conflation conflation;
    private final StreamDrain stream;
    private final SpoolDrain drain;
    private final PublishingAgent agent;
    private final WakeableIdleStrategy idleStrategy = new WakeableIdleStrategy(IDLE_NS_MAX);
    private final AgentRunner runner;

    /** On core NATS, outputs of events up to here have had their turn, though they may be made again for others. */
    private volatile long leftSequence = Long.MAX_VALUE;

    private boolean isStarted;
    private long lastMark;
    private volatile long closeTimeNs;
    private volatile boolean isClosing;
    private volatile Throwable failure;

    private NatsOutbound(NatsConnection connection, OutboundContext context) {
        this.connection = connection;
        this.context = context;
        StreamEnd end = context.stream() == null ? null : StreamEnd.open(connection.client(), context.stream());
        routes = new OutboundRoutes(context);
        spool = new Spool(context.spoolDirectory(), context.spoolCapacity());
        dropOldest = new DropOldestQueue(context.dropOldestCapacity(), counters);
        conflation = new Conflation(counters);
        MessageSender sender = new MessageSender(connection.client(), context.names(), counters);
        OutboundRoutes publishingRoutes = new OutboundRoutes(context);
        stream = end == null
                ? null
                : new StreamDrain(spool, publishingRoutes, connection, context, end, counters, System::nanoTime);
        drain = stream == null ? new CoreDrain(spool, publishingRoutes, sender) : stream;
        agent = new PublishingAgent(context, drain, dropOldest, conflation, sender, System::nanoTime);
        runner = new AgentRunner(idleStrategy, this::onError, null, agent);
    }

    /**
     * Opens the way to NATS and, where there is one, the stream.
     *
     * @param connection to publish on.
     * @param context concluded here if it is not.
     * @return the outbound half; nothing runs yet.
     * @throws BridgeException when the stream cannot be had, or the spool cannot be made.
     */
    public static NatsOutbound open(NatsConnection connection, OutboundContext context) {
        return new NatsOutbound(connection, context.conclude());
    }

    private void onError(Throwable error) {
        if (failure == null) {
            failure = error;
            LOGGER.error("Outputs can leave no more: {}", error.getMessage());
        }
    }

    /** Starts the publishing thread. */
    public void start() {
        isStarted = true;
        AgentRunner.startOnThread(runner);
    }

    /** {@return the work of the publishing thread; a test steps it instead of calling {@link #start()}} */
    Agent agent() {
        return agent;
    }

    /**
     * Says which journal is about to be run. To be called before the engine asks for {@link #confirmedSequence}.
     *
     * @param journalId of the journal, as text; null when there is none yet.
     * @param newestGeneration in it, 0 when there is none yet.
     * @throws BridgeException if the stream holds outputs of another journal.
     */
    public void journal(String journalId, long newestGeneration) {
        if (stream != null) {
            stream.journal(journalId, newestGeneration);
        }
    }

    /**
     * Says that the journal has been run and that what comes now is new. To be called before there are new events.
     *
     * @param journalId of the journal, as text.
     * @param generation of what comes.
     * @param lastSequence of the last event in the journal, 0 for none.
     * @throws BridgeException if the stream is ahead of the journal.
     */
    public void goLive(String journalId, long generation, long lastSequence) {
        if (stream != null) {
            stream.goLive(journalId, generation, lastSequence);
        } else {
            leftSequence = lastSequence;
        }
    }

    /**
     * {@return up to which event outputs have safely arrived: those of later events are to be made again by a start} On
     * core NATS, where nobody says so, that is all.
     */
    public long confirmedSequence() {
        return drain.confirmedSequence();
    }

    /**
     * {@return up to which event outputs have arrived, whichever graph or generation they are of} On core NATS, and for
     * a stream that has had none yet, that is all. To be called once the journal is known.
     */
    public long arrivedSequence() {
        return drain.arrivedSequence();
    }

    /**
     * {@return whether events may be taken: else so much waits for the broker that what they give might find no room}
     */
    public boolean isIntakeOpen() {
        return spool.capacity() - spool.size() >= spool.capacity() / INTAKE_SHARE;
    }

    /**
     * {@return whether there is room for a batch of outputs; else none is to be offered} Counted when there is not.
     *
     * @param lengthMax the most bytes of its outputs, of which none has fewer than {@link Spool#OVERHEAD}.
     * @throws BridgeException what has failed, if anything has.
     */
    public boolean hasRoom(long lengthMax) {
        Throwable failed = failure;
        if (failed instanceof BridgeException known) {
            throw known;
        }
        if (failed != null) {
            throw BridgeException.environment("Outputs can leave no more: " + failed, failed);
        }
        boolean hasRoom = spool.capacity() - spool.size() >= 2 * lengthMax;
        if (!hasRoom) {
            counters.increment(OutboundCounter.SPOOL_FULL);
        }
        return hasRoom || isGivenUp();
    }

    /**
     * Takes an output. On core NATS those of the past are passed over: they have left, or never will.
     *
     * @param generation it is of.
     * @param buffer holds its SBE message, which is copied.
     * @param offset where its header begins.
     * @param length of the message, its header included.
     * @throws IllegalStateException if there is no room, for which {@link #hasRoom} had to be asked.
     */
    public void offer(long generation, DirectBuffer buffer, int offset, int length) {
        if (stream == null && buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN) <= leftSequence) {
            return;
        }
        OutboundRoute route = routes.of(buffer, offset);
        switch (route.policy()) {
            case SPOOL -> {
                if (!spool.offer(generation, buffer, offset, length)) {
                    onNoRoom();
                }
            }
            case DROP_OLDEST -> dropOldest.offer(route, buffer, offset, length);
            case CONFLATE -> conflation.put(route, buffer, offset, length);
        }
        if (route.screen() != null) {
            conflation.put(route.screen(), buffer, offset, length);
        }
        idleStrategy.wake();
    }

    private void onNoRoom() {
        if (!isGivenUp()) {
            throw new IllegalStateException("the spool of " + spool.capacity() + " bytes has no room for an output");
        }
        counters.increment(OutboundCounter.LEFT_BEHIND);
    }

    /**
     * Says that all outputs of events up to one have been offered, so that events that give nothing count as confirmed
     * too.
     *
     * @param sequence of the event.
     */
    public void caughtUp(long sequence) {
        if (stream != null && sequence > lastMark && isIntakeOpen() && spool.mark(sequence)) {
            lastMark = sequence;
        }
    }

    /** {@return what has ended publishing, null when nothing has} */
    public Throwable failure() {
        return failure;
    }

    /** {@return what is counted} */
    public OutboundCounters counters() {
        return counters;
    }

    /** {@return the bytes that wait in the spool} */
    public long spoolSize() {
        return spool.size();
    }

    /** {@return how many outputs are under way to the stream and not confirmed} */
    public int underWayCount() {
        return drain.underWayCount();
    }

    /**
     * Says that the engine is about to be closed: from now on the bridge thread waits for room only so long as the
     * context's drain limit says. What finds none then is left behind.
     */
    public void beginClose() {
        if (!isClosing) {
            closeTimeNs = System.nanoTime() + context.drainLimitNs();
            isClosing = true;
        }
    }

    private boolean isGivenUp() {
        return isClosing && (failure != null || System.nanoTime() - closeTimeNs > 0);
    }

    /** Waits until everything has left, or the drain limit is over, and ends the publishing thread. Idempotent. */
    @Override
    public void close() {
        if (runner.isClosed()) {
            return;
        }
        beginClose();
        while (isStarted && !isEmpty() && !isGivenUp()) {
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
        runner.close(0, null);
        try {
            flush();
            countLeftBehind();
        } finally {
            spool.close();
        }
    }

    private boolean isEmpty() {
        return spool.size() == 0 && drain.underWayCount() == 0 && dropOldest.size() == 0 && conflation.size() == 0;
    }

    private void flush() {
        try {
            if (connection.client().getStatus() == Connection.Status.CONNECTED) {
                connection.client().flush(FLUSH_LIMIT);
            }
        } catch (TimeoutException e) {
            LOGGER.warn("The broker did not take the last messages within {}", FLUSH_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void countLeftBehind() {
        LeftBehind left = new LeftBehind();
        while (spool.read(left, Integer.MAX_VALUE) > 0) {
            // Until nothing is left.
        }
        long count = left.count + drain.underWayCount() + dropOldest.size() + conflation.size() + agent.heldCount();
        counters.add(OutboundCounter.LEFT_BEHIND, count);
        if (count > 0) {
            LOGGER.warn(
                    "{} messages had not left at the end.{}",
                    count,
                    stream == null ? "" : " The next start makes those of them again that the stream has not.");
        }
    }

    private static final class LeftBehind implements Spool.Reader {
        private long count;

        @Override
        public boolean onFrame(long generation, DirectBuffer buffer, int offset, int length) {
            count++;
            return true;
        }

        @Override
        public void onMark(long sequence) {
            // No message.
        }
    }
}
