// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checked values of a node's parameters, by name. Immutable. */
public final class Parameters {
    private final SortedMap<String, Object> values;

    /** @param values by name; each a {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
    public Parameters(Map<String, Object> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * {@return the value of a whole number}
     *
     * @param name the parameter.
     */
    public int intValue(String name) {
        return Math.toIntExact((Long) require(name));
    }

    /**
     * {@return the value of a number}
     *
     * @param name the parameter.
     */
    public double doubleValue(String name) {
        return (Double) require(name);
    }

    /**
     * {@return the value of a flag}
     *
     * @param name the parameter.
     */
    public boolean booleanValue(String name) {
        return (Boolean) require(name);
    }

    /**
     * {@return the word chosen}
     *
     * @param name the parameter.
     */
    public String choice(String name) {
        return (String) require(name);
    }

    /**
     * {@return a span of time in nanoseconds}
     *
     * @param name the parameter.
     */
    public long durationNs(String name) {
        return (Long) require(name);
    }

    /** {@return all of them, sorted by name} */
    public SortedMap<String, Object> asMap() {
        return values;
    }

    /**
     * {@return these with others in their place}
     *
     * @param changes by name.
     */
    public Parameters with(Map<String, Object> changes) {
        Map<String, Object> changed = new TreeMap<>(values);
        changed.putAll(changes);
        return new Parameters(changed);
    }

    /**
     * {@return a parameter as it is kept}
     *
     * @param name the parameter.
     */
    public Object value(String name) {
        return require(name);
    }

    private Object require(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the type declares no parameter '" + name
                    + "', or it is mutable and must be read through the state");
        }
        return value;
    }
}
