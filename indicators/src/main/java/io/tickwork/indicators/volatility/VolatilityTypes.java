// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.volatility;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of volatility. */
public final class VolatilityTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(Bollinger.TYPE, Atr.TYPE);

    private VolatilityTypes() {}
}
