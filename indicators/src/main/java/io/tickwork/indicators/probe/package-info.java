// SPDX-License-Identifier: Apache-2.0
/** Nodes that stand in for nodes that do not exist yet. */
package io.tickwork.indicators.probe;
