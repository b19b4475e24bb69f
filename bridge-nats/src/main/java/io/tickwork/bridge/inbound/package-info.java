// SPDX-License-Identifier: Apache-2.0
/**
 * Market data from NATS into the inbound ring. What must always hold: every message that was received is published,
 * refused, a duplicate, or not ours, and counted as one of these; nothing here waits for ring or broker.
 *
 * <pre>
 *  subscriptions ──► CoreSource ───┐
 *                                  ├──► InboundAgent ──► MessageDecoder ──► inbound ring
 *  stream ─────────► StreamSource ─┘        │
 *                                           └──► DeadLetters
 * </pre>
 */
package io.tickwork.bridge.inbound;
