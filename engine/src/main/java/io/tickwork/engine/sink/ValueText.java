// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.codecs.sbe.ValueKind;

/** Text of a value, from which its bits can be had again. */
final class ValueText {
    private ValueText() {}

    static String of(ValueKind kind, long bits) {
        return switch (kind) {
            case DOUBLE -> Double.toString(Double.longBitsToDouble(bits));
            case BOOLEAN -> Boolean.toString(bits != 0);
            case LONG, NULL_VAL -> Long.toString(bits);
        };
    }
}
