// SPDX-License-Identifier: Apache-2.0
/** The last values of a series taken together, and where the newest stands among them; how two series move together. */
package io.tickwork.indicators.statistic;
