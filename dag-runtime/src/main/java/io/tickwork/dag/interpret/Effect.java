// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.interpret;

/** What a run of its node did to an output. */
public enum Effect {
    /** It has a new value, which triggers what reads it. */
    PRODUCED,
    /** The node left it alone: there is no value yet, or the one there is stays. */
    UNCHANGED,
    /** The node gave it a value, too near to the last one for its emit policy; that one stays. */
    HELD_BACK,
    /** The node took its value away. */
    WITHDRAWN,
    /** The node gave it a value that is not finite, and so it has none. */
    NOT_FINITE,
    /** The node threw, and so it has no value. */
    LOST
}
