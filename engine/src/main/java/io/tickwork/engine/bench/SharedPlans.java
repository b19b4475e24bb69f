// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.bench;

import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Compiles each subgraph once, however often it is asked for, so that who comes later runs code that is warm. Plans
 * keep nothing but the nodes, which keep nothing: all state is that of whoever runs them.
 */
public final class SharedPlans implements Function<Subgraph, Plan> {
    private final Map<Subgraph, Plan> plans = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Nothing is compiled as yet. */
    public SharedPlans() {}

    @Override
    public Plan apply(Subgraph subgraph) {
        return plans.computeIfAbsent(subgraph, PlanCompiler::compile);
    }
}
