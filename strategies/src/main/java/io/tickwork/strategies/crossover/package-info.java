// SPDX-License-Identifier: Apache-2.0
/** Signals when one value overtakes another. */
package io.tickwork.strategies.crossover;
