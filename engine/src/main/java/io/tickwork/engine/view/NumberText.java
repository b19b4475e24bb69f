// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import java.math.BigDecimal;

/** Writes values of parameters the way people do. */
final class NumberText {
    private NumberText() {}

    /**
     * {@return the text of a value; a whole {@code double} without its fraction}
     *
     * @param value a {@link Long}, {@link Double}, {@link Boolean} or {@link String}.
     */
    static String of(Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
