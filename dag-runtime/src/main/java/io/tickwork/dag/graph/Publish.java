// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.List;

/**
 * Which values of a node go out. Signals always do.
 *
 * @param all whether all outputs do.
 * @param outputs the names of those that do, when not all do.
 * @param location where it was declared.
 */
public record Publish(boolean all, List<String> outputs, Location location) {
    /** Publishes nothing but signals. */
    public static final Publish NONE = new Publish(false, List.of(), Location.CODE);
    /** Publishes every output. */
    public static final Publish ALL = new Publish(true, List.of(), Location.CODE);
}
