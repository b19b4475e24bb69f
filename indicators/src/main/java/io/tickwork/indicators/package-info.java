// SPDX-License-Identifier: Apache-2.0
/**
 * Indicators: nodes that turn prices and trades into numbers, one package per family, listed by
 * {@link io.tickwork.indicators.IndicatorTypes}.
 *
 * <p>An indicator is its arithmetic, in small pieces over flat state that several indicators share
 * ({@link io.tickwork.indicators.window}, {@link io.tickwork.indicators.average.ExponentialAverage}), and its wiring: a
 * record of handles whose {@code compute} reads like the formula. Definitions follow TA-Lib 0.4.0. Windowed values keep
 * a relative error of 1e-9 however long they run; the smoothed ones forget their errors as they forget their inputs.
 * Nothing here allocates once a node exists, and nothing takes longer for a longer window unless it says so.
 */
package io.tickwork.indicators;
