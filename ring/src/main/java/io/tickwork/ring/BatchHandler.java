// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

/** Receives what a consumer polls. Called on the consumer's thread. */
@FunctionalInterface
public interface BatchHandler {
    /**
     * Handles the events of a batch. The slots are the handler's to read, and stay as they are, until it returns; they
     * count as consumed then, <b>also if it throws</b>.
     *
     * @param ring that holds the slots.
     * @param firstSequence of the batch.
     * @param lastSequence of the batch, itself included; never before the first.
     */
    void onBatch(EventRing ring, long firstSequence, long lastSequence);
}
