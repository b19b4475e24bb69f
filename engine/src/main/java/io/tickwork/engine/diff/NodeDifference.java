// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import java.util.List;

/**
 * How a node differs between two graphs.
 *
 * @param node its id; {@code symbol/id} where it differs for one symbol and not, or not in this way, for the others.
 * @param type of the second graph's node, or of the first's where it was removed.
 * @param change what became of it.
 * @param details of a change, each such as {@code period 12 -> 10}; empty otherwise.
 */
public record NodeDifference(String node, String type, Change change, List<String> details) {
    /** What became of a node. */
    public enum Change {
        /** Only the second graph has it. */
        ADDED,
        /** Only the first graph has it. */
        REMOVED,
        /** Both have it, declared otherwise. */
        CHANGED
    }
}
