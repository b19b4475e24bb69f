// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.state.OutputSlot;

/**
 * An output that leaves the process.
 *
 * @param id dense, in the order in which outputs of one cycle leave.
 * @param name {@code node}, or {@code node.output} when its node has several outputs.
 * @param node the index of its node.
 * @param slot where it lies.
 */
public record PublishedOutput(int id, String name, int node, OutputSlot slot) {}
