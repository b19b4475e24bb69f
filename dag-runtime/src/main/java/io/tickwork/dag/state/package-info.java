// SPDX-License-Identifier: Apache-2.0
/**
 * Where everything lies: the slots of sources, outputs and state variables in the flat arrays of a
 * {@link io.tickwork.dag.node.State}. Scalars, which every event touches, lie together; windows and arrays come after
 * them.
 */
package io.tickwork.dag.state;
