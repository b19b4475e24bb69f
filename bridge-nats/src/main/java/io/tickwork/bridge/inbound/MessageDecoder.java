// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.CandleDecoder;
import io.tickwork.codecs.sbe.ClockDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.validate.InboundValidator;
import io.tickwork.codecs.validate.Refusal;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the event of a message, or says why there is none. Whatever a message holds, nothing is thrown.
 *
 * <p>Symbol and time of receipt are ours: what an SBE payload has in their places is not looked at. For one thread.
 */
final class MessageDecoder {
    /** Bytes of the longest event: a book of ten levels a side. */
    static final int EVENT_LENGTH_MAX = 512;

    private static final int TIMEFRAME_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + CandleDecoder.timeframeNsEncodingOffset();

    private final InboundValidator validator;
    private final JsonEvents json;
    private final ControlCheck controlCheck;
    private final int lengthMax;
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[EVENT_LENGTH_MAX]);
    private int length;

    /** Of what may enter, so far. */
    private long latestTimeNs;

    /**
     * @param symbolCount number of symbols.
     * @param aheadMaxNs how far an event's time may be ahead of its time of receipt.
     * @param lengthMax bytes of the longest event that the ring takes.
     * @param controlCheck asked about control messages; null where none come.
     */
    MessageDecoder(int symbolCount, long aheadMaxNs, int lengthMax, ControlCheck controlCheck) {
        this.controlCheck = controlCheck;
        validator = new InboundValidator(aheadMaxNs);
        validator.symbolCount(symbolCount);
        this.lengthMax = Math.min(lengthMax, EVENT_LENGTH_MAX);
        json = new JsonEvents(event);
    }

    /**
     * Notes how far time has come by other events.
     *
     * @param timeNs UTC epoch nanoseconds.
     */
    void passed(long timeNs) {
        latestTimeNs = Math.max(latestTimeNs, timeNs);
    }

    /**
     * Makes the event of a message. One that may enter has to be published.
     *
     * @param message as it came.
     * @param route of its subject.
     * @param receiveTimeNs UTC epoch nanoseconds.
     * @return why it may not enter; null when it may: {@link #event()} holds it.
     */
    Refusal decode(Message message, Route route, long receiveTimeNs) {
        Headers headers = message.getHeaders();
        String contentType = headers == null ? null : headers.getFirst(MessageHeaders.CONTENT_TYPE);
        byte[] payload = message.getData();
        boolean isControl = route.kind() instanceof ControlKind;
        Refusal refusal;
        if (contentType == null || contentType.equals(MessageHeaders.SBE)) {
            String exponents = headers == null ? null : headers.getFirst(MessageHeaders.EXPONENTS);
            refusal = exponents != null && !isControl && !exponents.equals(route.exponents())
                    ? Refusal.EXPONENT
                    : decodeSbe(payload, route, receiveTimeNs);
        } else if (contentType.equals(MessageHeaders.JSON)) {
            refusal = decodeJson(payload, route, receiveTimeNs);
        } else {
            return Refusal.HEADER;
        }
        if (refusal != null) {
            return refusal;
        }
        if (isControl && isTimeless()) {
            event.putLong(InboundEvents.EVENT_TIME_NS_OFFSET, latestTimeNs, ByteOrder.LITTLE_ENDIAN);
        }
        refusal = validator.validate(event, 0, length);
        if (refusal != null) {
            return refusal;
        }
        if (InboundEvents.templateId(event, 0) != route.kind().templateId()) {
            return Refusal.TEMPLATE;
        }
        if (route.kind() == MarketKind.CANDLE
                && event.getLong(TIMEFRAME_OFFSET, ByteOrder.LITTLE_ENDIAN) != route.timeframeNs()) {
            return Refusal.CANDLE;
        }
        if (length > lengthMax) {
            return Refusal.OVERSIZED;
        }
        // Equal events are equal bytes, whatever a sender had where no field is.
        int paddingOffset = route.kind().paddingOffset();
        event.setMemory(paddingOffset, InboundEvents.COMMON_LENGTH - paddingOffset, (byte) 0);
        if (isControl) {
            refusal = controlCheck.check(event, 0); // last, as what it takes has to be published
        }
        if (refusal == null) {
            passed(InboundEvents.eventTimeNs(event, 0));
        }
        return refusal;
    }

    /** Whether a control message leaves the time to us: then it is as of what came before, and moves no time. */
    private boolean isTimeless() {
        long timeNs = InboundEvents.eventTimeNs(event, 0);
        return timeNs == 0 || timeNs == ClockDecoder.eventTimeNsNullValue();
    }

    private Refusal decodeSbe(byte[] payload, Route route, long receiveTimeNs) {
        if (payload.length > EVENT_LENGTH_MAX) {
            return Refusal.OVERSIZED;
        }
        if (payload.length < InboundEvents.COMMON_LENGTH) {
            return Refusal.LENGTH;
        }
        event.putBytes(0, payload);
        length = payload.length;
        event.putLong(InboundEvents.RECEIVE_TIME_NS_OFFSET, receiveTimeNs, ByteOrder.LITTLE_ENDIAN);
        event.putInt(InboundEvents.SYMBOL_ID_OFFSET, route.symbol().id(), ByteOrder.LITTLE_ENDIAN);
        return null;
    }

    private Refusal decodeJson(byte[] payload, Route route, long receiveTimeNs) {
        Refusal refusal = json.decode(payload, route, receiveTimeNs);
        length = json.length();
        return refusal;
    }

    /** {@return the event last made} */
    DirectBuffer event() {
        return event;
    }

    /** {@return its length in bytes} */
    int length() {
        return length;
    }
}
