// SPDX-License-Identifier: Apache-2.0
/** Where a price is heading, how surely, and at which levels it may turn. */
package io.tickwork.indicators.trend;
