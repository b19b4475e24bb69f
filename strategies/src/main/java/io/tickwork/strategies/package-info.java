// SPDX-License-Identifier: Apache-2.0
/**
 * Strategies: nodes that emit signals, listed by {@link io.tickwork.strategies.StrategyTypes}.
 *
 * <p>A signal is a proposal, not an order: a side, a strength, the price it was decided at and a reason. A strategy
 * knows nothing of fills, of fees or of what an account holds; the position it remembers is the one it would have had
 * its signals been followed. It emits when that position changes, and not again while it stays. What all of them have
 * in common is {@link io.tickwork.strategies.position.Position}.
 */
package io.tickwork.strategies;
