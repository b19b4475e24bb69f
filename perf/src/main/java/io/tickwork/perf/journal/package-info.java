// SPDX-License-Identifier: Apache-2.0
/** What it costs to append to a journal, to read it, to scan it and to take snapshots, beside the bare queue. */
package io.tickwork.perf.journal;
