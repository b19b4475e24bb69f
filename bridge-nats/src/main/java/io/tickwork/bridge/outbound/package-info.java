// SPDX-License-Identifier: Apache-2.0
/**
 * Publishes what an engine puts out on NATS.
 *
 * <pre>
 *  outbound ring ──► NatsOutbound.offer ──► Spool ─────────► publishing thread ──► NATS
 *    (bridge thread, never waits)          DropOldestQueue        (may block)
 *                                          Conflation
 * </pre>
 *
 * <p>What always holds: the bridge thread never waits for NATS; of one subject, messages leave in the order in which
 * the engine put them out; what does not leave is counted.
 */
package io.tickwork.bridge.outbound;
