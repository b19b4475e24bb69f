// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of trends. */
public final class TrendTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            PlusDi.TYPE,
            MinusDi.TYPE,
            Dx.TYPE,
            Adx.TYPE,
            Adxr.TYPE,
            Dmi.TYPE,
            Aroon.TYPE,
            AroonOscillator.TYPE,
            Vortex.TYPE,
            Choppiness.TYPE,
            MassIndex.TYPE,
            ParabolicSar.TYPE,
            Ichimoku.TYPE,
            PivotPoints.TYPE,
            LinearRegression.TYPE);

    private TrendTypes() {}
}
