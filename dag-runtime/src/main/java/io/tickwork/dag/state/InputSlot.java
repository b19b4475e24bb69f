// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.state;

import io.tickwork.dag.node.DepthIn;
import io.tickwork.dag.node.InputKind;

/**
 * Where an input reads.
 *
 * @param kind what is read.
 * @param doubleSlot the first of its double slots; meaningless when it has none.
 * @param longSlot the first of its long slots; meaningless when it has none.
 * @param length of a vector, its number of elements; 1 otherwise.
 * @param output the index of the output or source behind it.
 */
public record InputSlot(InputKind kind, int doubleSlot, int longSlot, int length, int output) {
    /**
     * {@return how many double slots something of a kind takes, its length aside if it is a vector}
     *
     * @param kind of what.
     */
    public static int doubleSlots(InputKind kind) {
        return switch (kind) {
            case DOUBLE -> 1;
            case LONG, BOOLEAN, TIMER, ANY, DOUBLE_VECTOR, LONG_VECTOR, BOOLEAN_VECTOR -> 0;
            case TRADE -> 2;
            case QUOTE -> 4;
            case DEPTH -> DepthIn.DOUBLE_SLOTS;
            case CANDLE -> 6;
        };
    }

    /**
     * {@return how many long slots something of a kind takes, its length aside if it is a vector}
     *
     * @param kind of what.
     */
    public static int longSlots(InputKind kind) {
        return switch (kind) {
            case DOUBLE, ANY, DOUBLE_VECTOR, LONG_VECTOR, BOOLEAN_VECTOR -> 0;
            case LONG, BOOLEAN, QUOTE, TIMER -> 1;
            case TRADE -> 3;
            case DEPTH -> DepthIn.LONG_SLOTS;
            case CANDLE -> 2;
        };
    }
}
