// SPDX-License-Identifier: Apache-2.0
/** Conditions: made of values, joined with each other, and deciding which values go on. */
package io.tickwork.indicators.logic;
