// SPDX-License-Identifier: Apache-2.0
/** Runs a node by itself, without an engine or a graph, for the tests of whoever writes it. */
package io.tickwork.dag.testing;
