// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

/**
 * Where an output goes, and how.
 *
 * @param subject of its messages.
 * @param encoding of their payload.
 * @param policy for when they cannot leave as fast as they come.
 * @param screen the route of its conflated copy, null where there is none.
 */
record OutboundRoute(String subject, PayloadEncoding encoding, OverflowPolicy policy, OutboundRoute screen) {}
