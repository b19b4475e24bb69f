// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.function.ToIntFunction;

/**
 * An input as its node type declares it.
 *
 * @param name its name, unique in the type.
 * @param kind what it reads.
 * @param role whether it triggers and whether it must be valid, unless the graph says otherwise.
 * @param variadic whether it takes one or more references; only the last input may.
 * @param vectorLength of a vector, the number of elements it must have, from the parameters; null when any will do.
 * @param doc one sentence.
 */
public record InputSpec(
        String name, InputKind kind, Role role, boolean variadic, ToIntFunction<Parameters> vectorLength, String doc) {
    /** {@return whether a graph may leave it out: it is optional in its type} */
    public boolean omittable() {
        return !role.required();
    }

    /** What an input does for its node. */
    public enum Role {
        /** Makes the node run, and must be valid for it to run. */
        TRIGGERING(true, true),
        /** Is read but is never a reason to run; must be valid. */
        SAMPLED(false, true),
        /** Makes the node run; the node runs without it too. */
        OPTIONAL(true, false),
        /** Is read if it is there; never a reason to run. */
        SAMPLED_OPTIONAL(false, false);

        private final boolean triggers;
        private final boolean required;

        Role(boolean triggers, boolean required) {
            this.triggers = triggers;
            this.required = required;
        }

        /** {@return whether it makes its node run} */
        public boolean triggers() {
            return triggers;
        }

        /** {@return whether its node runs only while it is valid} */
        public boolean required() {
            return required;
        }
    }
}
