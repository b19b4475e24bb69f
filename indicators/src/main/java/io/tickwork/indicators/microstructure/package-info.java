// SPDX-License-Identifier: Apache-2.0
/**
 * What quotes, books and single trades say that bars do not: spreads, imbalances, and who trades how much, and where.
 */
package io.tickwork.indicators.microstructure;
