// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.trend;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of straight lines through the recent past. */
public final class RegressionTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(LinearRegression.TYPE);

    private RegressionTypes() {}
}
