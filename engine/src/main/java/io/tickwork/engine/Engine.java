// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;

/**
 * One engine: an inbound ring, a journal, a graph and an outbound ring, with the engine thread between them.
 *
 * <pre>
 *  producer ──► inbound ring ──► engine thread ──► outbound ring ──► consumer
 *                                  │ journal, then run
 *                                  ▼
 *                               journal
 * </pre>
 *
 * <p>Threading: {@link #inbound()} is for one producer thread, {@link #outboundConsumer()} for one consumer thread,
 * which must keep taking what comes until {@link #close()} has returned. Everything else is for the thread that owns
 * the engine; counters of the processor may be read once it is closed.
 */
public final class Engine implements AutoCloseable {
    /** No time limit for the end of a thread: it would bring an interrupt, which closes files under their writer. */
    static final int WITHOUT_INTERRUPT = 0;

    private final EventRing inbound;
    private final EventRing outbound;
    private final RingConsumer inboundConsumer;
    private final RingConsumer outboundConsumer;
    private final JournalWriter journal;
    private final GraphProcessor processor;
    private final EngineAgent agent;
    private final AgentRunner runner;
    private volatile boolean isCancelled;

    private Engine(EngineContext context) {
        inbound = new EventRing(context.slotCount(), context.slotLengthBytes());
        outbound = OutboundPublisher.ring(context.graph(), context.slotCount());
        inboundConsumer = inbound.addConsumer();
        outboundConsumer = outbound.addConsumer();
        OutboundPublisher publisher = new OutboundPublisher(
                context.graph(), outbound, context.waitMode().idleStrategy(), () -> isCancelled);
        processor = new GraphProcessor(context.graph(), PlanCompiler::compile, publisher);
        // Last, so that whatever may be refused above leaves no journal behind.
        journal = createJournal(context, processor.nodeDigestCountMax());
        agent = new EngineAgent(context, inboundConsumer, journal, processor);
        runner = new AgentRunner(context.waitMode().idleStrategy(), agent::onError, null, agent);
    }

    /**
     * Creates the journal and everything else; {@link #start()} sets it going.
     *
     * @param context concluded here if it is not.
     * @return the engine.
     * @throws io.tickwork.journal.JournalException when the journal cannot be created.
     */
    public static Engine create(EngineContext context) {
        return new Engine(context.conclude());
    }

    private static JournalWriter createJournal(EngineContext context, int nodeDigestCountMax) {
        JournalWriter journal = JournalWriter.create(
                context.journalDirectory(),
                new JournalContext()
                        .batchLimit(context.batchLimit())
                        .eventLengthMax(context.slotLengthBytes())
                        .outcomeLimit(context.batchLimit())
                        .nodeDigestLimit(nodeDigestCountMax));
        try {
            journal.manifest(manifest(context));
        } catch (RuntimeException | Error e) {
            CloseHelper.quietClose(journal);
            throw e;
        }
        return journal;
    }

    static Manifest manifest(EngineContext context) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(ManifestSettings.CHECKPOINT_INTERVAL, Integer.toString(context.checkpointInterval()));
        settings.put(ManifestSettings.BATCH_LIMIT, Integer.toString(context.batchLimit()));
        settings.put(ManifestSettings.WAIT_MODE, context.waitMode().name());
        return new Manifest(
                BuildVersion.current(),
                System.getProperty("java.vendor"),
                System.getProperty("java.version"),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                context.graphSources().stream()
                        .map(source -> new Manifest.GraphSource(source.name(), source.text()))
                        .toList(),
                GraphFingerprint.of(context.graph()),
                settings,
                calendars(context.graph()),
                context.graph().outputs().stream().map(PublishedOutput::name).toList(),
                context.graph().nodeIds(),
                Instant.now().toString());
    }

    /** As instants: the time-zone data of whoever replays may differ. */
    private static SortedMap<String, String> calendars(Graph graph) {
        SortedMap<String, String> calendars = new TreeMap<>();
        graph.calendars().forEach((name, calendar) -> calendars.put(name, calendar.toText()));
        return calendars;
    }

    /** Starts the engine thread. */
    public void start() {
        AgentRunner.startOnThread(runner);
    }

    /** {@return the work of the engine thread; a test steps it instead of calling {@link #start()}} */
    EngineAgent agent() {
        return agent;
    }

    /** {@return the ring that events are published to} */
    public EventRing inbound() {
        return inbound;
    }

    /** {@return the consumer of everything that leaves} */
    public RingConsumer outboundConsumer() {
        return outboundConsumer;
    }

    /** {@return whether everything published to the inbound ring has been run, or the engine has failed} */
    public boolean isIdle() {
        return agent.failure() != null || inboundConsumer.sequence() == inbound.cursor();
    }

    /** {@return what ended the engine thread, null when nothing did} */
    public Throwable failure() {
        return agent.failure();
    }

    /**
     * Tells the engine that nobody takes its outputs any more, so that it does not wait for that; it ends as failed.
     */
    public void cancel() {
        isCancelled = true;
    }

    /**
     * Ends the engine thread after the batch at hand and closes the journal with a last checkpoint, unless the engine
     * has failed. Events still in the inbound ring are not run: wait for {@link #isIdle()} first. Throws nothing: see
     * {@link #failure()} afterwards.
     */
    @Override
    public void close() {
        runner.close(WITHOUT_INTERRUPT, null);
    }

    /** {@return the processor, for its counters and hashes} */
    public GraphProcessor processor() {
        return processor;
    }

    /** {@return the hash of the state at the end} */
    public long stateHash() {
        return agent.stateHash();
    }

    /** {@return the bytes of all frames journaled} */
    public long journalBytes() {
        return journal.bytesWritten();
    }

    /** {@return the number of frames journaled} */
    public long journalFrames() {
        return journal.framesWritten();
    }

    /** {@return sampled service times of single events on the engine thread, in nanoseconds} */
    public Histogram serviceTimesNs() {
        return agent.serviceTimesNs();
    }

    /** {@return the number of checkpoints journaled} */
    public long checkpointCount() {
        return agent.checkpointCount();
    }

    /** {@return the time the engine thread spent on its longest checkpoint, in nanoseconds} */
    public long checkpointTimeNsMax() {
        return agent.checkpointTimeNsMax();
    }

    /** {@return how often the engine thread found the outbound ring full} */
    public long outboundBackPressureCount() {
        return outbound.backPressureCount();
    }
}
