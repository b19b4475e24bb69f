// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

/**
 * The bars that all are measured on.
 *
 * @param open first prices.
 * @param high highest.
 * @param low lowest.
 * @param close last.
 * @param volume sums of sizes.
 */
record PeerBars(double[] open, double[] high, double[] low, double[] close, double[] volume) {
    /** In a batch they and all results stay in a second-level cache of 1 MiB. */
    static final int COUNT = 1 << 12;

    static final double PRICE_MAX = 100;

    static PeerBars random() {
        PeerBars bars = new PeerBars(
                new double[COUNT], new double[COUNT], new double[COUNT], new double[COUNT], new double[COUNT]);
        RandomMarket market = new RandomMarket(1);
        for (int i = 0; i < COUNT; i++) {
            market.step();
            bars.open[i] = market.open();
            bars.high[i] = market.high();
            bars.low[i] = market.low();
            bars.close[i] = market.close();
            bars.volume[i] = market.size();
        }
        return bars;
    }
}
