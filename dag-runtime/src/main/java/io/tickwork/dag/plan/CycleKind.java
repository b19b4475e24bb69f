// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.plan;

import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph.Area;
import java.util.Set;

/** The kinds of cycle: each has its own part of the plan, with the nodes that can run in it and no others. */
public enum CycleKind {
    /** The own cycle of a trade, which may also change bars that are forming. */
    TRADE("trade", Area.SYMBOL, SourceKind.TRADE, Set.of(SourceKind.TRADE, SourceKind.FORMING)),
    /** The own cycle of a quote. */
    QUOTE("quote", Area.SYMBOL, SourceKind.QUOTE, Set.of(SourceKind.QUOTE)),
    /** The own cycle of a book. */
    DEPTH("depth", Area.SYMBOL, SourceKind.DEPTH, Set.of(SourceKind.DEPTH)),
    /** A boundary at which bars close or timers fire; or the own cycle of a bar from outside. */
    BOUNDARY("boundary", Area.SYMBOL, null, Set.of(SourceKind.CANDLE, SourceKind.FORMING, SourceKind.TIMER)),
    /** What groups do in a cycle of any other kind, after the symbols. */
    GROUP("group", Area.GROUPS, null, Set.of(SourceKind.IMPORT, SourceKind.TIMER));

    private final String methodName;
    private final Area area;
    private final SourceKind certain;
    private final Set<SourceKind> sources;

    CycleKind(String methodName, Area area, SourceKind certain, Set<SourceKind> sources) {
        this.methodName = methodName;
        this.area = area;
        this.certain = certain;
        this.sources = sources;
    }

    /** {@return the method of {@link Plan} that runs it, and its name for users} */
    public String methodName() {
        return methodName;
    }

    /** {@return the area of the subgraphs that have such cycles} */
    public Area area() {
        return area;
    }

    /**
     * {@return whether a source may trigger it}
     *
     * @param source of the subgraph.
     */
    public boolean isTriggeredBy(Source source) {
        return sources.contains(source.kind());
    }

    /**
     * {@return whether a source triggers every such cycle}
     *
     * @param source of the subgraph.
     */
    public boolean isAlwaysTriggeredBy(Source source) {
        return source.kind() == certain;
    }
}
