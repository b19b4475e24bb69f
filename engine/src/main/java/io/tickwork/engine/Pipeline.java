// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.engine.feed.Feed;
import io.tickwork.engine.sink.OutboundAgent;
import io.tickwork.engine.sink.Outlet;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.engine.thread.Pins;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.WaitMode;
import java.util.List;
import java.util.function.BiFunction;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;

/**
 * A feed, an engine and sinks, run from the first event to the last. The bridge thread carries both edges, so that with
 * the engine thread there are two threads at work.
 *
 * <p>Threading: the thread that owns the pipeline; {@link #stop()} from any thread. The sinks stay their maker's, to
 * complete once {@link #close()} has returned without an exception, and to close.
 */
public final class Pipeline implements AutoCloseable {
    private static final int OUTPUTS_PER_CYCLE = 1_024;

    private final Engine engine;
    private final BiFunction<EventRing, ResumePoint, Feed> feed;
    private final FeedAgent feedAgent;
    private final List<Outlet> outlets;
    private final AgentRunner bridge;
    private final Pins pins;
    private volatile Throwable bridgeFailure;

    /**
     * @param context of the engine.
     * @param feed makes the feed, given the ring it publishes to and where the journal goes on. It is closed by this.
     * @param sinks that take the outputs.
     * @throws io.tickwork.journal.JournalException when the journal's directory cannot be had.
     */
    public Pipeline(EngineContext context, BiFunction<EventRing, ResumePoint, Feed> feed, List<OutputSink> sinks) {
        engine = Engine.create(context);
        pins = context.pins();
        this.feed = feed;
        outlets = sinks.stream()
                .filter(Outlet.class::isInstance)
                .map(Outlet.class::cast)
                .toList();
        feedAgent = new FeedAgent(() -> outlets.stream().allMatch(Outlet::isIntakeOpen));
        OutboundAgent outboundAgent = new OutboundAgent(
                engine.outboundConsumer(),
                OUTPUTS_PER_CYCLE,
                engine.outputLengthMax(),
                engine::releasedSequence,
                engine::runSequence,
                sinks);
        // The bridge shares its core with everything that is not the engine, so it never spins on it alone.
        WaitMode waitMode = context.waitMode() == WaitMode.SLEEPING ? WaitMode.SLEEPING : WaitMode.YIELDING;
        bridge = new AgentRunner(
                waitMode.idleStrategy(), this::onBridgeError, null, new CompositeAgent(feedAgent, outboundAgent));
    }

    private void onBridgeError(Throwable error) {
        if (bridgeFailure == null) {
            bridgeFailure = error;
        }
        feedAgent.stop();
        if (error instanceof Error) {
            engine.cancel(); // it ends the bridge thread, which an exception does not
        }
    }

    /**
     * Runs what the journal holds, then starts to feed. What the feed's maker throws comes through.
     *
     * @throws RuntimeException what {@link Engine#open} throws; close this then, too.
     */
    public void start() {
        engine.tellJournal(outlets);
        AgentRunner.startOnThread(
                bridge, pins.factory(Pins.BRIDGE)); // first, since outputs may come of what the journal holds
        ResumePoint resumed = engine.recover();
        Feed begun = feed.apply(engine.inbound(), resumed);
        try {
            engine.open();
            outlets.forEach(outlet ->
                    outlet.goLive(engine.journalId().toString(), resumed.generation(), resumed.lastSequence()));
            engine.start();
        } catch (RuntimeException | Error e) {
            begun.close();
            throw e;
        }
        feedAgent.begin(begun);
    }

    /** {@return whether the last event has been run, or something has failed} */
    public boolean isDone() {
        return bridgeFailure != null
                || engine.failure() != null
                || feedAgent.isDone() && (engine.isIdle() || feedAgent.isStopping() && engine.isFull());
    }

    /** {@return the number of events published so far} */
    public long publishedCount() {
        return feedAgent.publishedCount();
    }

    /** Takes no more events; what was accepted is still run. */
    public void stop() {
        feedAgent.stop();
    }

    /**
     * Ends the threads, the engine first so that everything it puts out is still taken, and closes journal and feed.
     *
     * @throws RuntimeException what has failed, if anything has; an {@link Error} likewise.
     */
    @Override
    public void close() {
        outlets.forEach(Outlet::beginClose);
        engine.close();
        bridge.close(Engine.WITHOUT_INTERRUPT, null);
        if (feedAgent.failure() != null) {
            throw feedAgent.failure();
        }
        Throwable failure = bridgeFailure != null ? bridgeFailure : engine.failure();
        if (failure != null) {
            LangUtil.rethrowUnchecked(failure);
        }
    }

    /** {@return the engine, for its counters} */
    public Engine engine() {
        return engine;
    }
}
