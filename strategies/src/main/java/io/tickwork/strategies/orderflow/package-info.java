// SPDX-License-Identifier: Apache-2.0
/** Signals from who is in a hurry to trade, and who lets them. */
package io.tickwork.strategies.orderflow;
