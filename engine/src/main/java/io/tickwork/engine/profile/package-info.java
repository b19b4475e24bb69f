// SPDX-License-Identifier: Apache-2.0
/** What each node of a graph did over the events of a journal, how often, and how long it took. */
package io.tickwork.engine.profile;
