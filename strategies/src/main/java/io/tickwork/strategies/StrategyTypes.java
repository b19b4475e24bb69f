// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.NodeTypeProvider;
import io.tickwork.strategies.breakout.DonchianBreakout;
import io.tickwork.strategies.crossover.MaCross;
import io.tickwork.strategies.reversion.MeanReversion;
import java.util.List;

/** The node types of this module. */
public final class StrategyTypes implements NodeTypeProvider {
    @Override
    public List<NodeType> types() {
        return List.of(MaCross.TYPE, DonchianBreakout.TYPE, MeanReversion.TYPE);
    }
}
