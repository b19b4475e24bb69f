// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.InputSpec.Role;

/**
 * An input of a node as the user declares it.
 *
 * @param name the input's name in its type; null to take the inputs of the type in order.
 * @param reference what it refers to.
 * @param role what it does for the node; null to leave that to the type.
 * @param location where it was declared.
 */
public record InputDefinition(String name, String reference, Role role, Location location) {}
