// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import io.tickwork.bridge.outbound.OutboundNames;
import io.tickwork.dag.graph.Graph;

/**
 * The names that the NATS bridge gives to ids.
 *
 * @param names of outputs and symbols.
 * @param graph whose nodes are named.
 */
public record NatsNames(OutputNames names, Graph graph) implements OutboundNames {
    @Override
    public String output(int outputId) {
        return names.output(outputId);
    }

    @Override
    public String reason(int outputId, int reason) {
        return names.reason(outputId, reason);
    }

    @Override
    public String node(int nodeId) {
        return graph.nodeIds().get(nodeId);
    }

    @Override
    public String symbol(int symbolId) {
        return names.symbol(symbolId);
    }
}
