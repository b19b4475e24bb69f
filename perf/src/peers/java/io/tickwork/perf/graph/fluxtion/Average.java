// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph.fluxtion;

import com.fluxtion.runtime.annotations.ExportService;

/** The exponential average of {@code io.tickwork.indicators.average.Ema}, operation by operation. */
public final class Average implements @ExportService Prices {
    private final int period;
    private transient double average;
    private transient int count;

    /** @param period how many prices make the seed; sets the weight of each later one. */
    public Average(int period) {
        this.period = period;
    }

    @Override
    public boolean onPrice(double price) {
        if (count == period) {
            average += 2.0 / (period + 1) * (price - average);
            return true;
        }
        average += price;
        count++;
        if (count == period) {
            average /= period;
            return true;
        }
        return false;
    }

    boolean isReady() {
        return count == period;
    }

    double value() {
        return average;
    }
}
