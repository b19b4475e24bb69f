// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.IndicatorVectorDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.codecs.sbe.SignalDecoder;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundAgentTest {
    private final List<String> seen = new ArrayList<>();
    private boolean hasRoom = true;
    private long releasedSequence;
    private long runSequence;
    private final OutboundRing outbound = new OutboundRing(4);
    private final OutboundAgent agent =
            new OutboundAgent(outbound.consumer, 2, List.of(new Recorder("a"), new Recorder("b")));

    @Test
    void shouldHandEachOutputToEverySinkInOrder() {
        outbound.value(1, 0, 10, 0, 5, ValueKind.LONG, 42);
        outbound.signal(1, 1, 10, 0, 6, SignalSide.SELL, 0.5, 100, 3);
        outbound.fault(2, 0, 20, 0, 7, "division by zero");
        outbound.vector(3, 0, 30, 0, 8, ValueKind.LONG, 7, 8);

        assertThat(agent.doWork()).as("no more than the limit").isEqualTo(2);
        assertThat(agent.doWork()).isEqualTo(2);
        assertThat(agent.doWork()).isZero();
        assertThat(seen)
                .containsExactly(
                        "a value 42",
                        "b value 42",
                        "a signal SELL",
                        "b signal SELL",
                        "a fault division by zero",
                        "b fault division by zero",
                        "a vector 7 8",
                        "b vector 7 8");
        assertThat(agent.unknownTemplateCount()).isZero();
    }

    @Test
    void shouldLoseNothingWhenTheRingIsFull() {
        int offered = 0;
        while (offered < 100) {
            while (offered < 100 && outbound.value(offered, 0, 0, 0, 0, ValueKind.LONG, offered)) {
                offered++;
            }
            agent.doWork();
        }
        agent.onClose();
        assertThat(outbound.ring.backPressureCount()).isPositive();
        assertThat(seen.stream().filter(text -> text.startsWith("a")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "a value " + i).toList());
    }

    @Test
    void shouldCountWhatNoSinkTakes() {
        outbound.status();
        outbound.value(1, 0, 10, 0, 5, ValueKind.LONG, 42);
        assertThat(agent.doWork()).isEqualTo(2);
        assertThat(agent.unknownTemplateCount()).isEqualTo(1);
        assertThat(seen).hasSize(2);
    }

    @Test
    void shouldTakeWhatIsLeftWhenClosed() {
        for (int i = 0; i < 4; i++) {
            outbound.value(i, 0, 0, 0, 0, ValueKind.LONG, i);
        }
        agent.onClose();
        assertThat(seen).hasSize(8);
    }

    @Test
    void shouldGiveNoSinkAnythingWhileOneHasNoRoom() {
        outbound.value(1, 0, 10, 0, 5, ValueKind.LONG, 42);
        hasRoom = false;
        assertThat(agent.doWork()).isZero();
        assertThat(seen).isEmpty();
        hasRoom = true;
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(seen).containsExactly("a value 42", "b value 42");
    }

    @Test
    void shouldSayHowFarItHasComeOnceTheRingIsEmpty() {
        OutboundAgent released = new OutboundAgent(
                outbound.consumer, 1, 64, () -> releasedSequence, () -> runSequence, List.of(new Recorder("a")));
        outbound.value(1, 0, 10, 0, 5, ValueKind.LONG, 42);
        outbound.value(3, 0, 10, 0, 5, ValueKind.LONG, 43);
        outbound.ring.source(0, 1, 1);
        outbound.ring.source(1, 1, 3);
        runSequence = 4;
        releasedSequence = 2;
        released.doWork();
        released.doWork();
        assertThat(seen).containsExactly("a value 42", "a caught up 2");
        releasedSequence = 9;
        released.doWork();
        released.doWork();
        released.doWork();
        assertThat(seen).containsExactly("a value 42", "a caught up 2", "a value 43", "a caught up 4");
    }

    @Test
    void shouldHaveARoleAndALimit() {
        assertThat(agent.roleName()).isEqualTo("outbound");
        assertThatThrownBy(() -> new OutboundAgent(outbound.consumer, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batchLimit=0 is not positive");
    }

    private final class Recorder implements OutputSink {
        private final String name;

        private Recorder(String name) {
            this.name = name;
        }

        @Override
        public boolean hasRoom(long lengthMax) {
            return hasRoom;
        }

        @Override
        public void onCaughtUp(long sequence) {
            seen.add(name + " caught up " + sequence);
        }

        @Override
        public void onValue(IndicatorValueDecoder value) {
            seen.add(name + " value " + value.valueBits());
        }

        @Override
        public void onVector(IndicatorVectorDecoder vector) {
            seen.add(name + " vector " + ValueText.of(vector));
        }

        @Override
        public void onSignal(SignalDecoder signal) {
            seen.add(name + " signal " + signal.side());
        }

        @Override
        public void onFault(NodeFaultDecoder fault) {
            seen.add(name + " fault " + fault.cause());
        }

        @Override
        public void complete() {}

        @Override
        public void close() {}
    }
}
