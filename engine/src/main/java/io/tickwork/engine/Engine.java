// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.replay.RecordedOutcomes;
import io.tickwork.engine.sink.Outlet;
import io.tickwork.journal.Durability;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalForcer;
import io.tickwork.journal.JournalKeeper;
import io.tickwork.journal.JournalMark;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.snapshot.SnapshotStore;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine: an inbound ring, a journal, a graph and an outbound ring, with the engine thread between them.
 *
 * <pre>
 *  producer ──► inbound ring ──► engine thread ──► outbound ring ──► consumer
 *                                  │ journal, then run      outputs of events
 *                                  ▼                        up to releasedSequence()
 *                               journal ◄── keeper: space, segments
 *                                       ◄── forcer: to the disk (durability power)
 * </pre>
 *
 * <p>Life: {@link #create} takes the journal's directory, {@link #recover} runs what is in it, {@link #open} begins a
 * segment, {@link #start} sets the engine thread going, {@link #close} ends everything.
 *
 * <p>Threading: {@link #inbound()} is for one producer thread, {@link #outboundConsumer()} for one consumer thread,
 * which must keep taking what comes from {@link #open()} until {@link #close()} has returned. Everything else is for
 * the thread that owns the engine; counters of the processor may be read once it is closed.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Engine.class);

    /** No time limit for the end of a thread: it would bring an interrupt, which closes files under their writer. */
    static final int WITHOUT_INTERRUPT = 0;

    /** Looking for what has been appended opens files and allocates. */
    private static final int FOLLOWER_IDLE_MS = 20;

    private static final long FORCER_IDLE_NS_MAX = TimeUnit.MICROSECONDS.toNanos(100);

    private final EngineContext context;
    private final EventRing inbound;
    private final EventRing outbound;
    private final RingConsumer inboundConsumer;
    private final RingConsumer journalConsumer;
    private final RingConsumer outboundConsumer;
    private final OutboundPublisher publisher;
    private final GraphProcessor processor;
    private final RunManifest manifest;
    private final Journal journal;

    private JournalWriter writer;
    private Recovery recovery;
    private JournalEnd end = JournalEnd.EMPTY;
    private long arrivedSequence = Long.MAX_VALUE;
    private ResumePoint resumePoint;
    private volatile long recoveredSequence;
    private EngineAgent agent;
    private volatile ParallelLog parallelLog;
    private SnapshotMaker snapshotMaker;
    private AgentRunner runner;
    private AgentRunner journalerRunner;
    private AgentRunner snapshotRunner;
    private AgentRunner keeperRunner;
    private AgentRunner forcerRunner;
    private volatile JournalForcer forcer;
    private LiveSnapshots liveSnapshots;
    private volatile boolean isCancelled;
    private volatile boolean isClosed;
    private volatile Error keeperFailure;

    private Engine(EngineContext context) {
        this.context = context;
        inbound = new EventRing(context.slotCount(), context.slotLengthBytes());
        outbound = OutboundPublisher.ring(context.graph(), context.slotCount());
        inboundConsumer = inbound.addConsumer();
        journalConsumer = context.topology() == Topology.PARALLEL ? inbound.addConsumer() : null;
        outboundConsumer = outbound.addConsumer();
        publisher = new OutboundPublisher(
                context.graph(), outbound, context.waitMode().idleStrategy(), this::isReleaseOver);
        processor = new GraphProcessor(context.graph(), context.plans(), publisher);
        manifest = new RunManifest(context, processor);
        context.journal()
                .batchLimit(context.batchLimit())
                .eventLengthMax(context.slotLengthBytes())
                .outcomeLimit(
                        context.topology() == Topology.PARALLEL
                                ? ParallelLog.outcomeLimit(context)
                                : context.batchLimit())
                .nodeDigestLimit(processor.nodeDigestCountMax())
                .conclude();
        // Last, so that whatever may be refused above leaves no directory behind.
        long startNs = System.nanoTime();
        journal = Journal.own(context.journalDirectory());
        logStep("owned", startNs);
    }

    /**
     * Takes the journal's directory and makes everything that needs no journal; {@link #start()} sets it going.
     *
     * @param context concluded here if it is not.
     * @return the engine.
     * @throws io.tickwork.journal.JournalException when another process has the directory, or it cannot be written to.
     */
    public static Engine create(EngineContext context) {
        return new Engine(context.conclude());
    }

    private void logStep(String step, long startNs) {
        LOGGER.info(
                "The journal {} is {}, after {} ms.",
                context.journalDirectory(),
                step,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
    }

    /**
     * Tells outlets which journal is going to be run, as far as that can be read.
     *
     * @param outlets to be told, before {@link #recover()}.
     */
    void tellJournal(List<Outlet> outlets) {
        if (outlets.isEmpty()) {
            return;
        }
        UUID id = Recovery.journalId(context.journalDirectory());
        long generation = Recovery.newestGeneration(context.journalDirectory());
        outlets.forEach(outlet -> outlet.journal(id == null ? null : id.toString(), generation));
        arrivedSequence =
                outlets.stream().mapToLong(Outlet::arrivedSequence).min().getAsLong();
    }

    /**
     * Runs the events that the journal holds. Outputs of events that are not
     * {@linkplain EngineContext#confirmedSequence confirmed} go into the outbound ring meanwhile. Nothing is written
     * yet. Idempotent.
     *
     * @return where the engine will go on.
     * @throws io.tickwork.journal.JournalException when the journal is damaged, or cannot be read.
     * @throws EngineStartException when its events do not give what they gave, or outputs of another graph are owed.
     * @throws EngineHaltedException when one of them halts the graph.
     */
    public ResumePoint recover() {
        if (resumePoint == null) {
            long startNs = System.nanoTime();
            recovery = new Recovery(context, processor, manifest, publisher::generation);
            if (Journal.exists(context.journalDirectory())) {
                if (context.journal().durability() == Durability.POWER) {
                    journal.force(); // outputs of what is in it leave
                }
                end = runJournal();
                String from = recovery.snapshotSequence() == 0
                        ? ""
                        : " behind the snapshot at " + recovery.snapshotSequence();
                logStep("read, " + recovery.eventCount() + " events" + from, startNs);
            }
            manifest.refresh();
            resumePoint = new ResumePoint(
                    lastSequence(end),
                    recovery.sources(),
                    manifest.symbols(),
                    manifest.generation(),
                    recovery.snapshotSequence(),
                    processor);
            recoveredSequence = resumePoint.lastSequence();
        }
        return resumePoint;
    }

    /**
     * Does what {@link #recover()} does, and begins a segment for the events to come. Idempotent.
     *
     * @throws io.tickwork.journal.JournalException as there, and when the journal cannot be gone on with.
     */
    public void open() {
        if (writer != null) {
            return;
        }
        recover();
        long startNs = System.nanoTime();
        JournalWriter begun = journal.append(context.journal(), end, recovery.sources());
        if (end.nextOutcomeSequence() < end.nextSequence()) {
            RecordedOutcomes recorded = recovery.recorded();
            for (int i = 0; i < recorded.pendingCount(); i++) {
                begun.outcome(recorded.pendingDigest(i));
            }
        }
        begun.manifest(manifest.manifest());
        publisher.generation(manifest.generation(), false);
        writer = begun;
        startKeepers();
        startSnapshots(recovery.snapshots(), resumePoint.lastSequence());
        makeAgents(resumePoint.lastSequence());
        logStep("open as generation " + manifest.generation(), startNs);
    }

    private JournalEnd runJournal() {
        boolean isOfSameGraph = recovery.isOfSameGraph();
        publisher.quietUpTo(isOfSameGraph ? context.confirmedSequence().getAsLong() : Long.MAX_VALUE);
        JournalEnd reached = recovery.run();
        publisher.quietUpTo(lastSequence(reached));
        if (!isOfSameGraph && lastSequence(reached) > arrivedSequence) {
            onOwedOutputs(lastSequence(reached));
        }
        return reached;
    }

    /** Nothing of this start is in the journal yet, so that the graph before this one can still make them. */
    private void onOwedOutputs(long lastSequence) {
        String owed = String.format(
                Locale.ROOT,
                "The graph has changed, and of the last %,d events of the journal %s, from %d to %d, outputs of the graph"
                        + " before it may not have been published. This graph cannot make them.",
                lastSequence - arrivedSequence,
                context.journalDirectory(),
                arrivedSequence + 1,
                lastSequence);
        if (!context.giveUpOwedOutputs()) {
            throw new EngineStartException(
                    owed + " Start the graph before it once more, with the broker there, and stop"
                            + " it in order: that publishes them. To do without them, start with --give-up-outputs.");
        }
        LOGGER.warn("{} They are given up.", owed);
    }

    /** The first event has the sequence 1. */
    private static long lastSequence(JournalEnd end) {
        return Math.max(1, end.nextSequence()) - 1;
    }

    private void makeAgents(long lastSequence) {
        LiveSnapshots taken = liveSnapshots;
        EventLog log;
        if (context.topology() == Topology.PARALLEL) {
            parallelLog = new ParallelLog(
                    context, writer, journalConsumer, taken, processor.nodeDigestCountMax(), lastSequence);
            journalerRunner =
                    new AgentRunner(context.waitMode().idleStrategy(), parallelLog::onError, null, parallelLog);
            log = parallelLog;
        } else {
            log = new InlineLog(writer, taken, lastSequence + 1);
        }
        agent = new EngineAgent(context, inboundConsumer, log, taken, processor, manifest, lastSequence);
        runner = new AgentRunner(context.waitMode().idleStrategy(), agent::onError, null, agent);
    }

    private void startSnapshots(SnapshotStore store, long lastSequence) {
        boolean isInline = context.snapshots() == SnapshotMode.INLINE;
        if (context.snapshots() != SnapshotMode.NONE) {
            store.removeLeftovers();
            snapshotMaker = new SnapshotMaker(context, store, journal.journalId(), manifest);
            journal.keeper().neededSequence(snapshotMaker::neededSequence);
        }
        liveSnapshots = new LiveSnapshots(context, processor, isInline ? snapshotMaker : null, lastSequence);
        if (isInline) {
            snapshotRunner = startThread(liveSnapshots, new SleepingMillisIdleStrategy(1), Engine::onSnapshotError);
        } else if (snapshotMaker != null) {
            snapshotRunner = startThread(
                    new SnapshotFollower(context, manifest, snapshotMaker),
                    new SleepingMillisIdleStrategy(FOLLOWER_IDLE_MS),
                    Engine::onSnapshotError);
        }
    }

    private void startKeepers() {
        JournalKeeper keeper = journal.keeper();
        keeper.manifests(manifest::manifest);
        keeperRunner = startThread(keeper, new SleepingMillisIdleStrategy(1), this::onKeeperError);
        forcer = journal.forcer();
        if (forcer != null) {
            forcerRunner =
                    startThread(forcer, new BackoffIdleStrategy(1, 1, 1_000, FORCER_IDLE_NS_MAX), this::onKeeperError);
        }
    }

    /** Runs what works beside the engine thread. */
    private AgentRunner startThread(Agent work, IdleStrategy idleStrategy, ErrorHandler errorHandler) {
        AgentRunner started = new AgentRunner(idleStrategy, errorHandler, null, work);
        AgentRunner.startOnThread(started, context.pins().factory(work.roleName()));
        return started;
    }

    private void onKeeperError(Throwable error) {
        LOGGER.error("A thread beside the journal's writer met what it should not have", error);
        if (error instanceof Error ending) {
            keeperFailure = ending; // it ends the thread, which an exception does not
        }
    }

    private static void onSnapshotError(Throwable error) {
        LOGGER.error("The thread that makes snapshots met what it should not have", error);
    }

    /** Starts the engine thread; opens the engine if that has not been done. */
    public void start() {
        open();
        if (journalerRunner != null) {
            AgentRunner.startOnThread(
                    journalerRunner,
                    context.pins().factory(journalerRunner.agent().roleName()));
        }
        AgentRunner.startOnThread(runner, context.pins().factory(agent.roleName()));
    }

    /** {@return the work of the engine thread; a test steps it instead of calling {@link #start()}} */
    EngineAgent agent() {
        return agent;
    }

    /** {@return the work of the journaler, null where the engine thread journals; a test steps it} */
    ParallelLog journaler() {
        return parallelLog;
    }

    /** {@return where it has gone on; once recovered} */
    public ResumePoint resumePoint() {
        return resumePoint;
    }

    /** {@return the ring that events are published to, once the engine is open} */
    public EventRing inbound() {
        return inbound;
    }

    /**
     * {@return the last event that has been run: what it put out is in the outbound ring} May be called from any
     * thread.
     */
    public long runSequence() {
        return recoveredSequence + inboundConsumer.sequence() + 1;
    }

    /** {@return the id of the journal; once it is open} */
    public UUID journalId() {
        return journal.journalId();
    }

    /** {@return the most bytes of one output} */
    public int outputLengthMax() {
        return outbound.payloadCapacity();
    }

    /** {@return the consumer of everything that leaves} */
    public RingConsumer outboundConsumer() {
        return outboundConsumer;
    }

    /** {@return up to which event outputs may leave: its slots' source sequence} May be called from any thread. */
    public long releasedSequence() {
        JournalForcer current = forcer;
        if (current != null) {
            return current.forcedSequence();
        }
        return parallelLog == null ? Long.MAX_VALUE : writer.committedSequence();
    }

    /** {@return whether everything published to the inbound ring has been run, or the engine has failed} */
    public boolean isIdle() {
        long published = inbound.cursor();
        return failure() != null
                || inboundConsumer.sequence() == published
                        && (journalConsumer == null || journalConsumer.sequence() == published);
    }

    /** {@return whether the journal's disk has no room, so that no event is taken} */
    public boolean isFull() {
        return journal.keeper() != null && journal.keeper().isFull() && !writer.hasRoom();
    }

    /** {@return what ended the engine thread or keeps outputs from leaving, null when nothing does} */
    public Throwable failure() {
        JournalForcer current = forcer;
        if (current != null && current.failure() != null) {
            return JournalException.environment(
                    "The journal " + context.journalDirectory() + " could not be forced to its disk: "
                            + current.failure()
                            + ". Nothing further has left the engine. Check the disk; the next start"
                            + " goes on from what is on it.",
                    current.failure());
        }
        if (parallelLog != null && parallelLog.failure() != null) {
            return parallelLog.failure();
        }
        if (keeperFailure != null) {
            return keeperFailure;
        }
        return agent == null ? null : agent.failure();
    }

    /** Whether what is in the outbound ring may never be taken, so that nobody is to wait for that. */
    private boolean isReleaseOver() {
        JournalForcer currentForcer = forcer;
        ParallelLog currentLog = parallelLog;
        return isCancelled
                || keeperFailure != null
                || currentForcer != null && currentForcer.failure() != null
                || currentLog != null && (currentLog.failure() != null || isClosed && isFull());
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
     * {@link #failure()} afterwards. Idempotent.
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        closeThread(runner);
        closeThread(journalerRunner);
        closeThread(snapshotRunner);
        if (agent != null && failure() == null) {
            complete();
        }
        closeThread(keeperRunner);
        closeThread(forcerRunner);
        if (forcer != null) {
            forcer.doWork(); // for what came last
        }
        CloseHelper.quietClose(journal);
    }

    private static void closeThread(AgentRunner thread) {
        if (thread != null) {
            thread.close(WITHOUT_INTERRUPT, null);
        }
    }

    /** Ends the journal with a snapshot and a checkpoint, in place of the threads. */
    private void complete() {
        try {
            if (parallelLog == null || settle()) {
                if (snapshotMaker != null && agent.lastSequence() > 0) {
                    lastSnapshot();
                }
                checkpoint(true);
            }
        } catch (RuntimeException | Error e) {
            agent.onError(e);
        }
    }

    /** The next start finds everything in it. */
    private void lastSnapshot() {
        checkpoint(false);
        JournalMark mark = new JournalMark();
        writer.mark(mark);
        snapshotMaker.write(
                mark.position(),
                mark.sources(),
                new SnapshotMaker.State(
                        agent.stateHash(), processor.outputCount(), processor.outputsHash(), processor.eventCount()),
                processor.imageLength(),
                processor::saveImage);
    }

    private void checkpoint(boolean closing) {
        agent.checkpoint(closing);
        if (parallelLog != null) {
            parallelLog.takeCheckpoint(); // for which there is room even when the disk is full
        }
    }

    /** Brings both threads' work to the same event; returns false when the disk has no room for it. */
    private boolean settle() {
        IdleStrategy idle = new SleepingMillisIdleStrategy(1);
        while (agent.lastSequence() != parallelLog.journaledSequence() || !parallelLog.isSettled()) {
            long ahead = agent.lastSequence() - parallelLog.journaledSequence();
            int work = parallelLog.doWork((int) Math.max(0, ahead)) + (ahead < 0 ? agent.finish((int) -ahead) : 0);
            if (work == 0 && isFull()) {
                return false;
            }
            idle.idle(work);
        }
        return true;
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
        return writer.bytesWritten();
    }

    /** {@return the number of frames journaled} */
    public long journalFrames() {
        return writer.framesWritten();
    }

    /** {@return the last event in the journal, 0 when there is none} */
    public long journaledSequence() {
        return resumePoint.lastSequence() + writer.eventsWritten();
    }

    /** {@return the number of events journaled} */
    public long journalEvents() {
        return writer.eventsWritten();
    }

    /** {@return how often the journal's disk has run out of room} May be called from any thread. */
    public long journalFullCount() {
        return journal.keeper() == null ? 0 : journal.keeper().fullCount();
    }

    /** {@return how often the disk was waited for, 0 with durability process} May be called from any thread. */
    public long journalForceCount() {
        JournalForcer current = forcer;
        return current == null ? 0 : current.forceCount();
    }

    /**
     * {@return how long the oldest event whose outputs wait for the disk has waited, about; nanoseconds} May be called
     * from any thread.
     */
    public long journalExposedNs() {
        JournalForcer current = forcer;
        return current == null ? 0 : current.exposedNs();
    }

    /** {@return sampled service times of single events on the engine thread, in nanoseconds} */
    public Histogram serviceTimesNs() {
        return agent.serviceTimesNs();
    }

    /** {@return the number of snapshots written} */
    public long snapshotCount() {
        return snapshotMaker == null ? 0 : snapshotMaker.snapshotCount();
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
