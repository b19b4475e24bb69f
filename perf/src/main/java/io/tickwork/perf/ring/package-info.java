// SPDX-License-Identifier: Apache-2.0
/** What it costs to hand an event from one thread to another, in our ring and in others. */
package io.tickwork.perf.ring;
