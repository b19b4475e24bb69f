// SPDX-License-Identifier: Apache-2.0
/** Runs a journal again and compares what comes out with what was recorded. */
package io.tickwork.engine.replay;
