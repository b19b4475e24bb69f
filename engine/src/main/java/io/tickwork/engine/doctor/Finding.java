// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.doctor;

/**
 * What was found about one thing.
 *
 * @param check what was looked at, in a word.
 * @param verdict whether it costs latency.
 * @param found how it is.
 * @param why it matters.
 * @param todo what to do about it; empty unless it costs.
 */
public record Finding(String check, Verdict verdict, String found, String why, String todo) {
    /** Whether something costs latency. */
    public enum Verdict {
        /** It does not. */
        GOOD,
        /** It does. */
        COSTS,
        /** The host does not say. */
        UNKNOWN
    }
}
