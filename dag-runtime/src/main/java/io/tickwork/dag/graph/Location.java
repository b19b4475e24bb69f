// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Comparator;

/**
 * Where something was declared. Ordered by file, line and column.
 *
 * @param file the name of the file, or of whatever else the graph came from.
 * @param line counted from 1, 0 when there are no lines.
 * @param column counted from 1, 0 when there are no lines.
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
    /** Declared in Java. */
    public static final Location CODE = new Location("", 0, 0);

    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
