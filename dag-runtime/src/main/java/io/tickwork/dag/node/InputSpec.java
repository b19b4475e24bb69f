// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * An input as its node type declares it.
 *
 * @param name its name, unique in the type.
 * @param kind what it reads.
 * @param role whether it triggers and whether it must be valid, unless the graph says otherwise.
 * @param variadic whether it takes one or more references; only the last input may.
 * @param doc one sentence.
 */
public record InputSpec(String name, InputKind kind, Role role, boolean variadic, String doc) {
    /** What an input does for its node. */
    public enum Role {
        /** Makes the node run, and must be valid for it to run. */
        TRIGGERING,
        /** Is read but is never a reason to run; must be valid. */
        SAMPLED,
        /** Makes the node run; the node runs without it too. */
        OPTIONAL
    }
}
