// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.SourceKind;

/** The kinds of cycle: each has its own part of the plan, with the nodes that can run in it and no others. */
public enum CycleKind {
    /** The own cycle of a trade. */
    TRADE("trade", SourceKind.TRADE),
    /** The own cycle of a quote. */
    QUOTE("quote", SourceKind.QUOTE),
    /** A boundary at which one or more bars close. */
    BOUNDARY("boundary", SourceKind.CANDLE);

    private final String methodName;
    private final SourceKind source;

    CycleKind(String methodName, SourceKind source) {
        this.methodName = methodName;
        this.source = source;
    }

    /** {@return the method of {@link Plan} that runs it} */
    public String methodName() {
        return methodName;
    }

    /** {@return the kind of source that triggers it} */
    public SourceKind source() {
        return source;
    }
}
