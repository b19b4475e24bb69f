// SPDX-License-Identifier: Apache-2.0
/**
 * What the author of a node sees: {@link io.tickwork.dag.node.Node}, the typed handles it reads and writes flat state
 * through, and the {@link io.tickwork.dag.node.NodeType} that describes it.
 *
 * <p>Everything here is called by one thread at a time, the one that runs the graph. Handles are immutable values that
 * hold slot numbers; they own no memory and allocate nothing.
 */
package io.tickwork.dag.node;
