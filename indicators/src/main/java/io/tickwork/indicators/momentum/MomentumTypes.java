// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of momentum. */
public final class MomentumTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            Rsi.TYPE,
            Macd.TYPE,
            Ppo.TYPE,
            Apo.TYPE,
            Stochastic.TYPE,
            StochasticFast.TYPE,
            StochasticRsi.TYPE,
            Cci.TYPE,
            WilliamsR.TYPE,
            Roc.TYPE,
            Momentum.TYPE,
            Mfi.TYPE,
            Cmo.TYPE,
            Trix.TYPE,
            UltimateOscillator.TYPE,
            Tsi.TYPE,
            AwesomeOscillator.TYPE,
            BalanceOfPower.TYPE);

    private MomentumTypes() {}
}
