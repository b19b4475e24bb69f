// SPDX-License-Identifier: Apache-2.0
/** What trades, quotes and books tell of who presses on the price, and how hard. */
package io.tickwork.indicators.microstructure;
