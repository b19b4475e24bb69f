// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

/**
 * A state variable of a node.
 *
 * @param name as the node called it.
 * @param isDouble whether it lies among the doubles, else among the longs.
 * @param slot its first slot.
 * @param length its number of slots.
 */
public record Variable(String name, boolean isDouble, int slot, int length) {}
