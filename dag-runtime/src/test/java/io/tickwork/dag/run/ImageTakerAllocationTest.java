// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Images;
import io.tickwork.dag.support.Rig;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The engine thread allocates nothing for images, changes of parameters for all and new symbols aside. */
class ImageTakerAllocationTest {
    private static final int SYMBOLS = 20;
    private static final int WARM_UP_EVENTS = 200_000;
    private static final int EVENTS = 20_000;
    /** Each symbol closes a minute about every tenth of its events. */
    private static final long STEP_NS = 300_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long eventCount;
    private int takenCount;

    @Test
    void shouldAllocateNothingInSteadyState() {
        Graph graph = Rig.of(Form.COMPILED, """
                        indicators:
                          mean: {inputs: [Tick], params: {period: 50}, publish: true}
                          line: {inputs: [mean], publish: true}
                          book: {type: book-size, inputs: [Depth], publish: true}
                          history: {inputs: [Tick], params: {length: 5}, emit: on-change, publish: true}
                          bar: {inputs: [Candle(1m)], publish: true}
                        groups: {both: {type: sum, inputs: [S0/mean, S1/mean], publish: true}}
                        """).graph();
        GraphProcessor processor = new GraphProcessor(graph, Form.COMPILED::plan, OutputHandler.NONE);
        ImageTaker taker = processor.imageTaker();
        Events events = new Events(processor);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            events.define(symbol, "S" + symbol);
        }
        events.change(-1, Rig.START_NS, new String[] {"line"}, new String[] {"factor"}, new double[] {2});
        run(events, taker, WARM_UP_EVENTS);
        int takenBefore = takenCount;

        // What the JVM itself puts on this thread's account comes once; what an event costs comes every time.
        long allocatedBytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && allocatedBytes != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(events, taker, EVENTS);
            allocatedBytes = Math.min(allocatedBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(allocatedBytes).as("bytes in %d events", EVENTS).isZero();
        assertThat(takenCount - takenBefore).as("images").isGreaterThan(EVENTS / 200);
        byte[] expected = Images.of(processor);
        taker.begin(eventCount);
        taker.copySome(Long.MAX_VALUE);
        assertThat(Images.of(taker)).isEqualTo(expected);
    }

    private void run(Events events, ImageTaker taker, int count) {
        for (int i = 0; i < count; i++) {
            long number = eventCount++;
            if (number % 100 == 0) {
                taker.begin(number);
            }
            int symbol = (int) (number * 7 % SYMBOLS);
            long price = (number * 7919 % 10_007 - 5_000) * 1_000_000L;
            events.trade(symbol, Rig.START_NS + number * STEP_NS, price, 1_000_000_000);
            if (number % 10 == 0) { // a batch
                taker.copySome(500);
            }
            if (taker.isComplete()) {
                takenCount++;
                taker.release();
            }
        }
    }
}
