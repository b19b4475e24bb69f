// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.statistic;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of statistics. */
public final class StatisticTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(ZScore.TYPE, Highest.TYPE, Lowest.TYPE);

    private StatisticTypes() {}
}
