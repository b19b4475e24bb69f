// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.GraphOutputNames;
import io.tickwork.engine.replay.OutputFiles;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** Records what a replay puts out, in a new directory. */
public final class ReplayRecording implements OutputFiles.SinkMaker {
    private final Path directory;
    private final Path events;
    private final List<Manifest.GraphSource> sources;
    private final long firstSequence;
    private OutputRecorder recorder;

    /**
     * @param directory for the outputs: a new or empty one.
     * @param events the directory of the journal that is replayed.
     * @param sources the texts of the graph that is run; null for those of the journal's own.
     * @param firstSequence the first event whose outputs are wanted, {@link Long#MIN_VALUE} for the first there is.
     * @throws io.tickwork.journal.JournalException when the directory holds anything.
     */
    public ReplayRecording(Path directory, Path events, List<Manifest.GraphSource> sources, long firstSequence) {
        Journal.refuseUnlessNew(directory);
        this.directory = directory;
        this.events = events;
        this.sources = sources;
        this.firstSequence = firstSequence;
    }

    @Override
    public OutputSink open(Graph graph, IntFunction<String> symbols) {
        List<Manifest.GraphSource> texts = sources != null
                ? sources
                : JournalReader.newestHead(events).manifest().graphSources();
        recorder = OutputRecorder.open(directory, events, graph, texts, new GraphOutputNames(graph, symbols), false);
        recorder.beginAt(firstSequence == Long.MIN_VALUE && !isTrimmed() ? 1 : firstSequence);
        return recorder;
    }

    /** A replay that begins with a snapshot has no outputs of the events before that. */
    private boolean isTrimmed() {
        try (JournalReader reader = JournalReader.open(events)) {
            return reader.isTrimmed();
        }
    }

    /**
     * Says that all outputs have come.
     *
     * @param lastSequence the last event that was run.
     */
    public void completeUpTo(long lastSequence) {
        recorder.completeUpTo(lastSequence);
    }
}
