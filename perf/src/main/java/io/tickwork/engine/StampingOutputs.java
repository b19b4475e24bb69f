// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;

/** Outputs that note when an event puts out its value. */
final class StampingOutputs implements OutputHandler {
    private final OutputHandler outputs;
    private final StageStamps stamps;

    StampingOutputs(OutputHandler outputs, StageStamps stamps) {
        this.outputs = outputs;
        this.stamps = stamps;
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        stamps.onOutput(sequence);
        outputs.onDouble(sequence, cycle, cycleTimeNs, symbol, output, value);
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        outputs.onLong(sequence, cycle, cycleTimeNs, symbol, output, value);
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        outputs.onDoubles(sequence, cycle, cycleTimeNs, symbol, output, state, slot, length);
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        outputs.onLongs(sequence, cycle, cycleTimeNs, symbol, output, state, slot, length);
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
        outputs.onSignal(sequence, cycle, cycleTimeNs, symbol, output, side, reason, strength, referencePrice);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        outputs.onFault(sequence, cycle, cycleTimeNs, symbol, node, cause);
    }
}
