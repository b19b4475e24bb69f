// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickwork.codecs.price.Decimal;

/**
 * What a feed says of its symbol before the first trade.
 *
 * @param id dense, from 0.
 * @param name not blank, at most {@value #MAX_NAME_LENGTH} bytes of UTF-8.
 * @param priceExponent power of ten of prices.
 * @param sizeExponent power of ten of sizes.
 */
public record Symbol(int id, String name, int priceExponent, int sizeExponent) {
    /** Bytes of the longest name: its definition fits the slot of 128 bytes that a trade needs. */
    public static final int MAX_NAME_LENGTH = 64;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one of the components is out of range.
     */
    public Symbol {
        if (id < 0) {
            throw new IllegalArgumentException("symbol id=" + id + " is negative");
        }
        if (name.isBlank() || name.getBytes(UTF_8).length > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "symbol name '" + name + "' is blank, or longer than " + MAX_NAME_LENGTH + " bytes");
        }
        checkExponent("price", priceExponent);
        checkExponent("size", sizeExponent);
    }

    /**
     * The first symbol, with the exponents of symbols that ask for none.
     *
     * @param name of the symbol.
     * @return the symbol with id 0.
     * @throws IllegalArgumentException if the name is blank or too long.
     */
    public static Symbol named(String name) {
        return new Symbol(0, name, Decimal.DEFAULT_EXPONENT, Decimal.DEFAULT_EXPONENT);
    }

    private static void checkExponent(String what, int exponent) {
        if (exponent < Decimal.MIN_EXPONENT || exponent > Decimal.MAX_EXPONENT) {
            throw new IllegalArgumentException(what + " exponent=" + exponent + " is not from " + Decimal.MIN_EXPONENT
                    + " to " + Decimal.MAX_EXPONENT);
        }
    }
}
