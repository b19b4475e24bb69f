// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.ladder.fluxtion;

import com.fluxtion.runtime.annotations.OnTrigger;

/** Hands each ladder out. */
public final class Publisher {
    private final Cut source;
    private transient Ladder published;

    /** @param source of ladders. */
    public Publisher(Cut source) {
        this.source = source;
    }

    /** {@return that one was published} */
    @OnTrigger
    public boolean publish() {
        published = source.ladder();
        return true;
    }

    /** {@return the last ladder} */
    public Ladder published() {
        return published;
    }
}
