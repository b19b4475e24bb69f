// SPDX-License-Identifier: Apache-2.0
/** What it costs to update an indicator. */
package io.tickwork.perf.indicator;
