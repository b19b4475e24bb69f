// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.codecs.sbe.EngineStatusEncoder;

/** Tells how an engine is. Asked by the publishing thread, while the engine runs. */
@FunctionalInterface
public interface EngineStatusSource {
    /**
     * Writes every field.
     *
     * @param status to write to.
     */
    void write(EngineStatusEncoder status);
}
