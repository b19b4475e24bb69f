// SPDX-License-Identifier: Apache-2.0
/** What it costs to write events as SBE messages, to read them, and to check them. */
package io.tickwork.perf.codec;
