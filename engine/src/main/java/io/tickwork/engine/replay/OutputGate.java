// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;

/** Lets outputs through, or drops those of events that are only run on the way to another. */
final class OutputGate implements OutputHandler {
    private final OutputHandler handler;
    private boolean isOpen = true;

    OutputGate(OutputHandler handler) {
        this.handler = handler;
    }

    void set(boolean open) {
        isOpen = open;
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        if (isOpen) {
            handler.onDouble(sequence, cycle, cycleTimeNs, symbol, output, value);
        }
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        if (isOpen) {
            handler.onLong(sequence, cycle, cycleTimeNs, symbol, output, value);
        }
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        if (isOpen) {
            handler.onDoubles(sequence, cycle, cycleTimeNs, symbol, output, state, slot, length);
        }
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        if (isOpen) {
            handler.onLongs(sequence, cycle, cycleTimeNs, symbol, output, state, slot, length);
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
        if (isOpen) {
            handler.onSignal(sequence, cycle, cycleTimeNs, symbol, output, side, reason, strength, referencePrice);
        }
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        if (isOpen) {
            handler.onFault(sequence, cycle, cycleTimeNs, symbol, node, cause);
        }
    }
}
