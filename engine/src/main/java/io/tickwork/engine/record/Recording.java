// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.record;

import io.tickwork.journal.Manifest;

/**
 * What one run recorded: all outputs of some events that follow one another.
 *
 * @param manifest of the graph that put them out; its generation counts the runs that recorded here.
 * @param firstSequence the first event whose outputs it has.
 * @param lastSequence the last one whose outputs it has all of, and that no later run recorded again; one below the
 *     first when there is none.
 * @param isComplete whether the run ended cleanly, and recorded all there was up to its end.
 */
public record Recording(Manifest manifest, long firstSequence, long lastSequence, boolean isComplete) {
    /**
     * {@return whether it has the outputs of an event}
     *
     * @param sequence of the event.
     */
    public boolean has(long sequence) {
        return sequence >= firstSequence && sequence <= lastSequence;
    }
}
