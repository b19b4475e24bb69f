// SPDX-License-Identifier: Apache-2.0
/** What it costs to run a graph. */
package io.tickwork.perf.graph;
