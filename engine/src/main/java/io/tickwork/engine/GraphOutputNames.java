// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.sink.OutputNames;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The names that a graph and the definitions of symbols give to ids.
 *
 * @param graph whose outputs are named.
 * @param symbols the name of a symbol, by its id.
 */
public record GraphOutputNames(Graph graph, IntFunction<String> symbols) implements OutputNames {
    @Override
    public String output(int outputId) {
        return graph.outputs().get(outputId).name();
    }

    @Override
    public String node(int outputId) {
        String name = output(outputId);
        int dot = name.indexOf('.'); // no id has one
        return dot < 0 ? name : name.substring(0, dot);
    }

    @Override
    public String outputOfNode(int outputId) {
        return graph.outputs().get(outputId).slot().spec().name();
    }

    @Override
    public String reason(int outputId, int reason) {
        List<String> reasons = graph.outputs().get(outputId).slot().spec().reasons();
        return reason < reasons.size() ? reasons.get(reason) : Integer.toString(reason);
    }

    @Override
    public String symbol(int symbolId) {
        return symbolId == InboundEvents.NO_SYMBOL ? "" : symbols.apply(symbolId);
    }
}
