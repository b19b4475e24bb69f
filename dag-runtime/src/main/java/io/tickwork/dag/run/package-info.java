// SPDX-License-Identifier: Apache-2.0
/** Runs events through a plan: engine time, boundaries, cycles, the hashes by which runs are compared, and images. */
package io.tickwork.dag.run;
