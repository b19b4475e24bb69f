// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.state.OutputSlot;

/**
 * An output that leaves the process.
 *
 * @param id dense, in the order in which outputs of one cycle leave: those of symbols, then those of groups.
 * @param area whether a symbol or a group puts it out.
 * @param name {@code node}, or {@code node.output} when its node has several outputs.
 * @param node the index of its node in its subgraph.
 * @param slot where it lies.
 */
public record PublishedOutput(int id, Subgraph.Area area, String name, int node, OutputSlot slot) {}
