// SPDX-License-Identifier: Apache-2.0
/** Arithmetic on values: between several of them, and between one and its own past. */
package io.tickwork.indicators.arithmetic;
