// SPDX-License-Identifier: Apache-2.0
/** The goals of performance, each a ratio that one run measures. */
package io.tickwork.perf.goals;
