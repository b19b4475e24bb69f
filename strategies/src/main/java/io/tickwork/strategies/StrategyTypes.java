// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.NodeTypeProvider;
import io.tickwork.strategies.breakout.DonchianBreakout;
import io.tickwork.strategies.crossover.MaCross;
import io.tickwork.strategies.orderflow.LiquidityHunt;
import io.tickwork.strategies.orderflow.OrderFlowScalp;
import io.tickwork.strategies.regime.MomentumRegime;
import io.tickwork.strategies.reversion.BollingerReversion;
import io.tickwork.strategies.reversion.MeanReversion;
import io.tickwork.strategies.reversion.PairsSpread;
import io.tickwork.strategies.reversion.VwapReversion;
import java.util.List;

/** The node types of this module. */
public final class StrategyTypes implements NodeTypeProvider {
    @Override
    public List<NodeType> types() {
        return List.of(
                MaCross.TYPE,
                DonchianBreakout.TYPE,
                MomentumRegime.TYPE,
                MeanReversion.TYPE,
                BollingerReversion.TYPE,
                VwapReversion.TYPE,
                PairsSpread.TYPE,
                LiquidityHunt.TYPE,
                OrderFlowScalp.TYPE);
    }
}
