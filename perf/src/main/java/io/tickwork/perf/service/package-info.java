// SPDX-License-Identifier: Apache-2.0
/** What the engine thread does for an event, whole and in parts. */
package io.tickwork.perf.service;
