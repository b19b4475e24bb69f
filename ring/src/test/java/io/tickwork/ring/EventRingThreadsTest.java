// SPDX-License-Identifier: Apache-2.0
package io.tickwork.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A producer and two consumers in a row, each on a thread of its own: payloads of random length and content must arrive
 * whole, in order and once. Each payload begins with a checksum over its sequence and the rest, so that a torn, stale
 * or misplaced one is seen.
 */
class EventRingThreadsTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);

    @ParameterizedTest
    // In a ring of two slots every event takes a turn of each thread, which may be a time slice of the machine's.
    @CsvSource({
        "2, 64, YIELDING, 50000",
        "64, 192, YIELDING, 300000",
        "8192, 128, YIELDING, 300000",
        "1024, 128, SLEEPING, 300000"
    })
    @Timeout(60)
    void shouldDeliverEveryPayloadWholeInOrderAndOnce(int slotCount, int slotLengthBytes, WaitMode mode, int eventCount)
            throws InterruptedException {
        EventRing ring = new EventRing(slotCount, slotLengthBytes);
        RingConsumer first = ring.addConsumer();
        RingConsumer second = ring.addConsumer(first);
        AtomicReference<Throwable> failure = new AtomicReference<>();

        Thread[] threads = {
            thread("producer", failure, () -> produce(ring, eventCount, mode.idleStrategy(), failure)),
            thread("first", failure, () -> consume(first, eventCount, mode.idleStrategy(), failure, null)),
            thread("second", failure, () -> consume(second, eventCount, mode.idleStrategy(), failure, first)),
        };
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failure.get()).as("seed %d", SEED).isNull();
        assertThat(second.sequence()).isEqualTo(eventCount - 1);
    }

    private static void produce(EventRing ring, int eventCount, IdleStrategy idle, AtomicReference<Throwable> failure) {
        SplittableRandom random = new SplittableRandom(SEED);
        CRC32C crc = new CRC32C();
        for (int i = 0; i < eventCount && failure.get() == null; i++) {
            int length = Long.BYTES + random.nextInt(ring.payloadCapacity() - Long.BYTES + 1);
            long sequence;
            while ((sequence = ring.tryClaim(length)) == EventRing.BACK_PRESSURED && failure.get() == null) {
                idle.idle();
            }
            idle.reset();
            int offset = ring.payloadOffset(sequence);
            for (int at = Long.BYTES; at < length; at++) {
                ring.buffer().putByte(offset + at, (byte) random.nextInt());
            }
            ring.source(sequence, i, -i);
            ring.buffer().putLong(offset, checksum(crc, ring.buffer(), offset, length, sequence));
            ring.publish(sequence);
        }
    }

    private static void consume(
            RingConsumer consumer,
            int eventCount,
            IdleStrategy idle,
            AtomicReference<Throwable> failure,
            RingConsumer ahead) {
        CRC32C crc = new CRC32C();
        long[] expected = {0};
        BatchHandler handler = (ring, first, last) -> {
            assertThat(first).isEqualTo(expected[0]);
            if (ahead != null) {
                assertThat(ahead.sequence()).isGreaterThanOrEqualTo(last);
            }
            for (long sequence = first; sequence <= last; sequence++) {
                int offset = ring.payloadOffset(sequence);
                long actual = checksum(crc, ring.buffer(), offset, ring.payloadLength(sequence), sequence);
                if (actual != ring.buffer().getLong(offset)
                        || ring.sourceId(sequence) != sequence
                        || ring.sourceSequence(sequence) != -sequence) {
                    throw new AssertionError("sequence " + sequence + " is not what was published");
                }
            }
            expected[0] = last + 1;
        };
        while (expected[0] < eventCount && failure.get() == null) {
            idle.idle(consumer.poll(handler, Integer.MAX_VALUE));
        }
    }

    private static long checksum(CRC32C crc, DirectBuffer buffer, int offset, int length, long sequence) {
        crc.reset();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (sequence >>> shift));
        }
        for (int at = Long.BYTES; at < length; at++) {
            crc.update(buffer.getByte(offset + at));
        }
        return crc.getValue();
    }

    private static Thread thread(String role, AtomicReference<Throwable> failure, Runnable task) {
        Thread thread = new Thread(task, role);
        thread.setUncaughtExceptionHandler((t, error) -> failure.compareAndSet(null, error));
        return thread;
    }
}
