// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.IndicatorValueEncoder;
import io.tickwork.codecs.sbe.IndicatorVectorEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeFaultEncoder;
import io.tickwork.codecs.sbe.SignalEncoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.RingConsumer;

/** A small outbound ring that a test fills by hand, in the place of an engine. */
final class OutboundRing {
    final EventRing ring;
    final RingConsumer consumer;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    OutboundRing(int slotCount) {
        ring = new EventRing(slotCount, 128);
        consumer = ring.addConsumer();
    }

    boolean value(long sequence, int cycle, long timeNs, int symbolId, int outputId, ValueKind kind, long bits) {
        long slot = ring.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + IndicatorValueEncoder.BLOCK_LENGTH);
        if (slot == EventRing.BACK_PRESSURED) {
            return false;
        }
        new IndicatorValueEncoder()
                .wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(timeNs)
                .valueBits(bits)
                .cycle(cycle)
                .outputId(outputId)
                .symbolId(symbolId)
                .kind(kind);
        ring.publish(slot);
        return true;
    }

    void vector(long sequence, int cycle, long timeNs, int symbolId, int outputId, ValueKind kind, long... bits) {
        long slot = ring.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH
                + IndicatorVectorEncoder.BLOCK_LENGTH
                + IndicatorVectorEncoder.ElementsEncoder.sbeHeaderSize()
                + bits.length * IndicatorVectorEncoder.ElementsEncoder.sbeBlockLength());
        IndicatorVectorEncoder.ElementsEncoder elements = new IndicatorVectorEncoder()
                .wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(timeNs)
                .cycle(cycle)
                .outputId(outputId)
                .symbolId(symbolId)
                .kind(kind)
                .elementsCount(bits.length);
        for (long each : bits) {
            elements.next().valueBits(each);
        }
        ring.publish(slot);
    }

    void signal(
            long sequence,
            int cycle,
            long timeNs,
            int symbolId,
            int outputId,
            SignalSide side,
            double strength,
            double price,
            int reason) {
        long slot = ring.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + SignalEncoder.BLOCK_LENGTH);
        new SignalEncoder()
                .wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(timeNs)
                .strength(strength)
                .referencePrice(price)
                .cycle(cycle)
                .outputId(outputId)
                .symbolId(symbolId)
                .reason(reason)
                .side(side);
        ring.publish(slot);
    }

    void fault(long sequence, int cycle, long timeNs, int symbolId, int nodeId, String cause) {
        long slot = ring.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH
                + NodeFaultEncoder.BLOCK_LENGTH
                + NodeFaultEncoder.causeHeaderLength()
                + cause.getBytes(UTF_8).length);
        new NodeFaultEncoder()
                .wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .sequence(sequence)
                .cycleTimeNs(timeNs)
                .cycle(cycle)
                .nodeId(nodeId)
                .symbolId(symbolId)
                .cause(cause);
        ring.publish(slot);
    }

    void status() {
        long slot = ring.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + EngineStatusEncoder.BLOCK_LENGTH);
        new EngineStatusEncoder()
                .wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), header)
                .state(EngineState.LIVE);
        ring.publish(slot);
    }
}
