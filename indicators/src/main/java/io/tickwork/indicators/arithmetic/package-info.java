// SPDX-License-Identifier: Apache-2.0
/** Arithmetic between two values. */
package io.tickwork.indicators.arithmetic;
