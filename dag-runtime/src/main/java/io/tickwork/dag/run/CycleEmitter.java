// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.plan.CycleOutputs;

/** Names what a cycle puts out by event, cycle and symbol, hashes it, and passes it on. */
final class CycleEmitter implements CycleOutputs {
    private final OutputHandler handler;
    private SymbolState symbol;
    private int symbolId;
    private long sequence;
    private int cycle;
    private long cycleTimeNs;
    private long outputCount;
    private long outputsHash = Digest.SEED;
    private long eventHash;

    CycleEmitter(OutputHandler handler) {
        this.handler = handler;
    }

    void beginEvent(long eventSequence) {
        sequence = eventSequence;
        cycle = 0;
        eventHash = Digest.SEED;
    }

    /** Sets what the outputs to come belong to. */
    CycleOutputs cycle(int id, SymbolState ofSymbol, long timeNs) {
        symbolId = id;
        symbol = ofSymbol;
        cycleTimeNs = timeNs;
        return this;
    }

    void endCycle() {
        cycle++;
    }

    @Override
    public void onDouble(int output, double value) {
        hash(symbol.outputKey(output), Double.doubleToRawLongBits(value));
        handler.onDouble(sequence, cycle, cycleTimeNs, symbolId, output, value);
    }

    @Override
    public void onLong(int output, long value) {
        hash(symbol.outputKey(output), value);
        handler.onLong(sequence, cycle, cycleTimeNs, symbolId, output, value);
    }

    @Override
    public void onSignal(int output, int side, int reason, double strength, double referencePrice) {
        hash(symbol.outputKey(output), (long) side << Integer.SIZE | reason);
        eventHash = Digest.mix(Digest.mix(eventHash, strength), referencePrice);
        outputsHash = Digest.mix(Digest.mix(outputsHash, strength), referencePrice);
        handler.onSignal(sequence, cycle, cycleTimeNs, symbolId, output, side, reason, strength, referencePrice);
    }

    @Override
    public void onFault(int node, Exception cause) {
        hash(symbol.faultKey(node), 0);
        handler.onFault(sequence, cycle, cycleTimeNs, symbolId, node, cause);
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
}
