// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.logic;

import io.tickwork.dag.node.NodeType;
import java.util.List;

/** The node types of logic. */
public final class LogicTypes {
    /** All of them, in the order of listings. */
    public static final List<NodeType> ALL = List.of(
            CrossOver.TYPE,
            CrossUnder.TYPE,
            Cross.TYPE,
            Threshold.TYPE,
            Hysteresis.TYPE,
            Compare.TYPE,
            And.TYPE,
            Or.TYPE,
            Not.TYPE,
            Xor.TYPE,
            Edge.TYPE,
            Latch.TYPE,
            Debounce.TYPE,
            DebounceTime.TYPE,
            Count.TYPE,
            CountTrue.TYPE,
            BarsSince.TYPE,
            Gate.TYPE,
            Select.TYPE,
            Sample.TYPE,
            SampleAndHold.TYPE,
            TimeWindow.TYPE);

    private LogicTypes() {}
}
