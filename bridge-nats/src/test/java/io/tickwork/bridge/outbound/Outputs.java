// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.EngineStatusEncoder;
import io.tickwork.codecs.sbe.IndicatorValueEncoder;
import io.tickwork.codecs.sbe.IndicatorVectorEncoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.NodeFaultEncoder;
import io.tickwork.codecs.sbe.SignalEncoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes SBE messages as an engine puts them out, each in a buffer of its own, and names for their ids. */
final class Outputs {
    static final long TIME_NS = 1_385_337_600_000_000_001L;

    private Outputs() {}

    /** Symbols {@code S0, S1 …}, outputs {@code o0, o1.signal, o2 …}, reasons {@code r0 …}, nodes {@code n0 …}. */
    static final class Names implements OutboundNames {
        @Override
        public String output(int outputId) {
            return "o" + outputId + (outputId % 2 == 0 ? "" : ".signal");
        }

        @Override
        public String reason(int outputId, int reason) {
            return "r" + reason;
        }

        @Override
        public String node(int nodeId) {
            return "n" + nodeId;
        }

        @Override
        public String symbol(int symbolId) {
            return symbolId == InboundEvents.NO_SYMBOL ? "" : "S" + symbolId;
        }
    }

    static UnsafeBuffer value(long sequence, int symbolId, int outputId, double number) {
        return value(sequence, symbolId, outputId, ValueKind.DOUBLE, Double.doubleToLongBits(number));
    }

    static UnsafeBuffer value(long sequence, int symbolId, int outputId, ValueKind kind, long bits) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + IndicatorValueEncoder.BLOCK_LENGTH]);
        new IndicatorValueEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .cycleTimeNs(TIME_NS)
                .valueBits(bits)
                .cycle(0)
                .outputId(outputId)
                .symbolId(symbolId)
                .kind(kind);
        return buffer;
    }

    static UnsafeBuffer vector(long sequence, int symbolId, int outputId, ValueKind kind, long... bits) {
        UnsafeBuffer buffer = new UnsafeBuffer(
                new byte
                        [MessageHeaderEncoder.ENCODED_LENGTH
                                + IndicatorVectorEncoder.BLOCK_LENGTH
                                + IndicatorVectorEncoder.ElementsEncoder.sbeHeaderSize()
                                + bits.length * IndicatorVectorEncoder.ElementsEncoder.sbeBlockLength()]);
        IndicatorVectorEncoder.ElementsEncoder elements = new IndicatorVectorEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .cycleTimeNs(TIME_NS)
                .cycle(1)
                .outputId(outputId)
                .symbolId(symbolId)
                .kind(kind)
                .elementsCount(bits.length);
        for (long element : bits) {
            elements.next().valueBits(element);
        }
        return buffer;
    }

    static UnsafeBuffer signal(long sequence, int symbolId, int outputId, SignalSide side) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SignalEncoder.BLOCK_LENGTH]);
        new SignalEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .cycleTimeNs(TIME_NS)
                .strength(0.1)
                .referencePrice(1e9)
                .cycle(2)
                .outputId(outputId)
                .symbolId(symbolId)
                .reason(3)
                .side(side);
        return buffer;
    }

    static UnsafeBuffer fault(long sequence, int symbolId, int nodeId, String cause) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        NodeFaultEncoder fault = new NodeFaultEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .cycleTimeNs(TIME_NS)
                .cycle(0)
                .nodeId(nodeId)
                .symbolId(symbolId)
                .cause(cause);
        return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + fault.encodedLength());
    }

    static UnsafeBuffer status(long sequence, EngineState state) {
        UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + EngineStatusEncoder.BLOCK_LENGTH]);
        new EngineStatusEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .engineTimeNs(TIME_NS)
                .eventCount(4)
                .valueCount(3)
                .signalCount(2)
                .faultCount(1)
                .state(state);
        return buffer;
    }
}
