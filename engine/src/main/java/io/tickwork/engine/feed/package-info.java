/**
 * Brings trades into the inbound ring: from files, or made up from a seed.
 *
 * <pre>
 *   CsvTradeSource ────────┐
 *                          ├──► TradeFeed ──► TradePublisher ──► EventRing
 *   SyntheticTradeSource ──┘        ▲
 *                                 Pacer
 * </pre>
 *
 * <p>What always holds: everything here belongs to the one thread that produces into the ring; nothing waits for room
 * in the ring or for time to pass; a trade is published once and in the order of its source; nothing is published
 * before the definition of its symbol; an event's receive time is its event time, so that the same source gives the
 * same bytes on any day.
 */
package io.tickwork.engine.feed;
