// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import java.util.function.IntConsumer;

/** Tells of each value and signal which output it is of. */
record EachOutput(IntConsumer outputs) implements OutputHandler {
    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        outputs.accept(output);
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        outputs.accept(output);
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        outputs.accept(output);
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        outputs.accept(output);
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
        outputs.accept(output);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {}
}
