// SPDX-License-Identifier: Apache-2.0
/** The assembly: rings, journal and graph joined to one engine, its threads and its life cycle. */
package io.tickwork.engine;
