// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.graph;

import com.fluxtion.compiler.Fluxtion;
import com.fluxtion.runtime.EventProcessor;
import io.tickwork.perf.graph.fluxtion.Average;
import io.tickwork.perf.graph.fluxtion.Difference;
import io.tickwork.perf.graph.fluxtion.Prices;
import io.tickwork.perf.graph.fluxtion.Score;
import io.tickwork.perf.graph.fluxtion.Threshold;

/** The graph of 37 nodes, compiled by Fluxtion: same periods, same window, same threshold, same operations. */
final class FluxtionGraph {
    private static final int CHAIN_COUNT = BenchmarkGraph.AVERAGE_COUNT - 1;

    private final Prices input;
    private final Score[] scores = new Score[CHAIN_COUNT];
    private final Threshold[] signals = new Threshold[CHAIN_COUNT];

    FluxtionGraph() {
        EventProcessor<?> processor = Fluxtion.compile(config -> {
            Average[] averages = new Average[BenchmarkGraph.AVERAGE_COUNT];
            for (int i = 0; i < averages.length; i++) {
                averages[i] = config.addNode(new Average(BenchmarkGraph.period(i)), "average" + i);
            }
            for (int i = 0; i < CHAIN_COUNT; i++) {
                Difference difference =
                        config.addNode(new Difference(averages[i], averages[i + 1]), "difference" + i);
                Score score = config.addNode(new Score(difference, BenchmarkGraph.WINDOW), "score" + i);
                config.addNode(new Threshold(score, BenchmarkGraph.THRESHOLD), "signal" + i);
            }
        });
        processor.init();
        input = processor.getExportedService(Prices.class);
        try {
            for (int i = 0; i < CHAIN_COUNT; i++) {
                scores[i] = processor.getNodeById("score" + i);
                signals[i] = processor.getNodeById("signal" + i);
            }
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("Fluxtion has made another graph", e);
        }
    }

    void trade(double price) {
        input.onPrice(price);
    }

    /** {@return the score of a chain, defined once its window is full} */
    double score(int chain) {
        return scores[chain].value();
    }

    /** {@return the number of signals so far} */
    long signalCount() {
        long count = 0;
        for (Threshold signal : signals) {
            count += signal.count();
        }
        return count;
    }
}
