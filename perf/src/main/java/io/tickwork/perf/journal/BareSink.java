// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import java.nio.file.Path;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A Chronicle Queue by itself, each event an excerpt of nothing but its 64 bytes. */
final class BareSink implements EventSink {
    /** How the queue is set. */
    enum Setting {
        /** As it is when nothing is said. */
        DEFAULT,
        /** As the journal sets it: one block longer than the file becomes, and next to no index. */
        AS_OURS
    }

    /** Of the journal with a segment of the default length. */
    private static final long BLOCK_LENGTH = 289L << 20;

    private static final long HOUR_MS = 3_600_000;

    private final EventTape tape = new EventTape();
    private final Path directory;
    private final Setting setting;
    private final long rollLength;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore excerpt = BytesStore.nativePointer();
    private volatile long timeMs = HOUR_MS;
    private long sequence;
    private long rollCount;
    private long bytesBefore;

    /**
     * Makes a queue and its first file.
     *
     * @param directory new.
     * @param setting how.
     */
    BareSink(Path directory, Setting setting) {
        this(directory, setting, Long.MAX_VALUE);
    }

    /**
     * Makes a queue and its first file.
     *
     * @param directory new.
     * @param setting how.
     * @param rollLength bytes after which its clock is moved into the next cycle, so that it begins another file.
     */
    BareSink(Path directory, Setting setting, long rollLength) {
        this.directory = directory;
        this.setting = setting;
        this.rollLength = rollLength;
        SingleChronicleQueueBuilder builder =
                SingleChronicleQueueBuilder.binary(directory).timeProvider(() -> timeMs);
        if (rollLength != Long.MAX_VALUE) {
            builder.rollCycle(
                    setting == Setting.DEFAULT ? LegacyRollCycles.HOURLY : SparseRollCycles.LARGE_HOURLY_XSPARSE);
        } else if (setting == Setting.AS_OURS) {
            builder.rollCycle(SparseRollCycles.HUGE_DAILY_XSPARSE);
        }
        if (setting == Setting.AS_OURS) {
            builder.blockSize(BLOCK_LENGTH);
        }
        queue = builder.build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true); // the benchmark closes it on another thread
        append(tape.buffer(), 0, EventTape.LENGTH); // makes the index, as the head of a segment does
    }

    @Override
    public void append(int count) {
        if (rollLength != Long.MAX_VALUE && end() > rollLength) {
            bytesBefore += end();
            timeMs += HOUR_MS;
            rollCount++;
        }
        long first = sequence;
        for (int i = 0; i < count; i++) {
            append(tape.buffer(), EventTape.offset(first + i), EventTape.LENGTH);
        }
        sequence = first + count;
    }

    /** Appends anything else. */
    void append(DirectBuffer buffer, int offset, int length) {
        excerpt.set(buffer.addressOffset() + offset, length);
        appender.writeBytes(excerpt);
    }

    private long end() {
        return appender.wire().bytes().writePosition();
    }

    @Override
    public long rollCount() {
        return rollCount;
    }

    @Override
    public long bytesWritten() {
        return bytesBefore + end();
    }

    @Override
    public long helpersCpuNs() {
        return 0;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    @Override
    public Contents readBack() {
        Contents contents = new Contents();
        readBack(view -> contents.onEvent(view, 0, view.capacity()));
        return contents;
    }

    /** {@return what is read back, where excerpts were no events} */
    Contents readBackFrames() {
        Contents contents = new Contents();
        readBack(contents::onFrame);
        return contents;
    }

    private void readBack(Consumer<DirectBuffer> excerpts) {
        Bytes<?> bytes = Bytes.allocateElasticDirect(EventTape.LENGTH);
        UnsafeBuffer view = new UnsafeBuffer(0, 0);
        try (SingleChronicleQueue read = open(directory, setting);
                ExcerptTailer tailer = read.createTailer()) {
            tailer.readBytes(bytes.clear()); // what was appended at first
            while (tailer.readBytes(bytes.clear())) {
                view.wrap(bytes.addressForRead(bytes.readPosition()), (int) bytes.readRemaining());
                excerpts.accept(view);
            }
        } finally {
            bytes.releaseLast();
        }
    }

    /** Opens a queue of one file to be read. */
    static SingleChronicleQueue open(Path directory, Setting setting) {
        SingleChronicleQueueBuilder builder =
                SingleChronicleQueueBuilder.binary(directory).timeProvider(() -> HOUR_MS);
        if (setting == Setting.AS_OURS) {
            builder.rollCycle(SparseRollCycles.HUGE_DAILY_XSPARSE).blockSize(BLOCK_LENGTH);
        }
        return builder.build();
    }
}
