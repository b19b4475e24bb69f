// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.State;

/**
 * Where a mutable parameter of a node lies.
 *
 * @param spec as its type declares it.
 * @param slot a double slot of a number, a long slot of anything else.
 */
public record ParameterSlot(ParameterSpec spec, int slot) {
    /**
     * {@return its value as {@link ParameterSpec#parse} gives it}
     *
     * @param state of the running instance.
     */
    public Object get(State state) {
        return switch (spec.kind()) {
            case NUMBER -> (Object) state.getDouble(slot);
            case FLAG -> (Object) (state.getLong(slot) != 0);
            case INTEGER, DURATION -> (Object) state.getLong(slot);
            case CHOICE -> throw new IllegalStateException("a choice is not mutable");
        };
    }

    /**
     * @param state of the running instance.
     * @param value as {@link ParameterSpec#parse} gives it.
     */
    public void set(State state, Object value) {
        switch (spec.kind()) {
            case NUMBER -> state.setDouble(slot, (Double) value);
            case FLAG -> state.setLong(slot, (Boolean) value ? 1 : 0);
            case INTEGER, DURATION -> state.setLong(slot, (Long) value);
            case CHOICE -> throw new IllegalStateException("a choice is not mutable");
        }
    }

    /** {@return whether it lies among the doubles} */
    public boolean isDouble() {
        return spec.kind() == ParameterSpec.Kind.NUMBER;
    }
}
