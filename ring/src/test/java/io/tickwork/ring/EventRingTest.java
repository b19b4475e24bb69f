// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One suite for every shape of ring; all on one thread, stepped by hand. */
class EventRingTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Slot counts and slot lengths, from the smallest possible to the default. */
    @ParameterizedTest
    @CsvSource({"1, 64", "2, 64", "8, 128", "16, 192", "1024, 384", "8192, 128"})
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EveryShape {}

    @EveryShape
    void shouldHandOverInOrderAcrossManyLaps(int slotCount, int slotLengthBytes) {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);
        RingConsumer consumer = ring.addConsumer();
        List<Long> values = new ArrayList<>();

        long offered = 0;
        for (int round = 0; round < 50; round++) {
            for (int burst = round % slotCount; burst >= 0; burst--) {
                assertThat(offer(ring, offered)).isEqualTo(offered);
                offered++;
            }
            consumer.poll((r, first, last) -> read(r, first, last, values), NO_LIMIT);
        }

        assertThat(values).hasSize((int) offered);
        for (int i = 0; i < offered; i++) {
            assertThat(values.get(i)).isEqualTo(i);
        }
        assertThat(consumer.sequence()).isEqualTo(ring.cursor()).isEqualTo(offered - 1);
    }

    @EveryShape
    void shouldReturnBackPressuredWhenSlowestConsumerIsOneLapBehind(int slotCount, int slotLengthBytes) {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);
        RingConsumer fast = ring.addConsumer();
        RingConsumer slow = ring.addConsumer();
        fill(ring);
        fast.poll((r, first, last) -> {}, NO_LIMIT);

        assertThat(ring.remaining()).isZero();
        assertThat(offer(ring, 0)).isEqualTo(EventRing.BACK_PRESSURED);
        assertThat(offer(ring, 0)).isEqualTo(EventRing.BACK_PRESSURED);
        assertThat(ring.backPressureCount()).isEqualTo(2);
        assertThat(ring.cursor()).isEqualTo(slotCount - 1);

        slow.poll((r, first, last) -> {}, 1);

        assertThat(ring.remaining()).isEqualTo(1);
        assertThat(offer(ring, 0)).isEqualTo(slotCount);
        assertThat(offer(ring, 0)).isEqualTo(EventRing.BACK_PRESSURED);
    }

    @EveryShape
    void shouldFillUpRatherThanForgetWhenNobodyConsumes(int slotCount, int slotLengthBytes) {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);
        fill(ring);

        assertThat(offer(ring, 0)).isEqualTo(EventRing.BACK_PRESSURED);
    }

    @EveryShape
    void shouldKeepSlotsApartAndAligned(int slotCount, int slotLengthBytes) {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);

        assertThat(ring.slotCount()).isEqualTo(slotCount);
        assertThat(ring.payloadCapacity()).isEqualTo(slotLengthBytes);
        assertThat(ring.buffer().capacity()).isEqualTo(slotCount * slotLengthBytes);
        assertThat(ring.buffer().addressOffset() % SlotDescriptor.ALIGNMENT).isZero();
        for (long sequence = 0; sequence < 2L * slotCount; sequence++) {
            assertThat(ring.payloadOffset(sequence)).isEqualTo((int) (sequence % slotCount) * slotLengthBytes);
        }
    }

    @EveryShape
    void shouldFillASlotWithoutTouchingItsNeighbours(int slotCount, int slotLengthBytes) {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);
        RingConsumer consumer = ring.addConsumer();
        for (int i = 0; i < slotCount; i++) {
            long sequence = ring.tryClaim(ring.payloadCapacity());
            ring.buffer().setMemory(ring.payloadOffset(sequence), ring.payloadCapacity(), (byte) i);
            ring.source(sequence, i, -i);
            ring.publish(sequence);
        }

        consumer.poll(
                (r, first, last) -> {
                    for (long sequence = first; sequence <= last; sequence++) {
                        assertThat(r.payloadLength(sequence)).isEqualTo(r.payloadCapacity());
                        assertThat(r.sourceId(sequence)).isEqualTo((int) sequence);
                        assertThat(r.sourceSequence(sequence)).isEqualTo(-sequence);
                        for (int i = 0; i < r.payloadCapacity(); i++) {
                            assertThat(r.buffer().getByte(r.payloadOffset(sequence) + i))
                                    .isEqualTo((byte) sequence);
                        }
                    }
                },
                NO_LIMIT);
        assertThat(consumer.sequence()).isEqualTo(slotCount - 1);
    }

    @Test
    void shouldForgetTheSourceOfTheLapBefore() {
        EventRing ring = new EventRing(1, 64);
        RingConsumer consumer = ring.addConsumer();
        long sequence = ring.tryClaim(8);
        ring.source(sequence, 3, 4);
        ring.publish(sequence);
        consumer.poll((r, first, last) -> {}, 1);

        sequence = ring.tryClaim(8);

        assertThat(ring.sourceId(sequence)).isEqualTo(SlotDescriptor.NO_SOURCE);
        assertThat(ring.sourceSequence(sequence)).isEqualTo(SlotDescriptor.NO_SOURCE);
    }

    @Test
    void shouldHandOverNoMoreThanTheBatchLimit() {
        EventRing ring = new EventRing(16, 64);
        RingConsumer consumer = ring.addConsumer();
        for (int i = 0; i < 10; i++) {
            offer(ring, i);
        }
        List<String> batches = new ArrayList<>();
        BatchHandler handler = (r, first, last) -> batches.add(first + "-" + last);

        assertThat(consumer.poll(handler, 4)).isEqualTo(4);
        assertThat(consumer.poll(handler, 4)).isEqualTo(4);
        assertThat(consumer.poll(handler, 4)).isEqualTo(2);
        assertThat(consumer.poll(handler, 4)).isZero();
        assertThat(consumer.poll(handler, 0)).isZero();
        assertThat(batches).containsExactly("0-3", "4-7", "8-9");
    }

    @Test
    void shouldHandOverNothingBehindAnEventThatMayNotLeaveYet() {
        EventRing ring = new EventRing(8, 64);
        RingConsumer consumer = ring.addConsumer();
        for (int sourceSequence : new int[] {1, 1, 2, 5, 5, 6}) {
            long sequence = ring.tryClaim(8);
            ring.source(sequence, 0, sourceSequence);
            ring.publish(sequence);
        }
        List<Long> ends = new ArrayList<>();
        BatchHandler handler = (from, first, last) -> ends.add(last);

        assertThat(consumer.poll(handler, 100, 0)).isZero();
        assertThat(consumer.poll(handler, 100, 1)).isEqualTo(2);
        assertThat(consumer.poll(handler, 100, 4)).isEqualTo(1);
        assertThat(consumer.poll(handler, 100, 4)).isZero();
        assertThat(consumer.poll(handler, 1, 5)).isEqualTo(1);
        assertThat(consumer.poll(handler, 100, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(ends).containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void shouldHideWhatIsClaimedUntilItIsPublishedAndPublishSeveralAtOnce() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer consumer = ring.addConsumer();
        ring.tryClaim(0);
        ring.tryClaim(0);
        long last = ring.tryClaim(0);

        assertThat(ring.remaining()).isEqualTo(1);
        assertThat(ring.cursor()).isEqualTo(-1);
        assertThat(consumer.poll((r, f, l) -> {}, NO_LIMIT)).isZero();

        ring.publish(last);

        assertThat(ring.cursor()).isEqualTo(2);
        assertThat(consumer.poll((r, f, l) -> {}, NO_LIMIT)).isEqualTo(3);
    }

    @Test
    void shouldNotClaimMoreThanALapAheadOfTheConsumersBeforePublishing() {
        EventRing ring = new EventRing(4, 64);
        ring.addConsumer();
        for (int i = 0; i < 4; i++) {
            assertThat(ring.tryClaim(0)).isEqualTo(i);
        }

        assertThat(ring.tryClaim(0)).isEqualTo(EventRing.BACK_PRESSURED);
    }

    @Test
    void shouldGiveAbandonedSequencesAgain() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer consumer = ring.addConsumer();
        List<Long> values = new ArrayList<>();
        offer(ring, 100);
        ring.tryClaim(8);
        ring.tryClaim(8);

        ring.abandon();

        assertThat(ring.remaining()).isEqualTo(3);
        assertThat(offer(ring, 101)).isEqualTo(1);
        consumer.poll((r, first, last) -> read(r, first, last, values), NO_LIMIT);
        assertThat(values).containsExactly(100L, 101L);
    }

    @Test
    void shouldNotLetAConsumerOvertakeThoseItFollows() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer journal = ring.addConsumer();
        RingConsumer audit = ring.addConsumer();
        RingConsumer engine = ring.addConsumer(journal, audit);
        BatchHandler handler = (r, first, last) -> {};
        fill(ring);

        assertThat(engine.poll(handler, NO_LIMIT)).isZero();
        journal.poll(handler, 3);
        assertThat(engine.poll(handler, NO_LIMIT)).isZero();
        audit.poll(handler, 2);
        assertThat(engine.poll(handler, NO_LIMIT)).isEqualTo(2);
        assertThat(engine.sequence()).isEqualTo(1);
    }

    @Test
    void shouldGateTheProducerByTheLastOfAChain() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer first = ring.addConsumer();
        RingConsumer second = ring.addConsumer(first);
        RingConsumer third = ring.addConsumer(second);
        BatchHandler handler = (r, f, l) -> {};
        fill(ring);
        first.poll(handler, NO_LIMIT);
        second.poll(handler, NO_LIMIT);

        assertThat(offer(ring, 0)).isEqualTo(EventRing.BACK_PRESSURED);
        third.poll(handler, NO_LIMIT);
        assertThat(offer(ring, 0)).isEqualTo(4);
    }

    @Test
    void shouldAdvanceWhenTheHandlerThrows() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer consumer = ring.addConsumer();
        fill(ring);
        IllegalStateException failure = new IllegalStateException("handler");

        assertThatThrownBy(() -> consumer.poll(
                        (r, first, last) -> {
                            throw failure;
                        },
                        3))
                .isSameAs(failure);

        assertThat(consumer.sequence()).isEqualTo(2);
        assertThat(ring.remaining()).isEqualTo(3);
        assertThat(consumer.poll((r, first, last) -> assertThat(first).isEqualTo(3), NO_LIMIT))
                .isEqualTo(1);
    }

    @Test
    void shouldNameBothLengthsWhenAPayloadDoesNotFit() {
        EventRing ring = new EventRing(4, 128);

        assertThatThrownBy(() -> ring.tryClaim(129))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a payload of 129 bytes does not fit a slot for 128");
        assertThatThrownBy(() -> ring.tryClaim(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ring.tryClaim(128)).as("nothing was claimed by the failures").isZero();
    }

    @Test
    void shouldRefuseAConsumerThatComesTooLateOrFollowsAnotherRing() {
        EventRing ring = new EventRing(4, 64);
        RingConsumer stranger = new EventRing(4, 64).addConsumer();

        assertThatThrownBy(() -> ring.addConsumer(stranger)).isInstanceOf(IllegalArgumentException.class);
        ring.tryClaim(0);
        assertThatThrownBy(ring::addConsumer).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "3, 64", "-8, 64", "8, 0", "8, 96", "8, -64", "16777216, 128"})
    void shouldRefuseAShapeThatCannotBe(int slotCount, int slotLengthBytes) {
        assertThatThrownBy(() -> new EventRing(slotCount, slotLengthBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("=" + (slotCount == 8 ? slotLengthBytes : slotCount));
    }

    @ParameterizedTest
    @CsvSource({"64, 16384", "128, 8192", "384, 2048", "1048576, 2", "2097152, 2"})
    void shouldSizeTheBlockForACache(int slotLengthBytes, int slotCount) {
        assertThat(EventRing.defaultSlotCount(slotLengthBytes)).isEqualTo(slotCount);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "64, 64", "65, 128", "128, 128", "368, 384"})
    void shouldChooseTheShortestSlotForAPayload(int payloadLengthBytes, int slotLengthBytes) {
        assertThat(SlotDescriptor.slotLength(payloadLengthBytes)).isEqualTo(slotLengthBytes);
    }

    @Test
    void shouldCatchASecondProducer() throws InterruptedException {
        EventRing ring = new EventRing(4, 64);
        ring.tryClaim(0);
        AtomicReference<Throwable> caught = new AtomicReference<>();

        Thread second = new Thread(() -> ring.tryClaim(0));
        second.setUncaughtExceptionHandler((thread, error) -> caught.set(error));
        second.start();
        second.join();

        assertThat(caught.get()).isInstanceOf(AssertionError.class).hasMessageContaining("second thread");
    }

    @Test
    void shouldCatchASequenceThatWasNotClaimedOrIsPublishedTwice() {
        EventRing ring = new EventRing(4, 64);
        long sequence = ring.tryClaim(0);

        assertThatThrownBy(() -> ring.publish(sequence + 1)).isInstanceOf(AssertionError.class);
        ring.publish(sequence);
        assertThatThrownBy(() -> ring.publish(sequence)).isInstanceOf(AssertionError.class);
    }

    private static long offer(EventRing ring, long value) {
        long sequence = ring.tryClaim(Long.BYTES);
        if (sequence != EventRing.BACK_PRESSURED) {
            ring.buffer().putLong(ring.payloadOffset(sequence), value);
            ring.publish(sequence);
        }
        return sequence;
    }

    private static void fill(EventRing ring) {
        for (int i = 0; i < ring.slotCount(); i++) {
            assertThat(offer(ring, i)).isEqualTo(i);
        }
    }

    private static void read(EventRing ring, long first, long last, List<Long> into) {
        for (long sequence = first; sequence <= last; sequence++) {
            into.add(ring.buffer().getLong(ring.payloadOffset(sequence)));
        }
    }
}
