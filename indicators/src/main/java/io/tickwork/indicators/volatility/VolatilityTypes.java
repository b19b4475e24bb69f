// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of volatility. */
public final class VolatilityTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            StandardDeviation.TYPE,
            Variance.TYPE,
            TrueRange.TYPE,
            Atr.TYPE,
            Natr.TYPE,
            Bollinger.TYPE,
            Keltner.TYPE,
            Donchian.TYPE,
            Supertrend.TYPE,
            RealisedVolatility.TYPE,
            Parkinson.TYPE,
            GarmanKlass.TYPE,
            RogersSatchell.TYPE,
            YangZhang.TYPE);

    private VolatilityTypes() {}
}
