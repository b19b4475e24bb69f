// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

/**
 * Where something was declared.
 *
 * @param file the name of the file, or of whatever else the graph came from.
 * @param line counted from 1, 0 when there are no lines.
 * @param column counted from 1, 0 when there are no lines.
 */
public record Location(String file, int line, int column) {
    /** Declared in Java. */
    public static final Location CODE = new Location("", 0, 0);

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
