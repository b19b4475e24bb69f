// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.Schema.Block;
import io.tickwork.codecs.event.Schema.Field;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.TradeDecoder;
import io.tickwork.codecs.sbe.TradeEncoder;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboundEventsTest {
    private static Stream<Block> inboundMessages() {
        return Schema.load().messages().stream().filter(Block::isInbound);
    }

    @ParameterizedTest
    @MethodSource("inboundMessages")
    void shouldFindTheCommonFieldsOfEveryTemplate(Block message) {
        int header = MessageHeaderDecoder.ENCODED_LENGTH;
        Field eventTime = message.fields().get(0);
        Field receiveTime = message.fields().get(1);
        Field symbol = message.fields().get(2);

        assertThat(message.fields().subList(0, 3).stream().map(Field::name))
                .containsExactly("eventTimeNs", "receiveTimeNs", "symbolId");
        assertThat(header + message.constant(eventTime, "EncodingOffset"))
                .isEqualTo(InboundEvents.EVENT_TIME_NS_OFFSET);
        assertThat(header + message.constant(receiveTime, "EncodingOffset"))
                .isEqualTo(InboundEvents.RECEIVE_TIME_NS_OFFSET);
        assertThat(header + message.constant(symbol, "EncodingOffset")).isEqualTo(InboundEvents.SYMBOL_ID_OFFSET);
        assertThat(message.constant(symbol, "NullValue")).isEqualTo(InboundEvents.NO_SYMBOL);
        assertThat(header + message.blockLength()).isGreaterThanOrEqualTo(InboundEvents.COMMON_LENGTH);
    }

    @ParameterizedTest
    @MethodSource("inboundMessages")
    void shouldAlignEightByteFieldsAndLeaveNoHoleBeyondTheCommonFields(Block message) {
        int end = 0;
        for (Field field : message.fields()) {
            int offset = message.constant(field, "EncodingOffset");
            int length = message.constant(field, "EncodingLength");
            assertThat(offset % length).as(field.name()).isZero();
            int common = InboundEvents.COMMON_LENGTH - MessageHeaderDecoder.ENCODED_LENGTH;
            assertThat(offset).as(field.name()).isEqualTo(offset < common ? end : Math.max(end, common));
            end = offset + length;
        }
    }

    @Test
    void shouldReadTheTemplateIdOfTheHeader() {
        assertThat(InboundEvents.TEMPLATE_ID_OFFSET).isEqualTo(MessageHeaderDecoder.templateIdEncodingOffset());
    }

    @Test
    void shouldReadWhatItStamped() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        buffer.setMemory(0, buffer.capacity(), (byte) -1);
        TradeEncoder encoder = new TradeEncoder().wrapAndApplyHeader(buffer, 16, new MessageHeaderEncoder());
        InboundEvents.stamp(buffer, 16, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, InboundEvents.NO_SYMBOL);
        encoder.priceMantissa(1).sizeMantissa(2).tradeId(3);

        TradeDecoder decoder = new TradeDecoder().wrapAndApplyHeader(buffer, 16, new MessageHeaderDecoder());
        assertThat(InboundEvents.templateId(buffer, 16)).isEqualTo(TradeDecoder.TEMPLATE_ID);
        assertThat(InboundEvents.eventTimeNs(buffer, 16)).isEqualTo(decoder.eventTimeNs());
        assertThat(InboundEvents.receiveTimeNs(buffer, 16)).isEqualTo(decoder.receiveTimeNs());
        assertThat(InboundEvents.symbolId(buffer, 16)).isEqualTo(decoder.symbolId());
        assertThat(decoder.eventTimeNs()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(decoder.receiveTimeNs()).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(decoder.symbolId()).isEqualTo(InboundEvents.NO_SYMBOL);
        assertThat(decoder.aggressorSideRaw()).as("cleared padding").isZero();
        assertThat(decoder.priceMantissa()).as("the word beyond").isEqualTo(1);
    }
}
