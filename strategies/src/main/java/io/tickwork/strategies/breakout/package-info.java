// SPDX-License-Identifier: Apache-2.0
/** Signals when the price leaves the range of its recent past. */
package io.tickwork.strategies.breakout;
