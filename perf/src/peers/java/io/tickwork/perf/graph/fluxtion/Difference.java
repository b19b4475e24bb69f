// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph.fluxtion;

import com.fluxtion.runtime.annotations.OnTrigger;

/** One average less another, once there are both. */
public final class Difference {
    private final Average left;
    private final Average right;
    private transient double value;

    /**
     * @param left what is subtracted from.
     * @param right what is subtracted.
     */
    public Difference(Average left, Average right) {
        this.left = left;
        this.right = right;
    }

    /** {@return whether there is a difference} */
    @OnTrigger
    public boolean subtract() {
        if (!left.isReady() || !right.isReady()) {
            return false;
        }
        value = left.value() - right.value();
        return true;
    }

    double value() {
        return value;
    }
}
