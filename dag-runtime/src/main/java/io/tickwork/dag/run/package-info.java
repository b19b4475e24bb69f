// SPDX-License-Identifier: Apache-2.0
/** Runs events through a plan: engine time, boundaries, cycles, and the hashes by which runs are compared. */
package io.tickwork.dag.run;
