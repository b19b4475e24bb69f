// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of the last <i>n</i> values (sum, variance, extreme), or of all since a start, kept up to date value by
 * value without looking at all of them again.
 */
package io.tickwork.indicators.window;
