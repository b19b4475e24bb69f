// SPDX-License-Identifier: Apache-2.0
/** A ladder of prices that is shifted, cut and published, in four nodes: with us, and in Fluxtion. */
package io.tickwork.perf.ladder;
