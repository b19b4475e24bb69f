// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.ring.EventRing;

/**
 * Encodes trades, and the definitions of their symbols, straight into slots of the inbound ring, numbered from 1 as
 * events of one source. Every byte of an event follows from the arguments and that number.
 *
 * <p>Threading: only the ring's producer. Cost: a trade allocates nothing.
 */
public final class TradePublisher {
    private final EventRing ring;
    private final int sourceId;
    private final InboundEncoder encoder = new InboundEncoder();

    private long sourceSequence;

    /**
     * Publishes as a source that has published nothing yet.
     *
     * @param ring to publish to, with slots for the longest definition of a symbol.
     * @param sourceId that goes with every event.
     * @throws IllegalArgumentException if the slots are too short.
     */
    public TradePublisher(EventRing ring, int sourceId) {
        this(ring, sourceId, 0);
    }

    /**
     * Publishes as a source that goes on.
     *
     * @param ring to publish to, with slots for the longest definition of a symbol.
     * @param sourceId that goes with every event.
     * @param sourceSequence of the last event that was published before, 0 for none.
     * @throws IllegalArgumentException if the slots are too short.
     */
    public TradePublisher(EventRing ring, int sourceId, long sourceSequence) {
        int longest = InboundEncoder.DEFINITION_LENGTH_MAX;
        if (ring.payloadCapacity() < longest) {
            throw new IllegalArgumentException(
                    "slots for " + ring.payloadCapacity() + " bytes are too short for " + longest);
        }
        this.ring = ring;
        this.sourceId = sourceId;
        this.sourceSequence = sourceSequence;
    }

    /**
     * Publishes the definition of a symbol.
     *
     * @param symbol to define.
     * @param eventTimeNs UTC epoch nanoseconds.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return false if the ring was full: nothing was published, retry later.
     */
    public boolean publish(Symbol symbol, long eventTimeNs, long receiveTimeNs) {
        long sequence = claim(InboundEncoder.definitionLength(symbol));
        if (sequence == EventRing.BACK_PRESSURED) {
            return false;
        }
        encoder.definition(ring.buffer(), ring.payloadOffset(sequence), symbol, eventTimeNs, receiveTimeNs);
        publish(sequence);
        return true;
    }

    /**
     * Publishes a trade.
     *
     * @param symbolId of a symbol that has been defined.
     * @param row the trade; not kept.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return false if the ring was full: nothing was published, retry later.
     */
    public boolean publish(int symbolId, TradeRow row, long receiveTimeNs) {
        long sequence = claim(InboundEncoder.TRADE_LENGTH);
        if (sequence == EventRing.BACK_PRESSURED) {
            return false;
        }
        encoder.trade(ring.buffer(), ring.payloadOffset(sequence), symbolId, row, receiveTimeNs);
        publish(sequence);
        return true;
    }

    /**
     * How far this source has come.
     *
     * @return the source sequence of the last event published, 0 before the first.
     */
    public long sourceSequence() {
        return sourceSequence;
    }

    private long claim(int lengthBytes) {
        return ring.tryClaim(lengthBytes, sourceId, sourceSequence + 1);
    }

    private void publish(long sequence) {
        sourceSequence++;
        ring.publish(sequence);
    }
}
