// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.ClockEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SymbolDefinitionEncoder;
import io.tickwork.ring.EventRing;

/** Publishes the events that the bridge makes itself. For the ring's producer. */
final class BridgeEvents {
    private static final int CLOCK_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH;
    private static final int DEFINITION_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + SymbolDefinitionEncoder.BLOCK_LENGTH
            + SymbolDefinitionEncoder.symbolNameHeaderLength();

    private final EventRing ring;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SymbolDefinitionEncoder definition = new SymbolDefinitionEncoder();
    private final ClockEncoder clock = new ClockEncoder();
    private long sequence;

    /** @param sequence of the last one in the journal, 0 for none. */
    BridgeEvents(EventRing ring, long sequence) {
        this.ring = ring;
        this.sequence = sequence;
    }

    /** Publishes the definition of a symbol; false when the ring is full. */
    boolean define(MarketSymbol symbol, long timeNs) {
        byte[] name = symbol.name().getBytes(UTF_8);
        long claimed = ring.tryClaim(DEFINITION_LENGTH + name.length);
        if (claimed == EventRing.BACK_PRESSURED) {
            return false;
        }
        int offset = ring.payloadOffset(claimed);
        definition.wrapAndApplyHeader(ring.buffer(), offset, header);
        InboundEvents.stamp(ring.buffer(), offset, timeNs, timeNs, symbol.id());
        definition
                .priceExponent((byte) symbol.priceExponent())
                .sizeExponent((byte) symbol.sizeExponent())
                .putSymbolName(name, 0, name.length);
        publish(claimed);
        return true;
    }

    /** Publishes that time has passed; false when the ring is full. */
    boolean clock(long timeNs, long receiveTimeNs) {
        long claimed = ring.tryClaim(CLOCK_LENGTH);
        if (claimed == EventRing.BACK_PRESSURED) {
            return false;
        }
        int offset = ring.payloadOffset(claimed);
        clock.wrapAndApplyHeader(ring.buffer(), offset, header);
        InboundEvents.stamp(ring.buffer(), offset, timeNs, receiveTimeNs, InboundEvents.NO_SYMBOL);
        publish(claimed);
        return true;
    }

    private void publish(long claimed) {
        ring.source(claimed, InboundSources.BRIDGE, ++sequence);
        ring.publish(claimed);
    }
}
