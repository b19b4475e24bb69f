// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * A parameter as the user declares it, unchecked.
 *
 * @param value a {@link Number}, {@link Boolean} or {@link String}.
 * @param nameLocation where its name stands.
 * @param location where its value stands.
 */
public record ParameterDefinition(Object value, Location nameLocation, Location location) {
    /**
     * {@return a parameter declared in Java}
     *
     * @param value a {@link Number}, {@link Boolean} or {@link String}.
     */
    public static ParameterDefinition inCode(Object value) {
        return new ParameterDefinition(value, Location.CODE, Location.CODE);
    }
}
