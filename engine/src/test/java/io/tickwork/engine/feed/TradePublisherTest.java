// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.ring.EventRing;
import org.junit.jupiter.api.Test;

class TradePublisherTest {
    private final InboundRing inbound = new InboundRing(2);
    private final TradePublisher publisher = inbound.publisher();
    private final TradeRow row = new TradeRow();

    @Test
    void shouldEncodeEveryField() {
        publisher.publish(new Symbol(3, "XBT/€", -2, 4), 11, 12);
        row.set(21, 22, 23, AggressorSide.SELLER, 24);
        publisher.publish(3, row, 25);
        inbound.drain();

        assertThat(inbound.events)
                .containsExactly(
                        "7/1 symbol time=11 received=12 symbol=3 exponents=-2,4 XBT/€",
                        "7/2 trade time=21 received=25 symbol=3 SELLER price=22 size=23 id=24");
    }

    @Test
    void shouldPublishNothingWhenTheRingIsFull() {
        row.set(1, 1, 1, AggressorSide.BUYER, TradeRow.NO_TRADE_ID);
        assertThat(publisher.publish(0, row, 1)).isTrue();
        assertThat(publisher.publish(0, row, 1)).isTrue();
        assertThat(publisher.publish(0, row, 1)).isFalse();
        assertThat(publisher.publish(Symbol.named("A"), 1, 1)).isFalse();
        assertThat(publisher.sourceSequence()).isEqualTo(2);

        assertThat(inbound.drain()).isEqualTo(2);
        assertThat(publisher.publish(0, row, 1)).isTrue();
        inbound.drain();
        assertThat(inbound.events.get(2)).startsWith("7/3 trade");
    }

    @Test
    void shouldLeaveNoByteToWhatTheSlotHeldBefore() {
        row.set(1, 2, 3, AggressorSide.UNKNOWN, 4);
        for (int i = 0; i < 3; i++) { // the ring spoils the slots it has read
            publisher.publish(0, row, 5);
            publisher.publish(new Symbol(1, "A", 1, 1), 6, 7);
            inbound.drain();
        }

        int lapLength = inbound.bytes.length() / 3;
        assertThat(inbound.bytes.substring(lapLength, 2 * lapLength)).isEqualTo(inbound.bytes.substring(0, lapLength));
        assertThat(inbound.bytes.substring(2 * lapLength)).isEqualTo(inbound.bytes.substring(0, lapLength));
    }

    @Test
    void shouldFitTheLongestNameIntoASlotOf128Bytes() {
        assertThat(publisher.publish(Symbol.named("x".repeat(Symbol.MAX_NAME_LENGTH)), 1, 1))
                .isTrue();
    }

    @Test
    void shouldRefuseARingWhoseSlotsAreTooShort() {
        assertThatThrownBy(() -> new TradePublisher(new EventRing(2, 64), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slots for 64 bytes are too short for 98");
    }
}
