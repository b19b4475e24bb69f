// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import io.tickwork.dag.node.InputSpec.Role;

/**
 * An input of a node, resolved.
 *
 * @param input its name in the node's type.
 * @param reference the text it came from.
 * @param role what it does for the node.
 * @param source the source it reads, null when it reads a node.
 * @param node the index of the node it reads, -1 when it reads a source.
 * @param output the index of the output or source it reads.
 */
public record Edge(String input, String reference, Role role, Source source, int node, int output) {
    /** {@return whether it makes its node run} */
    public boolean triggers() {
        return role.triggers();
    }

    /** {@return whether its node runs only while it is valid} */
    public boolean required() {
        return role.required();
    }
}
