// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.ValueKind;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.engine.record.RecordedOutputs;
import io.tickwork.engine.record.Recording;
import io.tickwork.engine.replay.JournalGraph;
import io.tickwork.engine.replay.ReplayException;
import io.tickwork.engine.sink.OutputSink;
import io.tickwork.journal.JournalException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an earlier run recorded. */
final class RecordedSide implements DiffSide, OutputSink, Tallies.Names {
    private final RecordedOutputs recorded;
    private final List<Recording> recordings;
    private final Recording newest;
    private final Graph graph;
    private final EventOutputs outputs = new EventOutputs();

    private Tallies tallies;
    private Tallies.OfSide ids;
    private Recording recording;
    private boolean isAhead;

    RecordedSide(Path directory, Catalogue catalogue) {
        recorded = RecordedOutputs.open(directory);
        recordings = recorded.recordings().stream()
                .filter(each -> each.lastSequence() >= each.firstSequence())
                .toList();
        if (recordings.isEmpty()) {
            recorded.close();
            throw JournalException.input(
                    "The recorded outputs in " + directory + " are not complete for any event. Record them again.");
        }
        newest = recordings.get(recordings.size() - 1);
        graph = graph(newest, catalogue);
        isAhead = recorded.next();
    }

    /** Null where this build cannot build it any more; what it put out can be compared nevertheless. */
    private static Graph graph(Recording recording, Catalogue catalogue) {
        try {
            return JournalGraph.of(recording.manifest(), catalogue);
        } catch (GraphException | ReplayException e) {
            return null;
        }
    }

    @Override
    public Set<String> outputNames() {
        Set<String> names = new HashSet<>();
        recordings.forEach(each -> names.addAll(each.manifest().outputs()));
        return names;
    }

    @Override
    public Set<String> nodeIds() {
        Set<String> ids = new HashSet<>();
        recordings.forEach(each -> ids.addAll(each.manifest().nodes()));
        return ids;
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public String graphFingerprint() {
        return newest.manifest().graphFingerprint();
    }

    @Override
    public long startSequence() {
        return recordings.get(0).firstSequence() - 1;
    }

    @Override
    public long endSequence() {
        return newest.lastSequence();
    }

    @Override
    public boolean has(long sequence) {
        for (Recording each : recordings) {
            if (each.has(sequence)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void tallies(Tallies value) {
        tallies = value;
    }

    @Override
    public boolean moveTo(long sequence) {
        outputs.clear();
        while (isAhead && recorded.sequence() < sequence) {
            isAhead = recorded.next();
        }
        while (isAhead && recorded.sequence() == sequence) {
            if (recording != recorded.recording()) { // of another graph, perhaps, with ids of its own
                recording = recorded.recording();
                ids = tallies.new OfSide();
            }
            recorded.give(this);
            isAhead = recorded.next();
        }
        return sequence <= newest.lastSequence();
    }

    @Override
    public EventOutputs outputs() {
        return outputs;
    }

    @Override
    public String symbol(int symbol) {
        return symbol == InboundEvents.NO_SYMBOL ? "" : recorded.symbol(symbol);
    }

    @Override
    public String output(int output) {
        return recording.manifest().outputs().get(output);
    }

    @Override
    public boolean isSignal(int output) {
        return !recorded.reasons(output(output)).isEmpty();
    }

    @Override
    public String node(int node) {
        return recording.manifest().nodes().get(node);
    }

    private static Emission.Kind kind(ValueKind kind) {
        return switch (kind) {
            case DOUBLE -> Emission.Kind.DOUBLE;
            case BOOLEAN -> Emission.Kind.BOOLEAN;
            case LONG, NULL_VAL -> Emission.Kind.LONG;
        };
    }

    private Emission add(int cycle, long cycleTimeNs, int symbol, int output, Emission.Kind kind, int length) {
        return outputs.add(ids.output(symbol, output, this), cycle, cycleTimeNs, kind, length);
    }

    @Override
    public void onValue(IndicatorValueDecoder value) {
        add(value.cycle(), value.cycleTimeNs(), value.symbolId(), value.outputId(), kind(value.kind()), 1).bits[0] =
                value.valueBits();
    }

    @Override
    public void onVector(IndicatorVectorDecoder vector) {
        int cycle = vector.cycle();
        long cycleTimeNs = vector.cycleTimeNs();
        Emission.Kind kind = kind(vector.kind());
        int symbol = vector.symbolId();
        int output = vector.outputId();
        IndicatorVectorDecoder.ElementsDecoder elements = vector.elements();
        Emission emission = add(cycle, cycleTimeNs, symbol, output, kind, elements.count());
        emission.isVector = true;
        for (int i = 0; elements.hasNext(); i++) {
            emission.bits[i] = elements.next().valueBits();
        }
    }

    @Override
    public void onSignal(SignalDecoder signal) {
        Emission emission = add(
                signal.cycle(), signal.cycleTimeNs(), signal.symbolId(), signal.outputId(), Emission.Kind.SIGNAL, 2);
        emission.side = signal.sideRaw();
        emission.reason = signal.reason();
        emission.reasons = recorded.reasons(output(signal.outputId()));
        emission.bits[0] = Double.doubleToLongBits(signal.strength());
        emission.bits[1] = Double.doubleToLongBits(signal.referencePrice());
    }

    @Override
    public void onFault(NodeFaultDecoder fault) {
        outputs.add(
                                ids.fault(fault.symbolId(), fault.nodeId(), this),
                                fault.cycle(),
                                fault.cycleTimeNs(),
                                Emission.Kind.FAULT,
                                0)
                        .cause =
                fault.cause();
    }

    @Override
    public void complete() {}

    @Override
    public void close() {
        recorded.close();
    }
}
