// SPDX-License-Identifier: Apache-2.0
/** Where a value stands among those before it. */
package io.tickwork.indicators.statistic;
