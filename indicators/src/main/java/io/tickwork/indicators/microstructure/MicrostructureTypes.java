// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of quotes, books and single trades. */
public final class MicrostructureTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            Mid.TYPE,
            MicroPrice.TYPE,
            QuotedSpread.TYPE,
            EffectiveSpread.TYPE,
            BookImbalance.TYPE,
            DepthImbalance.TYPE,
            OrderFlowImbalance.TYPE,
            CumulativeVolumeDelta.TYPE,
            BarDelta.TYPE,
            TradeIntensity.TYPE,
            LargeTrade.TYPE,
            Footprint.TYPE,
            VolumeProfile.TYPE,
            Absorption.TYPE,
            DeltaDivergence.TYPE);

    private MicrostructureTypes() {}
}
