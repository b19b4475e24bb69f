// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one must know to understand the events of a journal and to run them again. Stored as YAML text.
 *
 * @param buildVersion version of the build that wrote the journal.
 * @param jdkVendor vendor of the JDK it ran on.
 * @param jdkVersion version of the JDK it ran on.
 * @param schemaId id of the SBE schema of the events.
 * @param schemaVersion version of that schema.
 * @param graphSources the texts the graph was built from, in the order in which they were read.
 * @param graphFingerprint hexadecimal; equal when graph and node code are.
 * @param settings settings of the engine, by name; unmodifiable.
 * @param calendars session calendars of the graph as instants, by name; the time-zone data of a reader may differ.
 * @param outputs names of the published outputs; an output's dense id is its place in this list.
 * @param nodes names of the nodes, in the dense order in which their digests stand in a {@link Checkpoint}.
 * @param startTime when the run began, ISO-8601.
 * @param generation from 1; one more after a change of graph or node code, after a recovery from damage, and when the
 *     host went down before the run before this one had ended.
 * @param hostBootId changes when the host starts anew; empty when it is not known.
 * @param symbols defined up to here, in the order of their ids.
 * @param parameters that were changed up to here, by name: {@code symbol/node.parameter}; unmodifiable.
 */
public record Manifest(
        String buildVersion,
        String jdkVendor,
        String jdkVersion,
        int schemaId,
        int schemaVersion,
        List<GraphSource> graphSources,
        String graphFingerprint,
        SortedMap<String, String> settings,
        SortedMap<String, String> calendars,
        List<String> outputs,
        List<String> nodes,
        String startTime,
        long generation,
        String hostBootId,
        List<Symbol> symbols,
        SortedMap<String, String> parameters) {

    /**
     * A symbol, as it was defined.
     *
     * @param id its dense id.
     * @param name its name.
     * @param priceExponent power of ten that mantissas of prices are multiplied by.
     * @param sizeExponent power of ten that mantissas of sizes are multiplied by.
     */
    public record Symbol(int id, String name, int priceExponent, int sizeExponent) {
        /** Refuses nulls. */
        public Symbol {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * A text the graph was built from.
     *
     * @param name of the file or resource.
     * @param text in full.
     */
    public record GraphSource(String name, String text) {
        /** Refuses nulls. */
        public GraphSource {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Copies the collections and refuses nulls. */
    public Manifest {
        Objects.requireNonNull(buildVersion, "buildVersion");
        Objects.requireNonNull(jdkVendor, "jdkVendor");
        Objects.requireNonNull(jdkVersion, "jdkVersion");
        graphSources = List.copyOf(graphSources);
        Objects.requireNonNull(graphFingerprint, "graphFingerprint");
        // By name whatever order the given map has: the text must not depend on who built it.
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(settings)));
        calendars = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(calendars)));
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        Objects.requireNonNull(startTime, "startTime");
        Objects.requireNonNull(hostBootId, "hostBootId");
        symbols = List.copyOf(symbols);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(parameters)));
    }
}
