// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import org.agrona.DirectBuffer;

/** Gives sinks the outputs that messages hold. Threading: one thread. Allocates nothing. */
public final class OutputDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndicatorValueDecoder value = new IndicatorValueDecoder();
    private final IndicatorVectorDecoder vector = new IndicatorVectorDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final NodeFaultDecoder fault = new NodeFaultDecoder();

    /**
     * Gives a sink an output.
     *
     * @param buffer holds its message.
     * @param offset where that begins, its header included.
     * @param sink takes it.
     * @return false when the message is none that sinks take.
     */
    public boolean give(DirectBuffer buffer, int offset, OutputSink sink) {
        switch (InboundEvents.templateId(buffer, offset)) {
            case IndicatorValueDecoder.TEMPLATE_ID -> sink.onValue(value.wrapAndApplyHeader(buffer, offset, header));
            case IndicatorVectorDecoder.TEMPLATE_ID -> sink.onVector(vector.wrapAndApplyHeader(buffer, offset, header));
            case SignalDecoder.TEMPLATE_ID -> sink.onSignal(signal.wrapAndApplyHeader(buffer, offset, header));
            case NodeFaultDecoder.TEMPLATE_ID -> sink.onFault(fault.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
