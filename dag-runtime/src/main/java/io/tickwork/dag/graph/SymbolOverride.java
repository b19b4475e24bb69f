// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import java.util.Map;

/**
 * What is different for one symbol, as the user declares it.
 *
 * @param symbol its name.
 * @param session the name of its calendar, null for that of the graph.
 * @param parameters by the id of the node and the name of the parameter.
 * @param location where it was declared.
 */
public record SymbolOverride(
        String symbol, String session, Map<String, Map<String, ParameterDefinition>> parameters, Location location) {}
