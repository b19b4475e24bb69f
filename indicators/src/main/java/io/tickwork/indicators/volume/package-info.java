// SPDX-License-Identifier: Apache-2.0
/** Prices weighed by what was traded at them, and which way the volume went. */
package io.tickwork.indicators.volume;
