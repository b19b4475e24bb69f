// SPDX-License-Identifier: Apache-2.0
/**
 * Explains an event: what each node read, whether it ran and if not why, and what came of it. For tools; the engine
 * thread never comes here.
 */
package io.tickwork.dag.trace;
