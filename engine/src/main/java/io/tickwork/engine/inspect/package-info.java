// SPDX-License-Identifier: Apache-2.0
/** Looks into a recorded day: what each event did to each node, and why. */
package io.tickwork.engine.inspect;
