// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.sbe.AggressorSide;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.codecs.sbe.SignalEncoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.TradeEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
    private final MessageJson json = new MessageJson();

    @Test
    void shouldShowJsonAsItIs() {
        assertThat(json.of("{\"a\":1}\n".getBytes(UTF_8))).isEqualTo("{\"a\":1}");
    }

    @Test
    void shouldShowOutputsWithIdsForNames() {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + SignalEncoder.BLOCK_LENGTH];
        new SignalEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .sequence(7)
                .cycleTimeNs(8)
                .strength(1.5)
                .referencePrice(2)
                .cycle(0)
                .outputId(3)
                .symbolId(0)
                .reason(1)
                .side(SignalSide.BUY);
        assertThat(json.of(bytes))
                .isEqualTo(
                        "{\"type\":\"signal\",\"sequence\":7,\"cycle\":0,\"cycleTimeNs\":\"8\",\"symbol\":\"#0\","
                                + "\"output\":\"#3\",\"side\":\"buy\",\"strength\":1.5,\"referencePrice\":2.0,\"reason\":\"#1\"}");
    }

    @Test
    void shouldShowMarketDataByItsFields() {
        assertThat(json.of(trade()))
                .isEqualTo("{\"eventTimeNs\": 1,\"receiveTimeNs\": 2,\"symbolId\": 0,\"aggressorSide\": \"BUYER\","
                        + "\"priceMantissa\": 3,\"sizeMantissa\": 4,\"tradeId\": 5}");
    }

    @Test
    void shouldShowAnythingElseAsBytes() {
        assertThat(json.of(new byte[] {1, 2, (byte) 255})).isEqualTo("{\"bytes\":3,\"begin\":\"0102ff\"}");
        assertThat(json.of(new byte[0])).isEqualTo("{\"bytes\":0,\"begin\":\"\"}");
        byte[] trade = trade();
        for (int length = 0; length < trade.length; length++) {
            assertThat(json.of(Arrays.copyOf(trade, length))).startsWith("{\"bytes\":" + length + ",");
        }
    }

    private static byte[] trade() {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + TradeEncoder.BLOCK_LENGTH];
        new TradeEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .eventTimeNs(1)
                .receiveTimeNs(2)
                .symbolId(0)
                .aggressorSide(AggressorSide.BUYER)
                .priceMantissa(3)
                .sizeMantissa(4)
                .tradeId(5);
        return bytes;
    }
}
