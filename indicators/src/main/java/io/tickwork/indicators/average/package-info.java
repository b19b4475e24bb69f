// SPDX-License-Identifier: Apache-2.0
/** Averages of the recent past. */
package io.tickwork.indicators.average;
