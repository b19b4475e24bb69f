// SPDX-License-Identifier: Apache-2.0
/**
 * The graph: what a user declares ({@link io.tickwork.dag.graph.NodeDefinition}), the one builder that checks it
 * ({@link io.tickwork.dag.graph.GraphBuilder}), and the checked result ({@link io.tickwork.dag.graph.Graph}).
 *
 * <p>Nothing here runs while events flow; all of it may allocate.
 */
package io.tickwork.dag.graph;
