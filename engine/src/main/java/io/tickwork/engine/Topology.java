// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

/** On which thread events are journaled. Either way no output leaves before its event is in the journal. */
public enum Topology {
    /** On the engine thread, before they are run: for few cores. */
    INLINE,
    /** On a thread of its own, beside the engine thread; outputs wait for it. */
    PARALLEL
}
