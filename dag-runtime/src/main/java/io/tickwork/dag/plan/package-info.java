// SPDX-License-Identifier: Apache-2.0
/**
 * From a graph to straight-line code. The {@link io.tickwork.dag.plan.Planner} chooses, for each kind of cycle, the
 * nodes that can run in it, their order and their grouping; the {@link io.tickwork.dag.plan.PlanCompiler} writes that
 * as the bytecode of one class.
 *
 * <p>Planning allocates and happens once; a {@link io.tickwork.dag.plan.Plan} runs on the engine thread and allocates
 * nothing.
 */
package io.tickwork.dag.plan;
