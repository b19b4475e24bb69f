// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import java.util.List;

/** Takes doubles into a list; there must be nothing else. */
record Doubles(List<Double> values) implements OutputHandler {
    @Override
    public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
        values.add(value);
    }

    @Override
    public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {
        throw new AssertionError("a long");
    }

    @Override
    public void onDoubles(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        throw new AssertionError("doubles");
    }

    @Override
    public void onLongs(
            long sequence, int cycle, long cycleTimeNs, int symbol, int output, State state, int slot, int length) {
        throw new AssertionError("longs");
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
        throw new AssertionError("a signal");
    }

    @Override
    public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {
        throw new AssertionError(cause);
    }
}
