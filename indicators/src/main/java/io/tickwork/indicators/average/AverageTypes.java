// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.average;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of averages. */
public final class AverageTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            Sma.TYPE,
            Ema.TYPE,
            Wma.TYPE,
            Dema.TYPE,
            Tema.TYPE,
            T3.TYPE,
            Trima.TYPE,
            Hma.TYPE,
            Kama.TYPE,
            Rma.TYPE,
            Vwma.TYPE,
            Lsma.TYPE,
            Midpoint.TYPE,
            MidPrice.TYPE);

    private AverageTypes() {}
}
