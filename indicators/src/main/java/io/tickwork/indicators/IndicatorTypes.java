// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.NodeTypeProvider;
import io.tickwork.indicators.arithmetic.ArithmeticTypes;
import io.tickwork.indicators.average.AverageTypes;
import io.tickwork.indicators.logic.LogicTypes;
import io.tickwork.indicators.microstructure.MicrostructureTypes;
import io.tickwork.indicators.momentum.MomentumTypes;
import io.tickwork.indicators.probe.Probe;
import io.tickwork.indicators.statistic.StatisticTypes;
import io.tickwork.indicators.trend.TrendTypes;
import io.tickwork.indicators.volatility.VolatilityTypes;
import io.tickwork.indicators.volume.VolumeTypes;
import java.util.List;
import java.util.stream.Stream;

/** The node types of this module. */
public final class IndicatorTypes implements NodeTypeProvider {
    @Override
    public List<NodeType> types() {
        return Stream.of(
                        AverageTypes.ALL,
                        MomentumTypes.ALL,
                        TrendTypes.ALL,
                        VolatilityTypes.ALL,
                        VolumeTypes.ALL,
                        MicrostructureTypes.ALL,
                        StatisticTypes.ALL,
                        ArithmeticTypes.ALL,
                        LogicTypes.ALL,
                        List.of(Probe.TYPE))
                .flatMap(List::stream)
                .toList();
    }
}
