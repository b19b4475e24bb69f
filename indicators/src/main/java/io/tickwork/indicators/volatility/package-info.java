// SPDX-License-Identifier: Apache-2.0
/** How far a price swings. */
package io.tickwork.indicators.volatility;
