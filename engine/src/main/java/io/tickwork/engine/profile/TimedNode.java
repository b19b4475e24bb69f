// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.NodeAround;

/**
 * Runs a node and times some of its runs. There is one call of the node, not one with and one without the clock: so it
 * is inlined once, and what is timed is the code that always runs.
 *
 * @param inner what is run.
 * @param timer says which runs are timed.
 */
record TimedNode(Node inner, NodeTimer timer) implements NodeAround {
    @Override
    public void start(State state) {
        inner.start(state);
    }

    @Override
    public long compute(State state) {
        boolean isDue = timer.isDue();
        long startNs = isDue ? System.nanoTime() : 0;
        long outcome = inner.compute(state);
        if (isDue) {
            timer.add(System.nanoTime() - startNs);
        }
        return outcome;
    }
}
