// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import java.util.ArrayList;
import java.util.List;

/** Outputs as lines of text, every bit of them. */
final class Printed implements OutputHandler {
    final List<String> lines = new ArrayList<>();

    private void add(long sequence, int cycle, long timeNs, int symbol, int output, String value) {
        lines.add(sequence + "." + cycle + " " + timeNs + " " + symbol + " " + output + " " + value);
    }

    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        add(sequence, cycle, cycleTimeNs, symbol, output, Double.toHexString(value));
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        add(sequence, cycle, cycleTimeNs, symbol, output, Long.toString(value));
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        StringBuilder values = new StringBuilder();
        for (int i = slot; i < slot + length; i++) {
            values.append(Double.toHexString(state.getDouble(i))).append(' ');
        }
        add(sequence, cycle, cycleTimeNs, symbol, output, values.toString());
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        StringBuilder values = new StringBuilder();
        for (int i = slot; i < slot + length; i++) {
            values.append(state.getLong(i)).append(' ');
        }
        add(sequence, cycle, cycleTimeNs, symbol, output, values.toString());
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
        add(sequence, cycle, cycleTimeNs, symbol, output, side + " " + reason + " " + strength + " " + referencePrice);
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        add(sequence, cycle, cycleTimeNs, symbol, node, "fault " + cause.getMessage());
    }
}
