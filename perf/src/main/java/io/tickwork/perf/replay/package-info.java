// SPDX-License-Identifier: Apache-2.0
/** What it costs to replay a journal, to digest what a graph does, and to go back in time. */
package io.tickwork.perf.replay;
