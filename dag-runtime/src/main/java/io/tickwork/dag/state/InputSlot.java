// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.InputKind;

/**
 * Where an input reads.
 *
 * @param kind what is read.
 * @param doubleSlot the first of its double slots; meaningless when it has none.
 * @param longSlot the first of its long slots; meaningless when it has none.
 * @param output the index of the output or source behind it.
 */
public record InputSlot(InputKind kind, int doubleSlot, int longSlot, int output) {
    /**
     * {@return how many double slots something of a kind takes}
     *
     * @param kind of what.
     */
    public static int doubleSlots(InputKind kind) {
        return switch (kind) {
            case DOUBLE -> 1;
            case LONG, BOOLEAN -> 0;
            case TRADE -> 2;
            case QUOTE -> 4;
            case CANDLE -> 6;
        };
    }

    /**
     * {@return how many long slots something of a kind takes}
     *
     * @param kind of what.
     */
    public static int longSlots(InputKind kind) {
        return switch (kind) {
            case DOUBLE -> 0;
            case LONG, BOOLEAN, QUOTE -> 1;
            case TRADE -> 3;
            case CANDLE -> 2;
        };
    }
}
