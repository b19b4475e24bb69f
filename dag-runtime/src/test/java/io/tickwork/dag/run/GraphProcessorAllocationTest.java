// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The engine thread allocates nothing once it has started: not for events, not for bars that close. */
class GraphProcessorAllocationTest {
    private static final int NODES = 40;
    private static final int SYMBOLS = 3;
    private static final int WARM_UP_EVENTS = 200_000;
    private static final int EVENTS = 20_000;
    /** Of a round trip through the symbols: an hour closes at least every 2,000 events. */
    private static final long STEP_NS = 1_900_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long eventCount;

    @Test
    void shouldAllocateNothingInSteadyState() {
        Graph graph = graph();
        GraphProcessor processor = new GraphProcessor(graph, Form.COMPILED::plan, OutputHandler.NONE);
        Events events = new Events(processor);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            events.define(symbol, "S" + symbol);
        }
        run(events, WARM_UP_EVENTS);
        long[] barsBefore = {processor.candleCount(0), processor.candleCount(1), processor.candleCount(2)};
        long outputsBefore = processor.outputCount();

        // What the JVM itself puts on this thread's account comes once; what an event costs comes every time.
        long allocatedBytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && allocatedBytes != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(events, EVENTS);
            allocatedBytes = Math.min(allocatedBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(allocatedBytes).as("bytes in %d events", EVENTS).isZero();
        assertThat(processor.candleCount(0) - barsBefore[0])
                .as("minutes closed")
                .isGreaterThan(300);
        assertThat(processor.candleCount(1) - barsBefore[1])
                .as("five minutes closed")
                .isGreaterThan(60);
        assertThat(processor.candleCount(2) - barsBefore[2]).as("hours closed").isGreaterThan(5);
        assertThat(processor.outputCount() - outputsBefore).isGreaterThan(EVENTS);
        assertThat(processor.lateTradeCount()).isPositive();
        assertThat(processor.nonFiniteCount()).isPositive();
    }

    private void run(Events events, int count) {
        for (int i = 0; i < count; i++) {
            long number = eventCount++;
            int symbol = (int) (number % SYMBOLS);
            long timeNs = Rig.START_NS + number * STEP_NS;
            long price = (number * 7919 % 10_007 - 5_000) * 1_000_000L;
            switch ((int) (number % 8)) {
                case 0 -> events.clock(timeNs);
                case 1, 2 -> events.quote(symbol, timeNs, price, price + 1_000_000);
                case 3 -> events.trade(symbol, timeNs - 100_000_000_000L, price, 1_000_000_000);
                default -> events.trade(symbol, timeNs, price, 1_000_000_000);
            }
        }
    }

    /** All kinds of node, of source, of role and of policy. */
    private static Graph graph() {
        GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);
        String[] candles = {"Candle(1m)", "Candle(5m)", "Candle(1h)"};
        for (int i = 0; i < NODES / 10; i++) {
            builder.node("mean" + i, "mean")
                    .input("Tick")
                    .parameter("period", 5 + i)
                    .publish()
                    .node("bar" + i, "bar")
                    .input(candles[i % candles.length])
                    .publish()
                    .node("parts" + i, "splitter")
                    .input("mean" + i)
                    .emit("on-change(0.01)")
                    .publish()
                    .node("gate" + i, "gate")
                    .input("parts" + i + ".positive")
                    .input("Quote.bid")
                    .node("sum" + i, "sum")
                    .input("gate" + i)
                    .input("bar" + i + ".high")
                    .input("mean" + i)
                    .publish()
                    .node("either" + i, "either")
                    .input("bar" + i + ".close")
                    .input("sum" + i)
                    .node("quotient" + i, "quotient")
                    .input("Tick")
                    .node("alarm" + i, "alarm")
                    .input("either" + i)
                    .input("Tick")
                    .node("total" + i, "accumulate")
                    .input("parts" + i + ".whole")
                    .publish()
                    .node("stamp" + i, "stamp")
                    .input("sum" + i)
                    .emit("on-change")
                    .publish()
                    .end();
        }
        return builder.build();
    }
}
