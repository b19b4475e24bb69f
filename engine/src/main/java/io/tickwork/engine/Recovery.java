// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.StateImageException;
import io.tickwork.engine.replay.RecordedOutcomes;
import io.tickwork.engine.replay.ReplayResult.Difference;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SegmentChain;
import io.tickwork.journal.SegmentFiles;
import io.tickwork.journal.SourcePositions;
import io.tickwork.journal.snapshot.Snapshot;
import io.tickwork.journal.snapshot.SnapshotChoice;
import io.tickwork.journal.snapshot.SnapshotExpectation;
import io.tickwork.journal.snapshot.SnapshotHeader;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.io.DirectBufferInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the events of a journal through a processor that is to go on with it. Events that the same graph ran before must
 * give what they gave then.
 *
 * <p>A new generation of outputs begins where they might not be those that left before: with another graph or other
 * node code, whose state is made from all events there are; behind damage; and where the host went down under a run,
 * and may have taken events with it that outputs had left for.
 */
final class Recovery implements JournalHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recovery.class);

    private final EngineContext context;
    private final Path directory;
    private final SnapshotStore snapshots;
    private final GraphProcessor processor;
    private final RunManifest manifest;
    private final Generations generations;
    private final RecordedOutcomes recorded;
    private final SourcePositions sources = new SourcePositions();
    private Manifest lastManifest;
    private boolean isSameGraph;
    private Checkpoint lastCheckpoint;
    private boolean isAtCheckpoint;
    /** Of what is written behind damage, 0 where there is none. */
    private long damagedGeneration;

    private long snapshotSequence;
    private long eventCount;

    /** Is told what the events that are run next are of. */
    interface Generations {
        /** A generation begins, or goes on; its events were run by the very graph that runs them now, or by another. */
        void onGeneration(long generation, boolean isOfOtherGraph);
    }

    Recovery(EngineContext context, GraphProcessor processor, RunManifest manifest) {
        this(context, processor, manifest, (generation, isOfOtherGraph) -> {});
    }

    Recovery(EngineContext context, GraphProcessor processor, RunManifest manifest, Generations generations) {
        this.context = context;
        directory = context.journalDirectory();
        snapshots = new SnapshotStore(directory, context.journal().reserveLength());
        this.processor = processor;
        this.manifest = manifest;
        this.generations = generations;
        recorded = new RecordedOutcomes(processor);
    }

    /**
     * Does it.
     *
     * @return where the journal is gone on with.
     * @throws JournalException when the journal is damaged and that is not to be passed over, or cannot be read.
     * @throws EngineStartException when its events do not give what they gave.
     */
    JournalEnd run() {
        try (JournalReader reader = open()) {
            if (reader == null) {
                snapshots.disregardBeyond(Long.MIN_VALUE);
                manifest.generation(damagedGeneration);
                return beginning();
            }
            readAll(reader);
            requireSame();
            JournalEnd end = reader.end();
            if (isDamaged()) {
                snapshots.disregardBeyond(Math.max(1, end.nextSequence()) - 1);
                manifest.generation(damagedGeneration);
                return withoutMissingOutcomes(end);
            }
            boolean isNewGeneration = isNewGeneration();
            manifest.generation(end.generation() + (isNewGeneration ? 1 : 0));
            return isNewGeneration ? withoutMissingOutcomes(end) : end;
        }
    }

    /** What is begun anew is the same journal still. */
    private JournalEnd beginning() {
        UUID journalId = journalId(directory);
        JournalEnd empty = JournalEnd.EMPTY;
        return new JournalEnd(
                journalId,
                empty.segment(),
                empty.checksum(),
                empty.nextSequence(),
                empty.nextOutcomeSequence(),
                empty.generation());
    }

    /** {@return the id of a journal, null when there is none} */
    static UUID journalId(Path directory) {
        return Journal.exists(directory)
                ? SegmentChain.journalId(SegmentFiles.list(directory).stream()
                        .map(SegmentChain::head)
                        .toList())
                : null;
    }

    /** {@return the newest generation in a journal, 0 when there is none or it cannot be read} */
    static long newestGeneration(Path directory) {
        try {
            JournalHead head = Journal.exists(directory) ? JournalReader.newestHead(directory) : null;
            return head == null ? 0 : head.manifest().generation();
        } catch (JournalException e) {
            return 0; // whoever runs the journal says what is wrong with it
        }
    }

    /**
     * Loads the newest snapshot that is of use, and opens the journal behind it; else at its beginning.
     *
     * @return the reader; null when not even the beginning is sound, and that is to be passed over.
     */
    JournalReader open() {
        try {
            JournalHead head = JournalReader.newestHead(directory);
            if (head != null && head.manifest().settings().containsKey(ManifestSettings.RECORDED_OUTPUTS)) {
                throw JournalException.input("The directory " + directory
                        + " holds recorded outputs and no events. Choose another directory for the journal.");
            }
            JournalReader reader = null;
            if (head != null && manifest.isOfSameGraph(head.manifest())) {
                reader = openBehindSnapshot(head);
            } else {
                snapshots.disregardBeyond(Long.MIN_VALUE); // those there are, another graph has made
            }
            return reader == null ? openAtStart() : reader;
        } catch (JournalException e) {
            onDamage(e);
            return null;
        }
    }

    private JournalReader openAtStart() {
        JournalReader reader = JournalReader.open(directory);
        if (reader.isTrimmed()) {
            reader.close();
            throw new EngineStartException("The oldest segments of the journal " + directory
                    + " have been removed, and there is no snapshot to go on from that is of this graph and not beyond what"
                    + " is confirmed to be published. Bring the segments back, or run the graph that was run last; else"
                    + " begin a new journal.");
        }
        return reader;
    }

    private JournalReader openBehindSnapshot(JournalHead head) {
        SnapshotChoice choice = snapshots.newestSound(new SnapshotExpectation(
                head.journalId(),
                manifest.graphFingerprint(),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                1,
                head.manifest().generation(),
                Long.MAX_VALUE, // whether the journal goes so far, its place there tells
                context.confirmedSequence().getAsLong()));
        choice.refusals().forEach(refusal -> LOGGER.warn("{}", refusal.message()));
        try (Snapshot snapshot = choice.snapshot()) {
            return snapshot == null || !load(snapshot) ? null : openBehind(snapshot.header());
        }
    }

    /** Returns false, with nothing changed, when the image is none for this build. */
    private boolean load(Snapshot snapshot) {
        try {
            processor.loadImage(Channels.newChannel(new DirectBufferInputStream(snapshot.image())));
            return true;
        } catch (StateImageException e) {
            LOGGER.warn(
                    "The snapshot {} is not used: {}. The journal is run from its start.",
                    snapshot.path(),
                    e.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory
        }
    }

    private JournalReader openBehind(SnapshotHeader header) {
        long stateHash = processor.stateHash(new long[processor.nodeDigestCountMax()]);
        if (stateHash != header.stateHash()) {
            throw new EngineStartException(String.format(
                    "The snapshot at event %,d of the journal %s gives a state with the hash %016x, and not %016x. Move"
                            + " the directory 'snapshots' away to start without them, and report this.",
                    header.sequence(), directory, stateHash, header.stateHash()));
        }
        sources.setAll(header.sources());
        snapshotSequence = header.sequence();
        JournalReader reader = JournalReader.open(directory, header.position());
        lastManifest = reader.manifest();
        isSameGraph = lastManifest == null || manifest.isOfSameGraph(lastManifest);
        if (lastManifest != null) {
            generations.onGeneration(lastManifest.generation(), !isSameGraph);
        }
        return reader;
    }

    private void readAll(JournalReader reader) {
        try {
            reader.readAll(this);
        } catch (JournalException e) {
            onDamage(e);
        }
    }

    private void onDamage(JournalException e) {
        if (e.kind() != JournalException.Kind.DAMAGED) {
            throw e;
        }
        if (!context.recover()) {
            throw JournalException.damaged(
                    e.getMessage() + " To go on from the last sound event and give up what comes after, start with"
                            + " --recover; the files stay as they are.",
                    e);
        }
        damagedGeneration = newGeneration();
        LOGGER.warn(
                "{} The journal goes on from there in a new segment, as generation {}; what stands behind is given up,"
                        + " and its sources are asked again. No file is changed.",
                e.getMessage(),
                damagedGeneration);
    }

    /** One that no segment has, of those that are given up either: outputs have left under theirs. */
    private long newGeneration() {
        JournalHead head = JournalReader.newestHead(directory);
        List<SegmentFiles> segments = SegmentFiles.list(directory);
        long newest = segments.get(segments.size() - 1).number();
        // Each generation has begun with a segment, so that those behind the newest sound one have at most one each.
        return 1 + (head == null ? newest : head.manifest().generation() + newest - head.segment());
    }

    private boolean isDamaged() {
        return damagedGeneration > 0;
    }

    private void requireSame() {
        Difference difference = recorded.difference();
        if (difference != null) {
            throw new EngineStartException(String.format(
                    "The journal %s cannot be gone on with: run again, event %,d gives other values than were recorded: %s"
                            + " (%016x, and not %016x). Find out with 'tickwork replay' what differs, and begin a new"
                            + " journal until then.",
                    directory, difference.sequence(), difference.what(), difference.replayed(), difference.recorded()));
        }
    }

    private boolean isNewGeneration() {
        if (lastManifest == null) {
            return true; // the first
        }
        boolean isClosed = isAtCheckpoint && lastCheckpoint.closing();
        boolean hasHostGoneDown = !isClosed && !lastManifest.hostBootId().equals(HostBoot.id());
        return !isSameGraph || hasHostGoneDown;
    }

    private static JournalEnd withoutMissingOutcomes(JournalEnd end) {
        return new JournalEnd(
                end.journalId(),
                end.segment(),
                end.checksum(),
                end.nextSequence(),
                end.nextSequence(),
                end.generation());
    }

    @Override
    public void onManifest(Manifest found) {
        if (lastManifest != null && lastManifest.generation() != found.generation()) {
            recorded.skipPending();
        }
        lastManifest = found;
        isSameGraph = manifest.isOfSameGraph(found);
        generations.onGeneration(found.generation(), !isSameGraph);
    }

    @Override
    public void onSource(int sourceId, long sourceSequence) {
        sources.set(sourceId, sourceSequence);
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        processor.onEvent(sequence, buffer, offset);
        if (processor.isHalted()) {
            throw new EngineHaltedException(sequence);
        }
        sources.set(sourceId, sourceSequence);
        if (isSameGraph) {
            recorded.onEvent(sequence);
        }
        isAtCheckpoint = false;
        eventCount++;
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        if (isSameGraph) {
            recorded.onOutcome(sequence, digest);
        }
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        lastCheckpoint = checkpoint;
        isAtCheckpoint = true;
        if (isSameGraph) {
            recorded.onCheckpoint(checkpoint);
        }
    }

    /** {@return whether the run before this one had the same graph: whatever left then would leave again} */
    boolean isOfSameGraph() {
        JournalHead newest = JournalReader.newestHead(directory);
        return newest != null && manifest.isOfSameGraph(newest.manifest());
    }

    /** {@return the snapshots of the journal} */
    SnapshotStore snapshots() {
        return snapshots;
    }

    /** {@return how far each source has come} */
    SourcePositions sources() {
        return sources;
    }

    /** {@return what the events gave whose outcome is not in the journal} */
    RecordedOutcomes recorded() {
        return recorded;
    }

    /** {@return the first difference, null when there is none} */
    Difference difference() {
        return recorded.difference();
    }

    /** {@return whether the last thing read was a checkpoint} */
    boolean isAtCheckpoint() {
        return isAtCheckpoint;
    }

    /** {@return the last checkpoint that was read} */
    Checkpoint lastCheckpoint() {
        return lastCheckpoint;
    }

    /** {@return the last event in the snapshot that was loaded, 0 for none} */
    long snapshotSequence() {
        return snapshotSequence;
    }

    /** {@return the number of events run} */
    long eventCount() {
        return eventCount;
    }
}
