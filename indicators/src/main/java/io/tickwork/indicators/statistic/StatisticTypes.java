// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.average.Sma;
import java.util.List;

/** The node types of statistics. */
public final class StatisticTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            ZScore.TYPE,
            PercentRank.TYPE,
            Highest.TYPE,
            Lowest.TYPE,
            HighestBars.TYPE,
            LowestBars.TYPE,
            Highest.TYPE.alias("rolling-max"),
            Lowest.TYPE.alias("rolling-min"),
            Sma.TYPE.alias("rolling-mean"),
            Sum.TYPE,
            Median.TYPE,
            Quantile.TYPE,
            Covariance.TYPE,
            Correlation.TYPE,
            Beta.TYPE,
            Regression.TYPE);

    private StatisticTypes() {}
}
