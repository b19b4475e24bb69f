// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.ValueKind;
import java.util.StringJoiner;

/** Text of a value, from which its bits can be had again. */
public final class ValueText {
    private ValueText() {}

    /** {@return the elements, separated by spaces} @param vector to read; its elements last. */
    public static String of(IndicatorVectorDecoder vector) {
        ValueKind kind = vector.kind();
        StringJoiner text = new StringJoiner(" ");
        for (IndicatorVectorDecoder.ElementsDecoder element : vector.elements()) {
            text.add(of(kind, element.valueBits()));
        }
        return text.toString();
    }

    /**
     * {@return the text}
     *
     * @param kind of the value.
     * @param bits of the value.
     */
    public static String of(ValueKind kind, long bits) {
        return switch (kind) {
            case DOUBLE -> Double.toString(Double.longBitsToDouble(bits));
            case BOOLEAN -> Boolean.toString(bits != 0);
            case LONG, NULL_VAL -> Long.toString(bits);
        };
    }
}
