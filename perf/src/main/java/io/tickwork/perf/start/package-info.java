// SPDX-License-Identifier: Apache-2.0
/** How long an engine takes to start. */
package io.tickwork.perf.start;
