// SPDX-License-Identifier: Apache-2.0
/** Signals when a value strays far from its mean, and when it comes back. */
package io.tickwork.strategies.reversion;
