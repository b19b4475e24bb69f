// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.yaml.GraphSource;
import java.util.ArrayList;
import java.util.List;

/** The graph of the benchmarks as users write graphs, in YAML. */
public final class BenchmarkSources {
    private BenchmarkSources() {}

    /** {@return all types of nodes, and that of the signals} */
    public static Catalogue catalogue() {
        List<NodeType> types = new ArrayList<>(Catalogue.load().types());
        types.add(ThresholdSignal.TYPE);
        return Catalogue.of(types);
    }

    /**
     * Averages of the price, differences of neighbours, a z-score of each difference, and a signal on each score.
     *
     * @param averageCount how many averages; the graph has four times as many nodes less three.
     * @return its text.
     */
    public static List<GraphSource> of(int averageCount) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < averageCount; i++) {
            yaml.append("average" + i + ": {type: ema, inputs: [Tick], params: {period: " + BenchmarkGraph.period(i)
                    + "}}\n");
        }
        for (int i = 0; i < averageCount - 1; i++) {
            yaml.append("difference" + i + ": {type: sub, inputs: [average" + i + ", average" + (i + 1) + "]}\n");
            yaml.append("score" + i + ": {type: zscore, inputs: [difference" + i + "], params: {period: "
                    + BenchmarkGraph.WINDOW + "}}\n");
            yaml.append("signal" + i + ": {type: threshold-signal, inputs: [score" + i + "], publish: true}\n");
        }
        return List.of(new GraphSource("benchmark.yaml", yaml.toString()));
    }
}
