// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Locale;

/** When a node begins anew by itself. */
public enum ResetPolicy {
    /** Never. */
    NEVER,
    /** At each opening of its symbol's session. */
    SESSION;

    /**
     * @param text {@code never} or {@code session}.
     * @return the policy.
     * @throws IllegalArgumentException when it is neither.
     */
    public static ResetPolicy parse(String text) {
        for (ResetPolicy policy : values()) {
            if (policy.label().equals(text)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a reset policy; write never or session");
    }

    /** {@return the word graphs use} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
