// SPDX-License-Identifier: Apache-2.0
/** Bars made from trades inside the graph. */
package io.tickwork.dag.candle;
