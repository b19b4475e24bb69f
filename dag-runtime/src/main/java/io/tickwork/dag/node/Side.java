// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.node;

/**
 * A side of the market: who crossed the spread in a trade, or what a signal proposes. The codes are those of the SBE
 * schema.
 */
public enum Side {
    /** Not known. */
    UNKNOWN(0),
    /** The buyer. */
    BUY(1),
    /** The seller. */
    SELL(2);

    private static final Side[] BY_CODE = values();

    private final int code;

    Side(int code) {
        this.code = code;
    }

    /** {@return the code of the SBE schema} */
    public int code() {
        return code;
    }

    /**
     * @param code a code of the SBE schema.
     * @return the side, {@link #UNKNOWN} for a code that is not one.
     */
    public static Side ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }
}
