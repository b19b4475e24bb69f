// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.replay;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.Digest;
import io.tickwork.dag.run.OutputHandler;

/** Digests what comes out a second time, as the processor has done before it hands it on. */
final class DigestingAgain implements OutputHandler {
    private static final long KEY = Digest.of("SYNTH/signal");

    private long outputsHash = Digest.SEED;
    private long eventHash = Digest.SEED;
    private long sequence;

    /** {@return what has come of it, so that it has an effect} */
    long hash() {
        return outputsHash ^ eventHash;
    }

    private void hash(long ofSequence, long cycleTimeNs, int output, long value) {
        if (ofSequence != sequence) {
            sequence = ofSequence;
            eventHash = Digest.SEED;
        }
        long hash = Digest.mix(Digest.mix(Digest.mix(Digest.SEED, cycleTimeNs), KEY + output), value);
        eventHash = Digest.mix(eventHash, hash);
        outputsHash = Digest.mix(outputsHash, hash);
    }

    @Override
    public void onDouble(long ofSequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        hash(ofSequence, cycleTimeNs, output, Double.doubleToRawLongBits(value));
    }

    @Override
    public void onLong(long ofSequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        hash(ofSequence, cycleTimeNs, output, value);
    }

    @Override
    public void onDoubles(
            long ofSequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        throw new AssertionError("the graph puts out no vectors");
    }

    @Override
    public void onLongs(
            long ofSequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        throw new AssertionError("the graph puts out no vectors");
    }

    @Override
    public void onSignal(
            long ofSequence,
            int cycle,
            long cycleTimeNs,
            int symbol,
            int output,
            int side,
            int reason,
            double strength,
            double referencePrice) {
        hash(ofSequence, cycleTimeNs, output, (long) side << Integer.SIZE | reason);
        eventHash = Digest.mix(Digest.mix(eventHash, strength), referencePrice);
        outputsHash = Digest.mix(Digest.mix(outputsHash, strength), referencePrice);
    }

    @Override
    public void onFault(long ofSequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        throw new IllegalStateException("a node of the benchmark threw", cause);
    }
}
