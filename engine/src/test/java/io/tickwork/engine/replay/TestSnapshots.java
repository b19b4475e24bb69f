// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.SourcePositions;
import io.tickwork.journal.snapshot.ImageRegion;
import io.tickwork.journal.snapshot.SnapshotHeader;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes snapshots of finished journals, at places that a test chooses; an engine's come when its writer has time. */
final class TestSnapshots implements JournalHandler {
    private final GraphProcessor processor;
    private final SourcePositions sources = new SourcePositions();
    private Checkpoint checkpoint;

    private TestSnapshots(Graph graph) {
        processor = new GraphProcessor(graph, PlanCompiler::compile, OutputHandler.NONE);
    }

    /** Writes one at the first checkpoint at or behind an event. Returns the sequence of the last event in it. */
    static long write(Path directory, Catalogue catalogue, long from) {
        JournalHead head = JournalReader.newestHead(directory);
        Graph graph = JournalGraph.of(head.manifest(), catalogue);
        TestSnapshots run = new TestSnapshots(graph);
        try (JournalReader reader = JournalReader.open(directory)) {
            while (run.checkpoint == null || run.checkpoint.sequence() < from) {
                if (!reader.next(run)) {
                    throw new IllegalArgumentException("from=" + from + " is behind the last checkpoint");
                }
            }
            new SnapshotStore(directory).write(run.header(head, graph, reader), List.of(run.image()));
        }
        return run.checkpoint.sequence();
    }

    private SnapshotHeader header(JournalHead head, Graph graph, JournalReader reader) {
        return new SnapshotHeader(
                head.journalId(),
                checkpoint.sequence(),
                reader.position(),
                reader.manifest().generation(),
                GraphFingerprint.of(graph),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                "test",
                checkpoint.stateHash(),
                checkpoint.outputCount(),
                checkpoint.outputsHash(),
                processor.eventCount(),
                sources);
    }

    private ImageRegion image() {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        try {
            processor.saveImage(Channels.newChannel(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImageRegion(new UnsafeBuffer(image.toByteArray()), 0, image.size());
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        processor.onEvent(sequence, buffer, offset);
        sources.set(sourceId, sourceSequence);
    }

    @Override
    public void onCheckpoint(Checkpoint found) {
        checkpoint = found;
    }
}
