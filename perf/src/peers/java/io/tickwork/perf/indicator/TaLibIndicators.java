// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.indicator;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.FuncUnstId;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;

/** The same in TA-Lib: for all bars at once, or for one bar and as many before it as are needed. */
final class TaLibIndicators {
    static final int VALUE_COUNT = 10;
    static final int HISTOGRAM = 5;
    /**
     * How many bars the recursive functions see before the one that is asked for. Of the slowest, an
     * average of 26, less than 1e-13 of where it began is left after 400.
     */
    private static final int UNSTABLE_COUNT = 450;
    /** The first bar with enough before it: MACD is an average of an average. */
    static final int SETTLED = 1_000;

    private final PeerBars bars;
    private final Core core = new Core();
    private final Core settling = new Core();
    private final MInteger count = new MInteger();
    private final MInteger[] beginsOfAll = new MInteger[VALUE_COUNT];
    private final MInteger[] beginsOfOne = new MInteger[VALUE_COUNT];
    private final double[][] all = new double[VALUE_COUNT][PeerBars.COUNT];
    private final double[][] one = new double[VALUE_COUNT][1];

    TaLibIndicators(PeerBars bars) {
        this.bars = bars;
        for (int i = 0; i < VALUE_COUNT; i++) {
            beginsOfAll[i] = new MInteger();
            beginsOfOne[i] = new MInteger();
        }
        for (FuncUnstId function : new FuncUnstId[] {FuncUnstId.Ema, FuncUnstId.Rsi, FuncUnstId.Atr}) {
            settling.SetUnstablePeriod(function, UNSTABLE_COUNT);
        }
    }

    /** Computes all values of all bars. */
    void batch() {
        compute(core, 0, PeerBars.COUNT - 1, beginsOfAll, all);
    }

    /** Computes the values of one bar. */
    void last(int bar) {
        compute(settling, bar, bar, beginsOfOne, one);
    }

    private void compute(Core with, int from, int to, MInteger[] begins, double[][] out) {
        double[] close = bars.close();
        require(with.sma(from, to, close, 20, begins[0], count, out[0]));
        require(with.ema(from, to, close, 20, begins[1], count, out[1]));
        require(with.rsi(from, to, close, 14, begins[2], count, out[2]));
        require(with.macd(from, to, close, 12, 26, 9, begins[3], count, out[3], out[4], out[5]));
        require(with.bbands(from, to, close, 20, 2, 2, MAType.Sma, begins[6], count, out[6], out[7], out[8]));
        require(with.atr(from, to, bars.high(), bars.low(), close, 14, begins[9], count, out[9]));
    }

    private static void require(RetCode code) {
        if (code != RetCode.Success) {
            throw new IllegalStateException(code.toString());
        }
    }

    /** {@return the values of a bar, after {@link #batch}; NaN where there is none} */
    double[] ofBatch(int bar) {
        double[] values = new double[VALUE_COUNT];
        for (int i = 0; i < VALUE_COUNT; i++) {
            // Functions with several values have one beginning.
            int begin = beginsOfAll[i > 2 && i <= HISTOGRAM ? 3 : i > HISTOGRAM && i < 9 ? 6 : i].value;
            values[i] = bar < begin ? Double.NaN : all[i][bar - begin];
        }
        return values;
    }

    /** {@return the values after {@link #last}} */
    double[] ofLast() {
        double[] values = new double[VALUE_COUNT];
        for (int i = 0; i < VALUE_COUNT; i++) {
            values[i] = one[i][0];
        }
        return values;
    }

    double sumOfLast() {
        double sum = 0;
        for (double[] values : one) {
            sum += values[0];
        }
        return sum;
    }

    /** {@return the sum of one value of each result, so that all have an effect} */
    double sumOfBatch() {
        double sum = 0;
        for (double[] values : all) {
            sum += values[PeerBars.COUNT - SETTLED];
        }
        return sum;
    }
}
