// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import io.tickwork.dag.candle.CandleAggregator;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Source;
import io.tickwork.dag.graph.SourceKind;
import java.util.Arrays;
import java.util.stream.Stream;

/** The instants at which timers fire: the whole multiples of their spans, the same for all symbols. */
final class Timers {
    private final long[] spansNs;
    private final long[] nextNs;

    Timers(Graph graph) {
        spansNs = Stream.of(graph.template(), graph.groups())
                .flatMap(subgraph -> subgraph.sources(SourceKind.TIMER).stream())
                .mapToLong(Source::timeframeNs)
                .distinct()
                .sorted()
                .toArray();
        nextNs = new long[spansNs.length];
        Arrays.fill(nextNs, CandleAggregator.NEVER);
    }

    /** {@return whether a timer fires at an instant} */
    static boolean fires(long spanNs, long timeNs) {
        return CandleAggregator.openTimeNs(null, timeNs, spanNs) == timeNs;
    }

    /** Leaves everything up to an instant, inclusive, behind. */
    void passed(long timeNs) {
        for (int i = 0; i < spansNs.length; i++) {
            nextNs[i] = CandleAggregator.openTimeNs(null, timeNs, spansNs[i]) + spansNs[i];
        }
    }

    /** {@return when the next one fires} */
    long nextNs() {
        long next = CandleAggregator.NEVER;
        for (long each : nextNs) {
            next = Math.min(next, each);
        }
        return next;
    }

    int count() {
        return nextNs.length;
    }

    /** Saves or loads all that can change. */
    void image(ImageWords words) {
        words.longs(nextNs);
    }
}
