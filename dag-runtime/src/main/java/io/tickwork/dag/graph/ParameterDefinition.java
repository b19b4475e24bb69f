// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * A parameter of a node as the user declares it.
 *
 * @param value a {@link Number}, {@link Boolean} or {@link String}.
 * @param location where it was declared.
 */
public record ParameterDefinition(Object value, Location location) {}
