// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import io.tickwork.dag.node.Side;
import java.util.List;
import java.util.StringJoiner;

/** One output of the event at hand. It is used again for another one of the next event. */
final class Emission {
    /** What it is. */
    enum Kind {
        DOUBLE,
        LONG,
        BOOLEAN,
        SIGNAL,
        FAULT
    }

    OutputTally tally;
    int cycle;
    long cycleTimeNs;
    Kind kind;
    /** The value, or the elements of a vector; of a signal strength and reference price. */
    long[] bits = new long[2];

    int length;
    boolean isVector;
    int side;
    int reason;
    /** What the numbers of reasons mean to whoever put it out. */
    List<String> reasons = List.of();
    /** What a node threw. */
    String cause;

    /** The next of the same output on the same side. */
    Emission next;

    boolean isPaired;

    /** Makes room for so many elements. */
    void length(int count) {
        length = count;
        if (bits.length < count) {
            bits = new long[count];
        }
    }

    private String reasonText() {
        return reason < reasons.size() ? reasons.get(reason) : Integer.toString(reason);
    }

    /** Whether both say the same. What a fault was for is not compared: a recorded text may be cut. */
    boolean isEqual(Emission other, Tolerance tolerance) {
        if (kind != other.kind || length != other.length || isVector != other.isVector) {
            return false;
        }
        if (kind == Kind.SIGNAL && !(side == other.side && isSameReason(other))) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean isEqual = switch (kind) {
                case LONG -> tolerance.isEqualLong(bits[i], other.bits[i]);
                case BOOLEAN -> bits[i] == other.bits[i];
                default -> tolerance.isEqual(bits[i], other.bits[i]);
            };
            if (!isEqual) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameReason(Emission other) {
        return reason == other.reason && reasons == other.reasons
                || reasonText().equals(other.reasonText());
    }

    /** The greatest distance of two numbers in the same place; 0 where there is nothing to measure. */
    double distance(Emission other) {
        double greatest = 0;
        if (kind == other.kind && length == other.length) {
            for (int i = 0; i < length; i++) {
                greatest = Math.max(greatest, Math.abs(number(i) - other.number(i)));
            }
        }
        return greatest;
    }

    private double number(int i) {
        return kind == Kind.LONG || kind == Kind.BOOLEAN ? bits[i] : Double.longBitsToDouble(bits[i]);
    }

    /** Words for it. */
    String text() {
        return switch (kind) {
            case SIGNAL -> Side.ofCode(side) + " " + reasonText() + " " + element(0) + " at " + element(1);
            case FAULT -> cause;
            case DOUBLE, LONG, BOOLEAN -> {
                StringJoiner text = new StringJoiner(" ");
                for (int i = 0; i < length; i++) {
                    text.add(element(i));
                }
                yield text.toString();
            }
        };
    }

    private String element(int i) {
        return switch (kind) {
            case LONG -> Long.toString(bits[i]);
            case BOOLEAN -> Boolean.toString(bits[i] != 0);
            default -> Double.toString(Double.longBitsToDouble(bits[i]));
        };
    }
}
