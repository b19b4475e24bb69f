// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import io.tickwork.engine.sink.SummarySink.Fault;
import io.tickwork.engine.sink.SummarySink.Output;
import io.tickwork.engine.sink.SummarySink.Signal;
import io.tickwork.engine.sink.SummarySink.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummarySinkTest {
    private final OutboundRing outbound = new OutboundRing(16);
    private final SummarySink summary = new SummarySink();
    private final OutboundAgent agent = new OutboundAgent(outbound.consumer, 100, List.of(summary));

    @Test
    void shouldKeepTheLastValueOfEachOutput() {
        outbound.value(1, 0, 10, 0, 9, ValueKind.LONG, 5);
        outbound.value(1, 0, 10, 0, 2, ValueKind.DOUBLE, Double.doubleToLongBits(1.5));
        outbound.value(2, 1, 20, 1, 2, ValueKind.DOUBLE, Double.doubleToLongBits(2.5));
        outbound.value(3, 0, 30, 0, 4, ValueKind.BOOLEAN, 1);
        agent.doWork();

        assertThat(summary.outputs())
                .containsExactly(
                        new Output(2, 2, 2, 20, 1, "2.5"),
                        new Output(4, 1, 3, 30, 0, "true"),
                        new Output(9, 1, 1, 10, 0, "5"));
        assertThat(summary.strategies()).isEmpty();
    }

    @Test
    void shouldCountSignalsBySideAndKeepTheLatest() {
        outbound.signal(0, 0, 5, 0, 8, SignalSide.SELL, 9, 90, 1);
        for (int i = 1; i <= 7; i++) {
            outbound.signal(i, 1, 10 * i, 0, 3, i == 4 ? SignalSide.SELL : SignalSide.BUY, 0.5, 100 + i, i);
        }
        agent.doWork();

        assertThat(summary.strategies())
                .containsExactly(
                        new Strategy(
                                3,
                                6,
                                1,
                                List.of(
                                        new Signal(3, 1, 30, 0, SignalSide.BUY, 0.5, 103, 3),
                                        new Signal(4, 1, 40, 0, SignalSide.SELL, 0.5, 104, 4),
                                        new Signal(5, 1, 50, 0, SignalSide.BUY, 0.5, 105, 5),
                                        new Signal(6, 1, 60, 0, SignalSide.BUY, 0.5, 106, 6),
                                        new Signal(7, 1, 70, 0, SignalSide.BUY, 0.5, 107, 7))),
                        new Strategy(8, 0, 1, List.of(new Signal(0, 0, 5, 0, SignalSide.SELL, 9, 90, 1))));
    }

    @Test
    void shouldCountFaultsAndKeepTheLatest() {
        for (int i = 1; i <= 6; i++) {
            outbound.fault(i, 0, 10, -1, i, "cause " + i);
        }
        agent.doWork();

        assertThat(summary.faultCount()).isEqualTo(6);
        assertThat(summary.recentFaults()).hasSize(SummarySink.RECENT_COUNT);
        assertThat(summary.recentFaults().get(4)).isEqualTo(new Fault(6, 0, 10, -1, 6, "cause 6"));
        assertThat(summary.outputs()).isEmpty();
    }
}
