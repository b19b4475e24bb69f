// SPDX-License-Identifier: Apache-2.0
/**
 * The slow, obvious way to run a graph. It is the oracle of the compiled plan and shares no code with
 * {@link io.tickwork.dag.plan} but its interfaces.
 */
package io.tickwork.dag.interpret;
