// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.graph.FaultPolicy;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.CycleOutputs;

/** Names what a cycle puts out by event, cycle and symbol, hashes it, and passes it on. */
final class CycleEmitter implements CycleOutputs {
    private final OutputHandler handler;
    private final int firstGroupNode;
    private Instance instance;
    private int symbolId;
    private long sequence;
    private int cycle;
    private long cycleTimeNs;
    private long outputCount;
    private long outputsHash = Digest.SEED;
    private long eventHash;
    private boolean isHalted;

    /**
     * @param handler takes what is passed on.
     * @param firstGroupNode the number by which the first declaration of a group is known outside.
     */
    CycleEmitter(OutputHandler handler, int firstGroupNode) {
        this.handler = handler;
        this.firstGroupNode = firstGroupNode;
    }

    void beginEvent(long eventSequence) {
        sequence = eventSequence;
        cycle = 0;
        eventHash = Digest.SEED;
    }

    /** Sets what the outputs to come belong to. */
    CycleOutputs cycle(int id, Instance of, long timeNs) {
        symbolId = id;
        instance = of;
        cycleTimeNs = timeNs;
        return this;
    }

    int cycle() {
        return cycle;
    }

    void endCycle() {
        cycle++;
    }

    @Override
    public void onDouble(int output, double value) {
        hash(instance.outputKey(output), Double.doubleToRawLongBits(value));
        handler.onDouble(sequence, cycle, cycleTimeNs, symbolId, output, value);
    }

    @Override
    public void onLong(int output, long value) {
        hash(instance.outputKey(output), value);
        handler.onLong(sequence, cycle, cycleTimeNs, symbolId, output, value);
    }

    @Override
    public void onSignal(int output, int side, int reason, double strength, double referencePrice) {
        hash(instance.outputKey(output), (long) side << Integer.SIZE | reason);
        eventHash = Digest.mix(Digest.mix(eventHash, strength), referencePrice);
        outputsHash = Digest.mix(Digest.mix(outputsHash, strength), referencePrice);
        handler.onSignal(sequence, cycle, cycleTimeNs, symbolId, output, side, reason, strength, referencePrice);
    }

    @Override
    public void onDoubles(int output, State state, int slot, int length) {
        long hash = Digest.SEED;
        for (int i = slot; i < slot + length; i++) {
            hash = Digest.mix(hash, Double.doubleToRawLongBits(state.getDouble(i)));
        }
        hash(instance.outputKey(output), hash);
        handler.onDoubles(sequence, cycle, cycleTimeNs, symbolId, output, state, slot, length);
    }

    @Override
    public void onLongs(int output, State state, int slot, int length) {
        long hash = Digest.SEED;
        for (int i = slot; i < slot + length; i++) {
            hash = Digest.mix(hash, state.getLong(i));
        }
        hash(instance.outputKey(output), hash);
        handler.onLongs(sequence, cycle, cycleTimeNs, symbolId, output, state, slot, length);
    }

    @Override
    public void onFault(int node, Exception cause) {
        hash(instance.faultKey(node), 0);
        instance.invalidateReaders(node);
        GraphNode faulted = instance.subgraph().nodes().get(node);
        isHalted |= faulted.onFault() == FaultPolicy.HALT;
        int first = instance.subgraph().area() == Area.GROUPS ? firstGroupNode : 0;
        handler.onFault(sequence, cycle, cycleTimeNs, symbolId, first + faulted.declaration(), cause);
    }

    /** {@return whether a node has thrown after which the engine takes no further event} */
    boolean isHalted() {
        return isHalted;
    }

    private void hash(long key, long value) {
        long hash = Digest.mix(Digest.mix(Digest.mix(Digest.SEED, cycleTimeNs), key), value);
        eventHash = Digest.mix(eventHash, hash);
        outputsHash = Digest.mix(outputsHash, hash);
        outputCount++;
    }

    long outputCount() {
        return outputCount;
    }

    long outputsHash() {
        return outputsHash;
    }

    int eventDigest() {
        return (int) (eventHash ^ eventHash >>> Integer.SIZE);
    }

    /** Saves or loads all that can change and outlives an event. */
    void image(ImageWords words) {
        isHalted = words.flag(isHalted);
        outputCount = words.word(outputCount);
        outputsHash = words.word(outputsHash);
        eventHash = words.word(eventHash);
    }
}
