// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.NodeTypeProvider;
import io.tickwork.indicators.arithmetic.Difference;
import io.tickwork.indicators.arithmetic.Ratio;
import io.tickwork.indicators.average.Ema;
import io.tickwork.indicators.average.Sma;
import io.tickwork.indicators.momentum.Macd;
import io.tickwork.indicators.momentum.Rsi;
import io.tickwork.indicators.probe.Probe;
import io.tickwork.indicators.statistic.Highest;
import io.tickwork.indicators.statistic.Lowest;
import io.tickwork.indicators.statistic.ZScore;
import io.tickwork.indicators.volatility.Atr;
import io.tickwork.indicators.volatility.Bollinger;
import io.tickwork.indicators.volume.Vwap;
import java.util.List;

/** The node types of this module. */
public final class IndicatorTypes implements NodeTypeProvider {
    @Override
    public List<NodeType> types() {
        return List.of(
                Sma.TYPE,
                Ema.TYPE,
                Rsi.TYPE,
                Macd.TYPE,
                Bollinger.TYPE,
                Atr.TYPE,
                Vwap.TYPE,
                ZScore.TYPE,
                Highest.TYPE,
                Lowest.TYPE,
                Difference.TYPE,
                Ratio.TYPE,
                Probe.TYPE);
    }
}
