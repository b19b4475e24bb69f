// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.engine.sink.OutputDecoder;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * Reads recorded outputs in order, each once: what a run recorded of events that a later one recorded again is passed
 * over, and so is the event at which a run was cut short, of which some outputs may be missing.
 *
 * <pre>{@code
 * try (RecordedOutputs outputs = RecordedOutputs.open(directory)) {
 *     while (outputs.next()) {
 *         outputs.give(sink); // of event outputs.sequence()
 *     }
 * }
 * }</pre>
 *
 * <p>Threading: one thread. Memory: a frame. Cost: all is read twice, the first time when it is opened.
 */
public final class RecordedOutputs implements AutoCloseable {
    private final List<Recording> recordings;
    private final JournalReader reader;
    private final Frames frames = new Frames();
    private final OutputDecoder decoder = new OutputDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SymbolDefinitionDecoder definition = new SymbolDefinitionDecoder();
    private final Map<Integer, String> symbols = new HashMap<>();

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final IntArrayList offsets = new IntArrayList();
    private final LongArrayList sequences = new LongArrayList();
    private int end;
    private int place;
    private Recording recording;

    private RecordedOutputs(Path directory, List<Recording> recordings) {
        this.recordings = recordings;
        reader = JournalReader.open(directory);
    }

    /**
     * Opens recorded outputs before the first.
     *
     * @param directory that holds them; nothing in it is changed. It may be written to meanwhile.
     * @return the reader.
     * @throws io.tickwork.journal.JournalException of kind INPUT when there are none, DAMAGED when they are,
     *     ENVIRONMENT when they cannot be read.
     */
    public static RecordedOutputs open(Path directory) {
        Survey survey = Survey.of(directory);
        return new RecordedOutputs(directory, survey.recordings());
    }

    /** {@return what each run recorded, in their order} */
    public List<Recording> recordings() {
        return recordings;
    }

    /**
     * Moves to the next output.
     *
     * @return false when there is no further one that counts.
     */
    public boolean next() {
        place++;
        while (true) {
            while (place < offsets.size()) {
                if (isOutput()) {
                    return true;
                }
                place++;
            }
            clear();
            if (!reader.next(frames)) {
                return false;
            }
        }
    }

    private void clear() {
        offsets.clear();
        sequences.clear();
        end = 0;
        place = 0;
    }

    private boolean isOutput() {
        int offset = offsets.getInt(place);
        switch (InboundEvents.templateId(buffer, offset)) {
            case SymbolDefinitionDecoder.TEMPLATE_ID -> {
                int id = InboundEvents.symbolId(buffer, offset);
                symbols.put(
                        id,
                        definition.wrapAndApplyHeader(buffer, offset, header).symbolName());
                return false;
            }
            case EngineStatusDecoder.TEMPLATE_ID -> {
                return false;
            }
            default -> {
                return recording != null && recording.has(sequence());
            }
        }
    }

    /** {@return the event that the output is of} */
    public long sequence() {
        return sequences.getLong(place);
    }

    /** {@return what recorded the output} */
    public Recording recording() {
        return recording;
    }

    /**
     * {@return the name of a symbol of which there have been outputs; empty for no symbol}
     *
     * @param id of the symbol.
     */
    public String symbol(int id) {
        return id == InboundEvents.NO_SYMBOL ? "" : symbols.getOrDefault(id, Integer.toString(id));
    }

    /**
     * {@return what the reasons of a signal are called, in the order of their numbers}
     *
     * @param output the name of a published output of the current recording.
     */
    public List<String> reasons(String output) {
        return RecordSettings.reasons(recording.manifest(), output);
    }

    /**
     * Gives the output to a sink.
     *
     * @param sink takes it.
     */
    public void give(OutputSink sink) {
        decoder.give(buffer, offsets.getInt(place), sink);
    }

    /** Closes the file being read. */
    @Override
    public void close() {
        reader.close();
    }

    /** Keeps the entries of a frame. */
    private final class Frames implements JournalHandler {
        @Override
        public void onManifest(Manifest manifest) {
            recording = recordings.stream()
                    .filter(each -> each.manifest().generation() == manifest.generation())
                    .findFirst()
                    .orElse(null); // begun since
            manifest.symbols().forEach(symbol -> symbols.put(symbol.id(), symbol.name()));
        }

        @Override
        public void onEvent(long entry, int sourceId, long sequence, DirectBuffer from, int offset, int length) {
            buffer.putBytes(end, from, offset, length);
            offsets.addInt(end);
            sequences.addLong(sequence);
            end += length;
        }
    }

    /** Finds out what each run recorded. */
    private static final class Survey implements JournalHandler {
        private final Path directory;
        private final List<Run> runs = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final EngineStatusDecoder status = new EngineStatusDecoder();
        private boolean isTrimmed;

        private static final class Run {
            private final Manifest manifest;
            private final long firstSequence;
            private long lastSequence = Long.MIN_VALUE;
            private boolean isWhole;
            private boolean isComplete;

            Run(Manifest manifest, long firstSequence) {
                this.manifest = manifest;
                this.firstSequence = firstSequence;
            }
        }

        private Survey(Path directory) {
            this.directory = directory;
        }

        static Survey of(Path directory) {
            Survey survey = new Survey(directory);
            try (JournalReader reader = JournalReader.open(directory)) {
                survey.isTrimmed = reader.isTrimmed();
                if (reader.manifest() != null) {
                    survey.onManifest(reader.manifest());
                }
                reader.readAll(survey);
            }
            return survey;
        }

        @Override
        public void onManifest(Manifest manifest) {
            RecordSettings.require(directory, manifest);
            if (runs.isEmpty() || newest().manifest.generation() != manifest.generation()) {
                runs.add(new Run(manifest, RecordSettings.firstSequence(manifest)));
            }
        }

        private Run newest() {
            return runs.get(runs.size() - 1);
        }

        @Override
        public void onEvent(long entry, int sourceId, long sequence, DirectBuffer buffer, int offset, int length) {
            Run run = newest();
            if (isTrimmed && runs.size() == 1 && run.lastSequence == Long.MIN_VALUE) {
                // Some of its outputs may have been in what was removed.
                runs.set(0, new Run(run.manifest, Math.max(run.firstSequence, sequence + 1)));
                run = runs.get(0);
            }
            run.lastSequence = sequence;
            run.isWhole = InboundEvents.templateId(buffer, offset) == EngineStatusDecoder.TEMPLATE_ID;
            run.isComplete = run.isWhole
                    && status.wrapAndApplyHeader(buffer, offset, header).state() == EngineState.STOPPED;
        }

        List<Recording> recordings() {
            List<Recording> recordings = new ArrayList<>();
            long limit = Long.MAX_VALUE;
            for (int i = runs.size() - 1; i >= 0; i--) {
                Run run = runs.get(i);
                long last = run.lastSequence == Long.MIN_VALUE
                        ? run.firstSequence - 1
                        : run.isWhole ? run.lastSequence : run.lastSequence - 1;
                last = Math.max(run.firstSequence - 1, Math.min(last, limit));
                recordings.add(0, new Recording(run.manifest, run.firstSequence, last, run.isComplete));
                limit = Math.min(limit, run.firstSequence - 1);
            }
            return recordings;
        }
    }
}
