// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.List;

/** Found with {@link java.util.ServiceLoader}: offers the node types of a jar. */
public interface NodeTypeProvider {
    /** {@return the types, each under a name of its own} */
    List<NodeType> types();
}
