// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

/**
 * A symbol that market data is taken of.
 *
 * @param id dense, from 0.
 * @param name as the engine knows it; in subjects it is written by the rule of {@link io.tickwork.bridge.Subjects}.
 * @param priceExponent power of ten of prices.
 * @param sizeExponent power of ten of sizes.
 */
public record MarketSymbol(int id, String name, int priceExponent, int sizeExponent) {
    /** {@return the exponents as the header of a message names them} */
    String exponents() {
        return priceExponent + "," + sizeExponent;
    }
}
