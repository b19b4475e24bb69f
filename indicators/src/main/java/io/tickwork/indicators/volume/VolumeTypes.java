// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volume;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of volume. */
public final class VolumeTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            Vwap.TYPE,
            VwapSession.TYPE,
            VwapAnchored.TYPE,
            VwapRolling.TYPE,
            Obv.TYPE,
            AccumulationDistribution.TYPE,
            ChaikinOscillator.TYPE,
            ChaikinMoneyFlow.TYPE,
            ForceIndex.TYPE);

    private VolumeTypes() {}
}
