// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.JournalReader;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes snapshots by running the journal a second time, behind the engine that is writing it. On the way it compares
 * all outcomes and checkpoints with what the engine recorded, and makes no further snapshots once they differ.
 *
 * <p>Threading: a thread of its own, which blocks and allocates.
 */
final class SnapshotFollower implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotFollower.class);
    private static final int FRAMES_PER_CYCLE = 64;

    private final EngineContext context;
    private final RunManifest manifest;
    private final SnapshotMaker maker;
    private GraphProcessor processor;
    private Recovery run;
    private JournalReader reader;
    private long lastSnapshotSequence;
    private long writtenNs;
    private boolean isDone;

    SnapshotFollower(EngineContext context, RunManifest manifest, SnapshotMaker maker) {
        this.context = context;
        this.manifest = manifest;
        this.maker = maker;
    }

    @Override
    public String roleName() {
        return "snapshots";
    }

    @Override
    public void onStart() {
        try {
            processor = new GraphProcessor(context.graph(), PlanCompiler::compile, OutputHandler.NONE);
            run = new Recovery(context, processor, manifest);
            reader = run.open();
            if (reader == null) {
                stop("its beginning is damaged");
                return;
            }
            lastSnapshotSequence = lastSequence();
            writtenNs = System.nanoTime();
        } catch (RuntimeException e) {
            stop(e.toString());
        }
    }

    @Override
    public int doWork() {
        int count = 0;
        try {
            while (!isDone && count < FRAMES_PER_CYCLE && reader.next(run)) {
                count++;
                if (run.difference() != null) {
                    stop("run again, event " + describe(run.difference()));
                } else if (run.isAtCheckpoint() && isDue()) {
                    write();
                }
            }
        } catch (RuntimeException e) {
            stop(e.toString());
        }
        return count;
    }

    private static String describe(Difference difference) {
        return difference.sequence() + " gives another " + difference.what();
    }

    /** Of the last event that was run, 0 before the first. */
    private long lastSequence() {
        return processor.eventCount() == 0 ? 0 : reader.nextSequence() - 1;
    }

    private boolean isDue() {
        long count = lastSequence() - lastSnapshotSequence;
        return count >= context.snapshotInterval()
                || count > 0
                        && System.nanoTime() - writtenNs > TimeUnit.MILLISECONDS.toNanos(context.snapshotPeriodMs());
    }

    private void write() {
        Checkpoint checkpoint = run.lastCheckpoint();
        maker.write(
                reader.position(),
                run.sources(),
                new SnapshotMaker.State(
                        checkpoint.stateHash(),
                        checkpoint.outputCount(),
                        checkpoint.outputsHash(),
                        processor.eventCount()),
                processor.imageLength(),
                processor::saveImage);
        lastSnapshotSequence = lastSequence();
        writtenNs = System.nanoTime();
    }

    private void stop(String reason) {
        isDone = true;
        LOGGER.error(
                "No further snapshots are made of the journal {}: {}. The engine goes on; a start takes longer.",
                context.journalDirectory(),
                reason);
    }

    @Override
    public void onClose() {
        CloseHelper.quietClose(reader);
    }
}
