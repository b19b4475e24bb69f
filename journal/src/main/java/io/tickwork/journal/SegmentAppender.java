// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import static io.tickwork.journal.frame.FrameDescriptor.NO_PREVIOUS_CHECKSUM;
import static io.tickwork.journal.frame.FrameDescriptor.NULL_SEQUENCE;

import io.tickwork.journal.frame.FrameDescriptor;
import io.tickwork.journal.frame.FrameEncoder;
import io.tickwork.journal.frame.FrameType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment that is written to.
 *
 * <p>Its queue's time stands still, so that the queue never begins a second file by itself. It indexes every 2^20th
 * excerpt: a denser index makes the appender add index blocks to the file, and allocate, as the file grows.
 *
 * <p>Threading: {@link #append} is the writer's, {@link #allocate} and {@link #close} the keeper's, {@link #force} any
 * thread's. The writer appends only below {@link #granted()}, the keeper allocates only above it.
 */
final class SegmentAppender implements AutoCloseable {
    private static final int PAGE_LENGTH = 4096;
    private static final int ALLOCATION_LENGTH = 1 << 20;
    private static final Logger LOGGER = LoggerFactory.getLogger(SegmentAppender.class);
    private static final VarHandle END;
    private static final ByteBuffer ZEROS = BufferUtil.allocateDirectAligned(ALLOCATION_LENGTH, PAGE_LENGTH);

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(SegmentAppender.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SegmentFiles files;
    private final FileChannel channel;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore excerpt = BytesStore.nativePointer();
    private final UnsafeBuffer mapping;
    private final long createdMs;
    private final int segmentPlace;

    /** Written by the writer alone. */
    private volatile long end;

    /** Written by the keeper alone. */
    private volatile long granted;

    private SegmentAppender(
            SegmentFiles files,
            FileChannel channel,
            SingleChronicleQueue queue,
            ExcerptAppender appender,
            UnsafeBuffer mapping,
            long createdMs,
            int segmentPlace) {
        this.files = files;
        this.channel = channel;
        this.queue = queue;
        this.appender = appender;
        this.mapping = mapping;
        this.createdMs = createdMs;
        this.segmentPlace = segmentPlace;
    }

    /**
     * Makes a segment with nothing in it but the frame that says which it is.
     *
     * <p>A process killed while the queue makes its first file can leave a directory that nobody can open; so it is
     * made beside the place where it is wanted, and renamed. The first append makes the queue's index, and so is done
     * here.
     *
     * @param number its own.
     * @param follows the number of the segment that it goes on from, 0 for none.
     * @throws IOException when it cannot be made; then nothing is left of it.
     */
    static SegmentAppender create(
            Path journal, long number, long follows, UUID journalId, JournalContext context, long nowMs)
            throws IOException {
        final SegmentFiles files = SegmentFiles.of(journal, number);
        final Path temporary = journal.resolve(SegmentFiles.TEMPORARY_PREFIX + UUID.randomUUID());
        SingleChronicleQueue queue = null;
        FileChannel channel = null;
        requireSpace(journal);
        try {
            queue = SingleChronicleQueueBuilder.binary(temporary)
                    .rollCycle(SparseRollCycles.HUGE_DAILY_XSPARSE)
                    .epoch(0)
                    .blockSize(context.blockSize())
                    .timeProvider(() -> nowMs)
                    .build();
            QueueLock.prepare(queue);
            final ExcerptAppender appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true); // made here, used by the writer's thread
            final Path dataFile = append(appender, number, follows, journalId, nowMs, temporary);
            channel = FileChannel.open(dataFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.force(true);
            SegmentFiles.force(temporary);
            Files.move(temporary, files.directory(), StandardCopyOption.ATOMIC_MOVE);
            SegmentFiles.force(journal);
            final SegmentAppender segment = new SegmentAppender(
                    files,
                    channel,
                    queue,
                    appender,
                    mapping(appender, context.blockSize()),
                    nowMs,
                    FrameDescriptor.segmentPlace(journalId, number));
            segment.end = appender.wire().bytes().writePosition();
            segment.granted = BitUtil.align(segment.end, PAGE_LENGTH);
            return segment;
        } catch (IOException | RuntimeException | Error e) {
            CloseHelper.quietCloseAll(channel, queue);
            SegmentFiles.removeQuietly(temporary, e);
            if (e instanceof InternalError) { // so the JVM calls the signal for a mapped page that has no space
                throw new IOException("the disk has no space for it (" + e.getMessage() + ")", e);
            }
            throw e;
        }
    }

    /** The queue makes its files by writing to mapped pages, and so must not begin where there is no space. */
    private static void requireSpace(Path journal) throws IOException {
        final long spaceFree = Files.getFileStore(journal).getUsableSpace();
        if (spaceFree < ALLOCATION_LENGTH) {
            throw new IOException("only " + spaceFree + " bytes are free");
        }
    }

    private static Path append(
            ExcerptAppender appender, long number, long follows, UUID journalId, long nowMs, Path directory) {
        final FrameEncoder frame = new FrameEncoder(
                FrameDescriptor.frameLength(0, FrameDescriptor.SEGMENT_LENGTH) + FrameDescriptor.ALIGNMENT);
        frame.begin(FrameType.SEGMENT, NULL_SEQUENCE, null, 0, 0);
        frame.segment(number, journalId.getMostSignificantBits(), journalId.getLeastSignificantBits(), nowMs, follows);
        final int length = frame.finish(NO_PREVIOUS_CHECKSUM, 0);
        final PointerBytesStore excerpt = BytesStore.nativePointer();
        excerpt.set(frame.buffer().addressOffset(), length);
        appender.writeBytes(excerpt);
        return new SegmentFiles(number, directory).dataFile();
    }

    /** The first block of the file, through which the appender writes until it is full. */
    private static UnsafeBuffer mapping(ExcerptAppender appender, long blockSize) {
        return new UnsafeBuffer(appender.wire().bytes().addressForWrite(0), Math.toIntExact(blockSize));
    }

    /** What the checksum of the next frame is bound to. */
    int placeOfNext() {
        return FrameDescriptor.place(segmentPlace, end);
    }

    /** Appends an excerpt. May throw anything that the queue throws. */
    void append(DirectBuffer buffer, int length) {
        final long expectedEnd = end + Integer.BYTES + length;
        excerpt.set(buffer.addressOffset(), length);
        appender.writeBytes(excerpt);
        final long end = appender.wire().bytes().writePosition();
        if (end != expectedEnd) {
            // It would have to put an index of its own in between, of which it makes none here.
            throw new IllegalStateException("the queue has put an excerpt where it was not to be");
        }
        END.setRelease(this, end);
    }

    /** Where the next document begins. */
    long end() {
        return end;
    }

    /** Up to where space on the disk has been given to the file. */
    long granted() {
        return granted;
    }

    /**
     * Gives the file space on the disk: zeros are written, in the ordinary way, which fails at once and harmlessly
     * where writing through the mapping would end in a signal, or in silence, once the event has been accepted.
     *
     * @param upTo offset in the file.
     * @throws IOException when there is no space; what had been granted before stays so.
     */
    void allocate(long upTo) throws IOException {
        while (granted < upTo) {
            final ByteBuffer zeros = ZEROS.duplicate();
            zeros.limit((int) Math.min(ALLOCATION_LENGTH, BitUtil.align(upTo, PAGE_LENGTH) - granted));
            long position = granted;
            while (zeros.hasRemaining()) {
                position += channel.write(zeros, position);
            }
            touch(granted, position);
            granted = position;
        }
    }

    /**
     * Has pages of the mapping made writable, which otherwise the first append to each would wait for. They hold zeros,
     * which lie on the disk or have their space there, and nobody else writes to them before they are granted. As long
     * as there are any of the first block that are not granted, the appender has not left that, and it is mapped.
     */
    private void touch(long from, long to) {
        final long end = Math.min(to, mapping.capacity());
        for (long at = from; at < end; at += PAGE_LENGTH) {
            mapping.putLong((int) at, 0L);
        }
    }

    /** Has the operating system bring to the disk what was appended. */
    void force() throws IOException {
        channel.force(false);
    }

    SegmentFiles files() {
        return files;
    }

    /** When it was made, UTC epoch milliseconds. */
    long createdMs() {
        return createdMs;
    }

    /** Releases everything and gives back the space that was not needed. */
    @Override
    public void close() {
        CloseHelper.quietCloseAll(appender, queue);
        try {
            // The zero header behind the last document stays: it is where readers end.
            channel.truncate(BitUtil.align(end + Integer.BYTES, PAGE_LENGTH));
        } catch (IOException e) {
            LOGGER.warn("{} could not be cut to its length: {}", files.name(), e.toString());
        } finally {
            CloseHelper.quietClose(channel);
        }
    }
}
