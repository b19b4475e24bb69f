// SPDX-License-Identifier: Apache-2.0
/** The graphs of the benchmarks as Fluxtion has them: nodes are objects that hold their state and refer to each other. */
package io.tickwork.perf.graph.fluxtion;
