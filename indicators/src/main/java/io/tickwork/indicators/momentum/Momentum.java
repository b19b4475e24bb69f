// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.momentum;

import io.tickwork.dag.node.NodeType;
import io.tickwork.indicators.arithmetic.Change;

/** Momentum: a {@link Change}, under the name and with the period of the field. */
final class Momentum {
    /** How graphs make one. */
    static final NodeType TYPE = NodeType.named("momentum")
            .doc("Momentum: how far the price has moved since some inputs ago, in units of the price.")
            .formula("x - x[t-period]")
            .source("TA-Lib 0.4.0, MOM")
            .doubleInput("source", "The price.")
            .intParameter("period", 1, 100_000, 10, "How many inputs ago the earlier price was.")
            .doubleOutput("value", "The price less the earlier one.")
            .warmUp(p -> p.intValue("period") + 1)
            .create(Change::of);

    private Momentum() {}
}
