// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.trace;

import io.tickwork.dag.graph.Edge;

/**
 * An input as its node found it.
 *
 * @param edge of the graph.
 * @param reading its value, and whether there was one.
 * @param isProduced whether it was produced in this cycle, before the turn of the node.
 */
public record InputTrace(Edge edge, Reading reading, boolean isProduced) {
    /** {@return whether it keeps its node from running} */
    public boolean isMissing() {
        return edge.required() && !reading.isValid();
    }

    /** {@return whether it makes its node run} */
    public boolean isTrigger() {
        return edge.triggers() && isProduced;
    }
}
