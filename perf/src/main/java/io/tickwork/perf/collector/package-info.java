// SPDX-License-Identifier: Apache-2.0
/** What the collectors of the JVM do to an engine. */
package io.tickwork.perf.collector;
