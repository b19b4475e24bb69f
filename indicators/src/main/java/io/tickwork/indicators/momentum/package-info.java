// SPDX-License-Identifier: Apache-2.0
/** How fast, and how one-sidedly, a price moves. */
package io.tickwork.indicators.momentum;
