// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static io.tickwork.engine.feed.ListSource.definition;
import static io.tickwork.engine.feed.ListSource.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TradeFeedTest {
    private static final Symbol SYMBOL = Symbol.named("BTC");

    private long nowNs = 1_000_000;

    @Test
    void shouldDefineTheSymbolAtTheTimeOfItsFirstTrade() {
        InboundRing inbound = new InboundRing(8);
        try (TradeFeed feed = feed(inbound, Pacer.AT_ONCE, 500, 600)) {
            assertThat(feed.totalCount()).isEqualTo(3);
            assertThat(feed.poll(10)).isEqualTo(3);
            inbound.drain();

            assertThat(inbound.events).containsExactly(definition(500), event(1, 500), event(2, 600));
            assertThat(feed.publishedCount()).isEqualTo(3);
            assertThat(feed.isDone()).isTrue();
            assertThat(feed.poll(10)).isZero();
        }
    }

    @Test
    void shouldPublishNoMoreThanAsked() {
        InboundRing inbound = new InboundRing(8);
        try (TradeFeed feed = feed(inbound, Pacer.AT_ONCE, 500, 600)) {
            assertThat(feed.poll(0)).isZero();
            assertThat(feed.poll(1)).isEqualTo(1);
            assertThat(feed.poll(1)).isEqualTo(1);
            assertThat(feed.isDone()).isFalse();
            assertThat(feed.publishedCount()).isEqualTo(2);
            inbound.drain();
            assertThat(inbound.events).containsExactly(definition(500), event(1, 500));
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheRingIsFull() {
        for (int slotCount = 2; slotCount <= 8; slotCount *= 2) {
            InboundRing inbound = new InboundRing(slotCount);
            try (TradeFeed feed = feed(inbound, Pacer.AT_ONCE, 1, 2, 3, 4, 5, 6, 7)) {
                int published = 0;
                while (!feed.isDone()) {
                    published += feed.poll(100);
                    assertThat(feed.poll(100))
                            .as("the ring is full, or the feed done")
                            .isZero();
                    assertThat(feed.publishedCount()).isEqualTo(published);
                    inbound.drain();
                }
                assertThat(published).isEqualTo(8);
            }
            assertThat(inbound.events)
                    .containsExactly(
                            definition(1),
                            event(1, 1),
                            event(2, 2),
                            event(3, 3),
                            event(4, 4),
                            event(5, 5),
                            event(6, 6),
                            event(7, 7));
        }
    }

    @Test
    void shouldPublishTradesThatAreLateAsTheyCome() {
        InboundRing inbound = new InboundRing(8);
        try (TradeFeed feed = feed(inbound, Pacer.AT_ONCE, 10, 30, 20, 29, 30)) {
            feed.poll(100);
            inbound.drain();
            assertThat(inbound.events)
                    .containsExactly(
                            definition(10), event(1, 10), event(2, 30), event(3, 20), event(4, 29), event(5, 30));
        }
    }

    @Test
    void shouldPublishNothingOfAnEmptySource() {
        InboundRing inbound = new InboundRing(8);
        try (TradeFeed feed = feed(inbound, Pacer.AT_ONCE)) {
            assertThat(feed.totalCount()).isZero();
            assertThat(feed.isDone()).isFalse();
            assertThat(feed.poll(10)).isZero();
            assertThat(feed.isDone()).isTrue();
            assertThat(inbound.drain()).isZero();
        }
    }

    @Test
    void shouldPublishAsFastAsTheEventsHappenedTimesTheSpeed() {
        InboundRing inbound = new InboundRing(8);
        Pacer pacer = Pacer.ofSpeed(() -> nowNs, 10);
        try (TradeFeed feed = feed(inbound, pacer, 5_000, 5_100, 4_000, 5_205)) {
            assertThat(feed.poll(100)).as("the definition and the first").isEqualTo(2);
            nowNs += 9;
            assertThat(feed.poll(100)).isZero();
            nowNs += 1;
            assertThat(feed.poll(100))
                    .as("the second, and the late one behind it")
                    .isEqualTo(2);
            nowNs += 10;
            assertThat(feed.poll(100)).as("200 of 205 have passed").isZero();
            assertThat(feed.isDone()).isFalse();
            nowNs += 1;
            assertThat(feed.poll(100)).isEqualTo(1);
            assertThat(feed.isDone()).isTrue();

            inbound.drain();
            assertThat(inbound.events.get(4)).isEqualTo(event(4, 5_205));
        }
    }

    @Test
    void shouldCloseItsSource() {
        ListSource source = new ListSource();
        new TradeFeed(source, SYMBOL, new InboundRing(2).publisher(), Pacer.AT_ONCE).close();
        assertThat(source.isClosed()).isTrue();
    }

    private static TradeFeed feed(InboundRing inbound, Pacer pacer, long... timesNs) {
        return new TradeFeed(new ListSource(timesNs), SYMBOL, inbound.publisher(), pacer);
    }
}
