// SPDX-License-Identifier: Apache-2.0
/** The price ladder as Fluxtion has it: nodes hand on one mutable ladder by reference. */
package io.tickwork.perf.ladder.fluxtion;
