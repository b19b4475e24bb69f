// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.LongVar;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.SignalOut;
import io.tickwork.dag.node.State;
import java.util.List;

/**
 * Emits a signal when its input comes to lie beyond a threshold on either side: the strategies of the benchmarks.
 *
 * @param source what is watched.
 * @param signal what goes out.
 * @param position the side on which the input lay before: -1, 0 or 1.
 * @param threshold positive.
 */
public record ThresholdSignal(DoubleIn source, SignalOut signal, LongVar position, double threshold) implements Node {
    /** Its type. */
    public static final NodeType TYPE = NodeType.named("threshold-signal")
            .doc("A signal whenever the input comes to lie beyond a threshold on either side.")
            .doubleInput("source", "What is watched.")
            .doubleParameter("threshold", 0, 100, 2.0, "The threshold, without its sign.")
            .signalOutput("signal", List.of("beyond"), "The signal.")
            .create(w -> new ThresholdSignal(
                    w.doubleIn("source"),
                    w.signalOut("signal"),
                    w.longVar("position"),
                    w.doubleParameter("threshold")));

    @Override
    public long compute(State state) {
        double value = source.get(state);
        long side = value > threshold ? 1 : value < -threshold ? -1 : 0;
        if (side == position.get(state)) {
            return UNCHANGED;
        }
        position.set(state, side);
        return side == 0 ? UNCHANGED : signal.emit(state, side > 0 ? Side.SELL : Side.BUY, value, value, 0);
    }
}
