// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * An output as its node type declares it.
 *
 * @param name its name, unique in the type.
 * @param kind what it carries.
 * @param vectorLength of a vector, its number of elements from the parameters; null for a single value.
 * @param reasons of a signal, what its reason codes mean, in the order of the codes; empty for values.
 * @param doc one sentence.
 */
public record OutputSpec(
        String name, ValueKind kind, ToIntFunction<Parameters> vectorLength, List<String> reasons, String doc) {
    /** {@return whether it is a vector} */
    public boolean isVector() {
        return vectorLength != null;
    }

    /** {@return the kind of an input that reads it whole, {@link InputKind#ANY} when none can} */
    public InputKind inputKind() {
        return switch (kind) {
            case DOUBLE -> isVector() ? InputKind.DOUBLE_VECTOR : InputKind.DOUBLE;
            case LONG -> isVector() ? InputKind.LONG_VECTOR : InputKind.LONG;
            case BOOLEAN -> isVector() ? InputKind.BOOLEAN_VECTOR : InputKind.BOOLEAN;
            case SIGNAL -> InputKind.ANY;
        };
    }

    /** {@return the kind of one of its elements, or of itself when it is no vector} */
    public InputKind elementKind() {
        return switch (kind) {
            case DOUBLE -> InputKind.DOUBLE;
            case LONG -> InputKind.LONG;
            case BOOLEAN -> InputKind.BOOLEAN;
            case SIGNAL -> InputKind.ANY;
        };
    }

    /** {@return the words for listings: {@code double}, {@code vector of doubles}, {@code signal}} */
    public String kindLabel() {
        return kind == ValueKind.SIGNAL ? kind.label() : inputKind().label();
    }
}
