// SPDX-License-Identifier: Apache-2.0
/** What all strategies share: the position they would hold, and when they may enter one. */
package io.tickwork.strategies.position;
