// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.PublishedOutput;
import io.tickwork.dag.node.State;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph that is run over the journal. */
final class ReplayedSide implements DiffSide, OutputHandler, Tallies.Names {
    private final ReplayCursor cursor;
    private final List<PublishedOutput> published;
    private final List<String> nodes;
    private final EventOutputs outputs = new EventOutputs();
    private Tallies.OfSide tallies;

    /** @param context what is run; its outputs are set here. */
    ReplayedSide(ReplayContext context) {
        cursor = ReplayCursor.open(context.outputs(this).imageBytes(0)); // it never goes back
        published = cursor.graph().outputs();
        nodes = cursor.graph().nodeIds();
    }

    @Override
    public Set<String> outputNames() {
        return published.stream().map(PublishedOutput::name).collect(Collectors.toSet());
    }

    @Override
    public Set<String> nodeIds() {
        return new HashSet<>(nodes);
    }

    @Override
    public Graph graph() {
        return cursor.graph();
    }

    @Override
    public String graphFingerprint() {
        return cursor.graphFingerprint();
    }

    @Override
    public long startSequence() {
        return cursor.oldestSequence();
    }

    @Override
    public long endSequence() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean has(long sequence) {
        return true;
    }

    /** {@return the event it is at} */
    long sequence() {
        return cursor.sequence();
    }

    @Override
    public void tallies(Tallies value) {
        tallies = value.new OfSide();
    }

    /** Goes to an event on the shortest way there is, from a snapshot if there is one. */
    void approach(long sequence) {
        outputs.clear();
        cursor.moveTo(sequence);
    }

    @Override
    public boolean moveTo(long sequence) {
        outputs.clear();
        return cursor.runTo(sequence);
    }

    @Override
    public EventOutputs outputs() {
        return outputs;
    }

    @Override
    public String symbol(int symbol) {
        return symbol == InboundEvents.NO_SYMBOL ? "" : cursor.processor().symbolName(symbol);
    }

    @Override
    public String output(int output) {
        return published.get(output).name();
    }

    @Override
    public boolean isSignal(int output) {
        return kind(output) == ValueKind.SIGNAL;
    }

    @Override
    public String node(int node) {
        return nodes.get(node);
    }

    private ValueKind kind(int output) {
        return published.get(output).slot().spec().kind();
    }

    private Emission.Kind kindOfLong(int output) {
        return kind(output) == ValueKind.BOOLEAN ? Emission.Kind.BOOLEAN : Emission.Kind.LONG;
    }

    private Emission add(int cycle, long cycleTimeNs, int symbol, int output, Emission.Kind kind, int length) {
        return outputs.add(tallies.output(symbol, output, this), cycle, cycleTimeNs, kind, length);
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        add(cycle, cycleTimeNs, symbol, output, Emission.Kind.DOUBLE, 1).bits[0] = Double.doubleToLongBits(value);
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        add(cycle, cycleTimeNs, symbol, output, kindOfLong(output), 1).bits[0] = value;
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        Emission emission = add(cycle, cycleTimeNs, symbol, output, Emission.Kind.DOUBLE, length);
        emission.isVector = true;
        for (int i = 0; i < length; i++) {
            emission.bits[i] = Double.doubleToLongBits(state.getDouble(slot + i));
        }
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        Emission emission = add(cycle, cycleTimeNs, symbol, output, kindOfLong(output), length);
        emission.isVector = true;
        for (int i = 0; i < length; i++) {
            emission.bits[i] = state.getLong(slot + i);
        }
    }

    @Override
    public void onSignal(
            long sequence,
            int cycle,
            long cycleTimeNs,
            int symbol,
            int output,
            int side,
            int reason,
            double strength,
            double referencePrice) {
        Emission emission = add(cycle, cycleTimeNs, symbol, output, Emission.Kind.SIGNAL, 2);
        emission.side = side;
        emission.reason = reason;
        emission.reasons = published.get(output).slot().spec().reasons();
        emission.bits[0] = Double.doubleToLongBits(strength);
        emission.bits[1] = Double.doubleToLongBits(referencePrice);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        outputs.add(tallies.fault(symbol, node, this), cycle, cycleTimeNs, Emission.Kind.FAULT, 0).cause =
                cause.toString();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
