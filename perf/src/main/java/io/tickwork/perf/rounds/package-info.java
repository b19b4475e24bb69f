// SPDX-License-Identifier: Apache-2.0
/** Benchmarks in turn, round after round, so that what is compared is compared under the same conditions. */
package io.tickwork.perf.rounds;
