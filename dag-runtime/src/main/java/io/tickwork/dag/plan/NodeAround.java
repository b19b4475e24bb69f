// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.node.Node;

/**
 * A node that stands around another one and runs it, to look at it, say. The planner counts the code of both, so that
 * what is inlined together stays as small as without it.
 */
public interface NodeAround extends Node {
    /** {@return the node that is run} */
    Node inner();
}
