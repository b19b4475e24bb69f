// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Locale;

/** What happens when a node throws. */
public enum FaultPolicy {
    /** The node is taken out of service for the symbol; everything else goes on. */
    QUARANTINE,
    /** The same, and the engine takes no further event. */
    HALT;

    /**
     * @param text {@code quarantine} or {@code halt}.
     * @return the policy.
     * @throws IllegalArgumentException when it is neither.
     */
    public static FaultPolicy parse(String text) {
        for (FaultPolicy policy : values()) {
            if (policy.label().equals(text)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a fault policy; write quarantine or halt");
    }

    /** {@return the word graphs use} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
