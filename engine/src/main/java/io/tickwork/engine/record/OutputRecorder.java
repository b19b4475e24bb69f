// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphFingerprint;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.engine.BuildVersion;
import io.tickwork.engine.ManifestSettings;
import io.tickwork.engine.OutboundPublisher;
import io.tickwork.engine.ResumePoint;
import io.tickwork.engine.sink.OutputNames;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalHead;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sink that keeps outputs in a journal of its own: each as the message that left the engine, with the sequence of its
 * event as the sequence of its source. docs/formats/outputs.md draws it.
 *
 * <p>What a duty cycle has taken is appended as one frame, and survives the end of the process from then on. Behind a
 * restart the engine gives the outputs of the last recorded event and of those behind it once more, as
 * {@link #confirmedSequence()} asks it to, and a reader counts those instead: of that event some may have been missing.
 *
 * <p>Threading: the sink's methods belong to the agent's thread, {@link #confirmedSequence()} to any, {@link #resumed}
 * to the one that starts the engine, before any event is fed. Appending may wait for the disk, so it is not for the
 * engine thread.
 */
public final class OutputRecorder implements OutputSink {
    /** What the outputs come from. */
    private static final int SOURCE_ID = 1;

    private static final int BATCH_LIMIT = 256;

    /** Events without an output behind which it is noted that they had none. */
    private static final long MARK_INTERVAL = 10_000;

    /** Less than a journal of events keeps back, so that the engine stops before the outputs have no room. */
    private static final long RESERVE_LENGTH = 4L << 20;

    private static final long AHEAD_LENGTH = 4L << 20;

    private final Path directory;
    private final Path events;
    private final Journal journal;
    private final JournalContext context;
    private final JournalEnd end;
    private final Graph graph;
    private final List<Manifest.GraphSource> sources;
    private final String fingerprint;
    private final OutputNames names;
    private final String startTime = Instant.now().toString();
    private final long generation;
    private final boolean isOfSameGraph;

    private final Map<Integer, Manifest.Symbol> symbols = new HashMap<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
    private final EngineStatusEncoder status = new EngineStatusEncoder();
    private final MutableDirectBuffer scratch;

    private JournalWriter writer;
    private boolean isFromFirstOutput;
    private long firstSequence;
    private long nextEntry;
    private int batchCount;
    private long lastSequence;
    private long lastCycleTimeNs;
    private long valueCount;
    private long signalCount;
    private long faultCount;

    private volatile long confirmedSequence;

    /**
     * Takes a directory for outputs: a new or empty one, or one that holds outputs of the same journal, which are gone
     * on with. Nothing is written before there is an output.
     *
     * @param directory for them.
     * @param events the directory of the journal whose outputs they are; it need not hold one yet.
     * @param graph that puts them out.
     * @param sources the texts it came from.
     * @param names of symbols.
     * @param isRecovering whether outputs that are damaged are gone on with behind the last sound one; no file is
     *     changed.
     * @return the sink.
     * @throws JournalException when the directory holds anything else, or outputs of another journal, is in use, or is
     *     damaged.
     */
    public static OutputRecorder open(
            Path directory,
            Path events,
            Graph graph,
            List<Manifest.GraphSource> sources,
            OutputNames names,
            boolean isRecovering) {
        if (directory
                .toAbsolutePath()
                .normalize()
                .equals(events.toAbsolutePath().normalize())) {
            throw JournalException.input("The outputs cannot be recorded into the directory of the journal, "
                    + directory + ". Choose another directory.");
        }
        Journal journal = Journal.own(directory);
        try {
            return new OutputRecorder(directory, events, journal, graph, sources, names, isRecovering);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private OutputRecorder(
            Path directory,
            Path events,
            Journal journal,
            Graph graph,
            List<Manifest.GraphSource> sources,
            OutputNames names,
            boolean isRecovering) {
        this.directory = directory;
        this.events = events;
        this.journal = journal;
        this.graph = graph;
        this.sources = List.copyOf(sources);
        this.names = names;
        fingerprint = GraphFingerprint.of(graph);
        int lengthMax = Math.max(OutboundPublisher.slotLengthBytes(graph), JournalContext.EVENT_LENGTH_MAX_DEFAULT);
        scratch = new UnsafeBuffer(new byte[lengthMax]);
        context = new JournalContext()
                .batchLimit(BATCH_LIMIT)
                .eventLengthMax(lengthMax)
                .outcomeLimit(0)
                .nodeDigestLimit(0)
                .reserveLength(RESERVE_LENGTH)
                .aheadLength(AHEAD_LENGTH);
        RecordedEnd before = RecordedEnd.of(directory, isRecovering);
        JournalHead head = head();
        before.requireOf(events, head);
        end = before.end();
        nextEntry = Math.max(1, end.nextSequence());
        // A segment begins with every start, so that this is a generation that none has had.
        generation = 1 + before.newestSegment();
        isOfSameGraph = head == null || head.manifest().graphFingerprint().equals(fingerprint);
        // What cannot be run again is not asked for.
        confirmedSequence =
                before.isEmpty() && head != null && isTrimmed() ? Long.MAX_VALUE : before.confirmedSequence();
    }

    private JournalHead head() {
        return Journal.exists(events) ? JournalReader.newestHead(events) : null;
    }

    private boolean isTrimmed() {
        try (JournalReader reader = JournalReader.open(events)) {
            return reader.isTrimmed();
        }
    }

    /**
     * {@return up to which event all outputs are recorded} An engine that goes on with the journal puts out those of
     * later events once more. For any thread.
     */
    public long confirmedSequence() {
        return confirmedSequence;
    }

    /**
     * Says where the engine goes on. To be called once, before there are events behind it.
     *
     * @param point where.
     */
    public void resumed(ResumePoint point) {
        // Another graph puts out nothing for what was there before it; and of a journal that has lost its end, what had
        // been recorded of that does not count. In neither case has there been an output yet.
        if (!isOfSameGraph || confirmedSequence > point.lastSequence()) {
            confirmedSequence = point.lastSequence();
        }
    }

    /**
     * Says with which event a replay begins. To be called once, before there are outputs.
     *
     * @param sequence of the first event whose outputs come; {@link Long#MIN_VALUE} for the first one that has any.
     */
    public void beginAt(long sequence) {
        isFromFirstOutput = sequence == Long.MIN_VALUE;
        confirmedSequence = isFromFirstOutput ? 0 : sequence - 1;
    }

    @Override
    public void onValue(IndicatorValueDecoder value) {
        if (begin(value.sequence(), value.cycleTimeNs(), value.symbolId())) {
            valueCount++;
            append(value.buffer(), value.offset(), value.sbeDecodedLength());
        }
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        if (begin(vector.sequence(), vector.cycleTimeNs(), vector.symbolId())) {
            valueCount++;
            append(vector.buffer(), vector.offset(), vector.sbeDecodedLength());
        }
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        if (begin(signal.sequence(), signal.cycleTimeNs(), signal.symbolId())) {
            signalCount++;
            append(signal.buffer(), signal.offset(), signal.sbeDecodedLength());
        }
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {
        if (begin(fault.sequence(), fault.cycleTimeNs(), fault.symbolId())) {
            faultCount++;
            append(fault.buffer(), fault.offset(), fault.sbeDecodedLength());
        }
    }

    /**
     * Sees to it that everything is there that an output needs before it. Returns false for one that is recorded
     * already, and was put out once more for another sink.
     */
    private boolean begin(long sequence, long cycleTimeNs, int symbol) {
        if (writer == null) {
            if (sequence <= confirmedSequence) {
                return false;
            }
            start(sequence);
        }
        if (sequence < firstSequence) {
            return false;
        }
        lastSequence = sequence;
        lastCycleTimeNs = Math.max(lastCycleTimeNs, cycleTimeNs);
        if (symbol != InboundEvents.NO_SYMBOL && !symbols.containsKey(symbol)) {
            define(symbol, cycleTimeNs);
        }
        return true;
    }

    private void start(long sequence) {
        firstSequence = isFromFirstOutput ? sequence : confirmedSequence + 1;
        lastSequence = firstSequence - 1;
        writer = journal.append(context, end, new SourcePositions());
        journal.keeper().manifests(this::manifest);
        writer.manifest(manifest());
    }

    private Manifest manifest() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(ManifestSettings.RECORDED_OUTPUTS, RecordSettings.VERSION);
        settings.put(RecordSettings.FIRST_SEQUENCE, Long.toString(firstSequence));
        JournalHead head = head();
        if (head != null) {
            settings.put(RecordSettings.JOURNAL, head.journalId().toString());
        }
        for (PublishedOutput output : graph.outputs()) {
            if (output.slot().spec().kind() == ValueKind.SIGNAL) {
                settings.put(
                        RecordSettings.REASONS + output.name(),
                        RecordSettings.reasons(output.slot().spec().reasons()));
            }
        }
        SortedMap<String, String> calendars = new TreeMap<>();
        graph.calendars().forEach((name, calendar) -> calendars.put(name, calendar.toText()));
        return new Manifest(
                BuildVersion.current(),
                System.getProperty("java.vendor"),
                System.getProperty("java.version"),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                sources,
                fingerprint,
                settings,
                calendars,
                graph.outputs().stream().map(PublishedOutput::name).toList(),
                graph.nodeIds(),
                startTime,
                generation,
                "",
                new ArrayList<>(new TreeMap<>(symbols).values()),
                new TreeMap<>());
    }

    private void define(int symbol, long timeNs) {
        Manifest.Symbol defined = new Manifest.Symbol(symbol, names.symbol(symbol), 0, 0);
        byte[] name = defined.name().getBytes(UTF_8);
        definition.wrapAndApplyHeader(scratch, 0, header);
        InboundEvents.stamp(scratch, 0, timeNs, timeNs, symbol);
        definition.priceExponent((byte) 0).sizeExponent((byte) 0).putSymbolName(name, 0, name.length);
        entry(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + definition.encodedLength());
        symbols.put(symbol, defined);
        writer.manifestChanged();
    }

    private void append(DirectBuffer buffer, int bodyOffset, int bodyLength) {
        entry(
                buffer,
                bodyOffset - MessageHeaderDecoder.ENCODED_LENGTH,
                bodyLength + MessageHeaderDecoder.ENCODED_LENGTH);
    }

    private void entry(DirectBuffer buffer, int offset, int length) {
        if (batchCount == 0) {
            makeRoom();
            writer.begin(nextEntry);
        }
        writer.entry(SOURCE_ID, lastSequence, buffer, offset, length);
        nextEntry++;
        batchCount++;
        if (batchCount == BATCH_LIMIT) {
            commit();
        }
    }

    private void commit() {
        if (batchCount > 0) {
            writer.commit();
            batchCount = 0;
            confirmedSequence = Math.max(confirmedSequence, lastSequence - 1);
        }
    }

    /** Nobody else keeps this journal: there is time for it here. */
    private void makeRoom() {
        journal.keeper().doWork();
        if (!writer.hasRoom()) {
            throw JournalException.environment(
                    "The disk of the recorded outputs, " + directory + ", is full. Make room: the next start with this"
                            + " directory records what is missing.",
                    null);
        }
    }

    @Override
    public void onBatchEnd() {
        commit();
    }

    /** Notes now and then how far it is, so that a start need not go back to an output of long ago. */
    @Override
    public void onCaughtUp(long sequence) {
        if (writer != null && sequence - confirmedSequence >= MARK_INTERVAL) {
            mark(sequence, EngineState.LIVE);
        }
    }

    private void mark(long sequence, EngineState state) {
        commit();
        lastSequence = Math.max(lastSequence, sequence);
        status.wrapAndApplyHeader(scratch, 0, header)
                .sequence(lastSequence)
                .engineTimeNs(lastCycleTimeNs)
                .eventCount(lastSequence - firstSequence + 1)
                .valueCount(valueCount)
                .signalCount(signalCount)
                .faultCount(faultCount)
                .state(state);
        entry(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength());
        commit();
        confirmedSequence = Math.max(confirmedSequence, lastSequence);
    }

    /**
     * Says up to which event there were outputs to record, when the run has ended. Without it, or when the process is
     * killed, what is recorded counts up to the event before the last output.
     *
     * @param sequence the last event that was run.
     */
    public void completeUpTo(long sequence) {
        if (writer == null) {
            start(sequence + 1);
        }
        mark(sequence, EngineState.STOPPED);
        writer.checkpoint(
                nextEntry - 1, lastCycleTimeNs, valueCount + signalCount + faultCount, 0, 0, new long[0], 0, true);
    }

    /** Does nothing: {@link #completeUpTo} says more. */
    @Override
    public void complete() {}

    /** Closes the directory; what was recorded stays. Idempotent. */
    @Override
    public void close() {
        journal.close();
    }
}
