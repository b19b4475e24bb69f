// SPDX-License-Identifier: Apache-2.0
/** Prices weighed by what was traded at them. */
package io.tickwork.indicators.volume;
