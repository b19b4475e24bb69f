// SPDX-License-Identifier: Apache-2.0
/**
 * The YAML form of graphs as a JSON Schema, made from the descriptions of the node types, so that an editor completes,
 * explains and checks graphs while they are written.
 *
 * <p>A schema is a tree of maps, lists, strings, numbers and booleans, in a fixed order; whoever wants text prints it.
 */
package io.tickwork.dag.schema;
