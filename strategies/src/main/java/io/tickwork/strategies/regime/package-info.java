// SPDX-License-Identifier: Apache-2.0
/** Signals that are given only in a market of the kind they are made for. */
package io.tickwork.strategies.regime;
