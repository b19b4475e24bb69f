// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * One graph, run over the events of a journal from a place on. What it gives is compared with what was recorded while
 * that graph was the journal's.
 *
 * <p>Threading: one thread, which waits where events are paced.
 */
final class GraphRun implements JournalHandler {
    private static final long PACE_NS = 100_000;

    private final Graph graph;
    /** Of the manifests whose outcomes are this graph's; null when there are none. */
    private final String recordedFingerprint;

    private final ReplayContext context;
    private final OutputGate outputs;
    private final boolean isPaced;
    private final ReplayObserver observer;
    private final Map<String, Manifest> manifests = new LinkedHashMap<>();
    private final Map<String, Long> lastSequences = new LinkedHashMap<>();

    private GraphProcessor processor;
    private RecordedOutcomes recorded;
    private Manifest manifest;
    private boolean isRecorded;
    private boolean isComplete;
    private boolean isInRange;
    private boolean isObserving;
    private long startSequence = Long.MIN_VALUE;
    private long sequence = Long.MIN_VALUE;
    private long eventCount;

    /**
     * @param context what is run.
     * @param graph to run.
     * @param recordedFingerprint of the manifests that this graph is compared with; null for none.
     */
    GraphRun(ReplayContext context, Graph graph, String recordedFingerprint) {
        this.context = context;
        this.graph = graph;
        this.recordedFingerprint = recordedFingerprint;
        isPaced = context.pacer() != Pacer.AT_ONCE;
        observer = context.observer();
        outputs = new OutputGate(context.outputs().open(graph, id -> processor.symbolName(id)));
    }

    /** Where a run begins. */
    enum Start {
        /** With the first event; with the oldest snapshot where that is not there. */
        OLDEST,
        /** With the newest snapshot up to the end of the range, if there is one. */
        NEWEST,
        /** With the newest snapshot before the range, if there is one. */
        BEFORE_RANGE
    }

    /**
     * Opens the journal where the run begins.
     *
     * @param head of the newest segment.
     * @param start where.
     * @return the reader.
     */
    JournalReader open(JournalHead head, Start start) {
        Path directory = context.journalDirectory();
        SnapshotPlaces snapshots = new SnapshotPlaces(directory, head, GraphFingerprint.of(graph), this::newProcessor);
        JournalReader reader = JournalReader.open(directory);
        SnapshotPlaces.Loaded loaded = switch (start) {
            case NEWEST -> snapshots.newestBetween(0, context.lastSequence());
            case BEFORE_RANGE -> snapshots.newestBetween(0, context.firstSequence() - 1);
            case OLDEST -> null;
        };
        if (loaded == null && reader.isTrimmed()) {
            loaded = snapshots.oldest();
        }
        if (loaded == null && reader.isTrimmed() && recordedFingerprint != null) {
            reader.close();
            throw new ReplayException(ReplayCursor.trimmed(directory));
        }
        if (loaded != null) {
            reader.close();
            reader = JournalReader.open(directory, loaded.header().position());
            startSequence = loaded.header().sequence();
            sequence = startSequence;
        }
        processor = loaded == null ? newProcessor() : loaded.processor();
        recorded = new RecordedOutcomes(processor);
        if (reader.manifest() != null) {
            onManifest(reader.manifest());
        }
        isInRange = context.firstSequence() == Long.MIN_VALUE;
        outputs.set(isInRange);
        return reader;
    }

    private GraphProcessor newProcessor() {
        return new GraphProcessor(graph, context.plans(), outputs);
    }

    @Override
    public void onManifest(Manifest found) {
        if (manifest != null && manifest.generation() != found.generation()) {
            recorded.skipPending();
            noteEnd();
        }
        manifest = found;
        isRecorded = found.graphFingerprint().equals(recordedFingerprint);
        manifests.putIfAbsent(found.graphFingerprint(), found);
    }

    @Override
    public void onEvent(
            long eventSequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        if (eventSequence > context.lastSequence()) {
            return;
        }
        if (!isInRange && eventSequence >= context.firstSequence()) {
            isInRange = true;
            outputs.set(true);
        }
        if (isPaced && isInRange) {
            pace(buffer, offset);
        }
        if (observer != ReplayObserver.NONE && isInRange) {
            if (!isObserving) {
                isObserving = true;
                observer.onBegin(graph, processor);
            }
            observer.onEvent(eventSequence, buffer, offset, length);
        }
        processor.onEvent(eventSequence, buffer, offset);
        if (isRecorded) {
            recorded.onEvent(eventSequence);
        }
        isComplete = false;
        sequence = eventSequence;
        eventCount++;
        context.progress().accept(eventSequence);
    }

    private void noteEnd() {
        lastSequences.put(manifest.graphFingerprint(), sequence);
    }

    private void pace(DirectBuffer buffer, int offset) {
        if (InboundEvents.templateId(buffer, offset) == SymbolDefinitionDecoder.TEMPLATE_ID) {
            return; // which says nothing about when the market is
        }
        long timeNs = context.isPacedByReceiveTime()
                ? InboundEvents.receiveTimeNs(buffer, offset)
                : InboundEvents.eventTimeNs(buffer, offset);
        while (!context.pacer().isDue(timeNs)) {
            LockSupport.parkNanos(PACE_NS);
        }
    }

    @Override
    public void onOutcome(long eventSequence, int digest) {
        if (isRecorded && eventSequence > startSequence && eventSequence <= sequence) {
            recorded.onOutcome(eventSequence, digest);
        }
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        if (checkpoint.sequence() > context.lastSequence()) {
            return;
        }
        isComplete = checkpoint.closing();
        if (isRecorded) {
            recorded.onCheckpoint(checkpoint);
        }
    }

    /**
     * {@return whether nothing that comes can be of use: the range is over, and what there is of it has been compared}
     */
    boolean isOver() {
        return sequence == context.lastSequence() && (!isRecorded || recorded.pendingCount() == 0);
    }

    /** {@return the first manifest of each graph that the journal was written with from the start of the run on} */
    Map<String, Manifest> manifests() {
        return manifests;
    }

    /** {@return the last event that each of these graphs was the journal's at} */
    Map<String, Long> lastSequences() {
        noteEnd();
        return lastSequences;
    }

    Graph graph() {
        return graph;
    }

    GraphProcessor processor() {
        return processor;
    }

    RecordedOutcomes recorded() {
        return recorded;
    }

    /** {@return whether the last thing that was compared is the checkpoint of a clean end} */
    boolean isComplete() {
        return isComplete;
    }

    /** {@return the last event in the state that the run began with, {@link Long#MIN_VALUE} for none} */
    long startSequence() {
        return startSequence;
    }

    /** {@return the last event that was run} */
    long sequence() {
        return sequence;
    }

    /** {@return events run} */
    long eventCount() {
        return eventCount;
    }
}
