// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.SymbolDefinitionDecoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;
import io.tickwork.ring.SlotDescriptor;
import java.util.ArrayList;
import java.util.List;

/** A small inbound ring, stepped by hand, that remembers what came through it as text. */
final class InboundRing {
    static final int SOURCE_ID = 7;

    final EventRing ring;
    final List<String> events = new ArrayList<>();
    final StringBuilder bytes = new StringBuilder();

    private final RingConsumer consumer;

    InboundRing(int slotCount) {
        ring = new EventRing(slotCount, SlotDescriptor.slotLength(112));
        consumer = ring.addConsumer();
    }

    TradePublisher publisher() {
        return new TradePublisher(ring, SOURCE_ID);
    }

    int drain() {
        return consumer.poll(this::onBatch, Integer.MAX_VALUE);
    }

    private void onBatch(EventRing ring, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            int offset = ring.payloadOffset(sequence);
            String source = ring.sourceId(sequence) + "/" + ring.sourceSequence(sequence) + " ";
            events.add(source + describe(ring, offset));
            byte[] payload = new byte[ring.payloadLength(sequence)];
            ring.buffer().getBytes(offset, payload);
            for (byte b : payload) {
                bytes.append((char) (b & 0xFF));
            }
            // So that a byte the next encoder leaves out shows.
            ring.buffer().setMemory(offset, ring.payloadCapacity(), (byte) 0xA5);
        }
    }

    private static String describe(EventRing ring, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (InboundEvents.templateId(ring.buffer(), offset) == TradeDecoder.TEMPLATE_ID) {
            TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(ring.buffer(), offset, header);
            return "trade time=" + trade.eventTimeNs() + " received=" + trade.receiveTimeNs() + " symbol="
                    + trade.symbolId() + " " + trade.aggressorSide() + " price=" + trade.priceMantissa() + " size="
                    + trade.sizeMantissa() + " id=" + trade.tradeId();
        }
        SymbolDefinitionDecoder symbol =
                new SymbolDefinitionDecoder().wrapAndApplyHeader(ring.buffer(), offset, header);
        return "symbol time=" + symbol.eventTimeNs() + " received=" + symbol.receiveTimeNs() + " symbol="
                + symbol.symbolId() + " exponents=" + symbol.priceExponent() + "," + symbol.sizeExponent() + " "
                + symbol.symbolName();
    }
}
