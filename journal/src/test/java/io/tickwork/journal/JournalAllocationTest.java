// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After warm-up neither side allocates, as long as the file stays within a block. */
class JournalAllocationTest {
    private static final int BATCHES = 200_000;
    private static final int CHECKPOINT_INTERVAL = 50_000;

    private static final int ROLLS = 4;
    private static final int WINDOWS_MAX = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path temporary;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private final long[] digests = new long[37];
    private long sequence;

    @Test
    void shouldNotAllocatePerBatchNorPerEvent() {
        final Path directory = temporary.resolve("journal");
        try (WrittenJournal journal = WrittenJournal.create(directory, new JournalContext())) {
            final JournalWriter writer = journal.writer;
            writer.manifest(RandomSession.MANIFEST);
            write(writer, BATCHES);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            write(writer, BATCHES);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated by %d batches", BATCHES)
                    .isZero();
        }

        final Counter counter = new Counter();
        try (JournalReader reader = JournalReader.open(directory)) {
            // Up to a checkpoint; the batches between it and the next are measured.
            read(reader, counter, 2 + BATCHES + BATCHES / CHECKPOINT_INTERVAL);
            final long eventsBefore = counter.events;
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            read(reader, counter, CHECKPOINT_INTERVAL);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated by reading %d frames", CHECKPOINT_INTERVAL)
                    .isZero();
            assertThat(counter.events - eventsBefore).isGreaterThanOrEqualTo(CHECKPOINT_INTERVAL);
            reader.readAll(counter);
        }
        assertThat(counter.events).isEqualTo(sequence);
        assertThat(counter.outcomes).isEqualTo(sequence);
    }

    /** The keeper has a thread of its own, as always: what a queue keeps for each thread is new to the writer's. */
    @Test
    void shouldNotAllocateAtARoll() throws Exception {
        final JournalContext context = new JournalContext()
                .segmentLength(JournalContext.SEGMENT_LENGTH_MIN)
                .aheadLength(1 << 20)
                .batchLimit(4)
                .eventLengthMax(64);
        final ExecutorService keeper = Executors.newSingleThreadExecutor();
        try (WrittenJournal journal = keeper.submit(() -> WrittenJournal.create(temporary.resolve("journal"), context))
                .get()) {
            journal.writer.manifest(RandomSession.MANIFEST);
            long allocated = Long.MAX_VALUE;
            for (int window = 0; window < WINDOWS_MAX && allocated > 0; window++) { // the first ones load classes
                allocated = writeSegments(journal, keeper);
            }
            assertThat(allocated).as("bytes allocated at %d rolls", ROLLS).isZero();
        } finally {
            keeper.shutdown();
        }
    }

    /** {@return the bytes that the writer's thread allocated} */
    private long writeSegments(WrittenJournal journal, ExecutorService keeper) throws Exception {
        final long last = journal.writer.segment().files().number() + ROLLS;
        long allocated = 0;
        while (journal.writer.segment().files().number() < last) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            write(journal.writer, 500);
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            keeper.submit(journal::keep).get();
        }
        return allocated;
    }

    private void write(JournalWriter writer, int batches) {
        for (int i = 1; i <= batches; i++) {
            final int count = 1 + (i & 3);
            writer.begin(sequence);
            for (int e = 0; e < count; e++) {
                writer.entry(1, sequence + e, buffer, 0, 64);
            }
            writer.commit();
            sequence += count;
            for (int e = 0; e < count; e++) {
                writer.outcome(i + e);
            }
            if (i % CHECKPOINT_INTERVAL == 0) {
                writer.checkpoint(sequence - 1, i, i, i, i, digests, digests.length, false);
            }
        }
    }

    private static void read(JournalReader reader, Counter counter, int frames) {
        for (int i = 0; i < frames; i++) {
            reader.next(counter);
        }
    }

    private static final class Counter implements JournalHandler {
        private long events;
        private long outcomes;

        @Override
        public void onEvent(
                long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
            events++;
        }

        @Override
        public void onOutcome(long sequence, int digest) {
            outcomes++;
        }
    }
}
