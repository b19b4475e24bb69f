// SPDX-License-Identifier: Apache-2.0
/** What the way from and to NATS costs beside the bare client library. */
package io.tickwork.perf.nats;
