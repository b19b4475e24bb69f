// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.price;

/** A text that has no exact mantissa at the exponent asked for, and why. */
public final class DecimalException extends NumberFormatException {
    /** What is wrong with the text. */
    public enum Reason {
        /** It is not an optional sign, digits, and at most one decimal point among or beside them. */
        NOT_A_DECIMAL,
        /** It has a digit other than zero below the exponent. */
        TOO_PRECISE,
        /** Its mantissa does not fit 64 bits. */
        OVERFLOW
    }

    private final Reason reason;

    DecimalException(Reason reason, CharSequence text, int exponent) {
        super(describe(reason, exponent) + ": " + text);
        this.reason = reason;
    }

    /**
     * What is wrong with the text.
     *
     * @return the reason, by which refusals are counted.
     */
    public Reason reason() {
        return reason;
    }

    private static String describe(Reason reason, int exponent) {
        return switch (reason) {
            case NOT_A_DECIMAL -> "not a plain decimal number";
            case TOO_PRECISE -> "more decimals than exponent " + exponent + " holds";
            case OVERFLOW -> "too large for 64 bits at exponent " + exponent;
        };
    }
}
