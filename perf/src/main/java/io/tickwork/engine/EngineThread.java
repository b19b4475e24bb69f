// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import org.agrona.concurrent.Agent;

/** The work of an engine's thread, for whoever steps it. In the engine's package, where its tests do so too. */
public final class EngineThread {
    private EngineThread() {}

    /**
     * {@return the work of the engine thread, to be called by one thread and never started}
     *
     * @param engine that is open.
     */
    public static Agent of(Engine engine) {
        return engine.agent();
    }
}
