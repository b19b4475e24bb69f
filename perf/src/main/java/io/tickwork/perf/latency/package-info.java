// SPDX-License-Identifier: Apache-2.0
/**
 * How long an event is under way at a given rate. Events are due at planned times whatever came of those before, and
 * latencies count from there, so that a stall is seen by every event that it has kept waiting.
 */
package io.tickwork.perf.latency;
