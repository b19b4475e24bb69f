// SPDX-License-Identifier: Apache-2.0
/** Tables that set what we do beside what others do. */
package io.tickwork.perf.compare;
