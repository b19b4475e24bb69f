// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.SourcePositions;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The engine thread and its journal, put together as {@link Engine} puts them together for a new journal that is
 * written inline, with a clock between the parts. In the engine's package, because the parts are.
 *
 * <p>The clock is looked at twice a batch, and twice for each event that is sampled. Threading is that of the engine.
 */
public final class StagedEngine implements AutoCloseable {
    private final EventRing inbound;
    private final RingConsumer outboundConsumer;
    private final Journal journal;
    private final AgentRunner keeperRunner;
    private final AgentRunner runner;
    private final EngineAgent agent;
    private final StageStamps stamps = new StageStamps();
    private boolean isStarted;

    /**
     * @param context of an engine with a new journal directory and the topology inline.
     * @param idleStrategy of the engine thread while there is no event.
     */
    public StagedEngine(EngineContext context, IdleStrategy idleStrategy) {
        context.conclude();
        inbound = new EventRing(context.slotCount(), context.slotLengthBytes());
        EventRing outbound = OutboundPublisher.ring(context.graph(), context.slotCount());
        RingConsumer inboundConsumer = inbound.addConsumer();
        outboundConsumer = outbound.addConsumer();
        OutputHandler publisher = new OutboundPublisher(
                context.graph(), outbound, context.waitMode().idleStrategy(), () -> false);
        GraphProcessor processor =
                new GraphProcessor(context.graph(), PlanCompiler::compile, new StampingOutputs(publisher, stamps));
        RunManifest manifest = new RunManifest(context, processor);
        context.journal()
                .batchLimit(context.batchLimit())
                .eventLengthMax(context.slotLengthBytes())
                .outcomeLimit(context.batchLimit())
                .nodeDigestLimit(processor.nodeDigestCountMax())
                .conclude();
        journal = Journal.own(context.journalDirectory());
        JournalWriter writer = journal.append(context.journal(), JournalEnd.EMPTY, new SourcePositions());
        writer.manifest(manifest.manifest());
        journal.keeper().manifests(manifest::manifest);
        LiveSnapshots none = new LiveSnapshots(context, processor, null, 0);
        EventLog log = new StampingLog(new InlineLog(writer, none, 1), stamps);
        agent = new EngineAgent(context, inboundConsumer, log, none, processor, manifest, 0);
        runner = new AgentRunner(idleStrategy, agent::onError, null, agent);
        keeperRunner =
                new AgentRunner(new SleepingMillisIdleStrategy(1), Throwable::printStackTrace, null, journal.keeper());
        AgentRunner.startOnThread(keeperRunner);
    }

    /** Starts the engine thread. */
    public void start() {
        isStarted = true;
        AgentRunner.startOnThread(runner);
    }

    /** {@return the ring that events are published to; the first has the sequence 1} */
    public EventRing inbound() {
        return inbound;
    }

    /** {@return the consumer of everything that leaves} */
    public RingConsumer outboundConsumer() {
        return outboundConsumer;
    }

    /** {@return when what was done with an event} */
    public StageStamps stamps() {
        return stamps;
    }

    /** Throws what has ended the engine thread, if something has. */
    public void requireSound() {
        if (agent.failure() != null) {
            throw new IllegalStateException("the engine has ended", agent.failure());
        }
    }

    @Override
    public void close() {
        if (isStarted) {
            runner.close();
        }
        agent.checkpoint(true);
        keeperRunner.close();
        journal.close();
        requireSound();
    }
}
