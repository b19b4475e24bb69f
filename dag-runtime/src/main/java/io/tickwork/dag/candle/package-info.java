// SPDX-License-Identifier: Apache-2.0
/**
 * Bars made from trades inside the graph: the shortest timeframes from the trades themselves, each longer one from the
 * longest shorter one that divides it.
 */
package io.tickwork.dag.candle;
