// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of momentum. */
public final class MomentumTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(Rsi.TYPE, Macd.TYPE);

    private MomentumTypes() {}
}
