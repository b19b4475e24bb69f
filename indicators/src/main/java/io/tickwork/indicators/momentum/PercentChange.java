// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

/** The change from one number to another as a part of the first. */
final class PercentChange {
    private PercentChange() {}

    /**
     * {@return the change in percent; 0 from 0, and from a number so near to 0 that no double is great enough}
     *
     * @param from the number it is a part of.
     * @param to the other one.
     */
    static double of(double from, double to) {
        double change = 100.0 * ((to - from) / from);
        return Double.isFinite(change) ? change : 0.0;
    }
}
