// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import io.tickwork.bridge.BridgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Outputs that wait to be published, in a file of fixed size that is used round and round. What is in it dies with the
 * process: the journal can make it again, so nothing here has to be recovered (docs/decisions, the spool).
 *
 * <p>The file is written in full when it is made, so that a full disk is met then and not later, and has no name, so
 * that none is left behind.
 *
 * <p>Threading: one thread writes, one reads. Neither waits.
 */
final class Spool implements AutoCloseable {
    /** The shortest that can be asked for. */
    static final int CAPACITY_MIN = 1 << 16;

    /** Bytes that an output takes beside its own, at most. */
    static final int OVERHEAD = 24;

    private static final int FRAME = 1;
    private static final int MARK = 2;
    /** Before the frame: its generation. */
    private static final int FRAME_OFFSET = Long.BYTES;

    private static final int ZEROS = 1 << 16;

    private final MappedByteBuffer mapped;
    private final OneToOneRingBuffer ring;

    /** Takes what waits, in its order. */
    interface Reader {
        /**
         * An output.
         *
         * @return false to be given it again, by the next read.
         */
        boolean onFrame(long generation, DirectBuffer buffer, int offset, int length);

        /** All outputs of events up to this one have been read. */
        void onMark(long sequence);
    }

    /**
     * Makes the file.
     *
     * @param directory for it.
     * @param capacity bytes, a power of two of at least {@link #CAPACITY_MIN}.
     * @throws BridgeException if there is no room for it.
     */
    Spool(Path directory, int capacity) {
        if (!BitUtil.isPowerOfTwo(capacity) || capacity < CAPACITY_MIN) {
            throw new IllegalArgumentException(
                    "capacity=" + capacity + " is not a power of two of at least " + CAPACITY_MIN);
        }
        try {
            mapped = map(directory, capacity + RingBufferDescriptor.TRAILER_LENGTH);
        } catch (IOException e) {
            throw BridgeException.environment(
                    "The spool for outputs, " + (capacity >> 10) + " KiB in " + directory + ", cannot be made (" + e
                            + "). Make room there, or ask for a shorter one or another directory.",
                    e);
        }
        ring = new OneToOneRingBuffer(new UnsafeBuffer(mapped));
    }

    private static MappedByteBuffer map(Path directory, int length) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "spool", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
            for (int written = 0; written < length; ) {
                zeros.clear().limit(Math.min(ZEROS, length - written));
                written += channel.write(zeros);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
        } finally {
            Files.delete(file); // the mapping keeps it
        }
    }

    /** {@return the length of the longest frame that can wait} */
    int frameLengthMax() {
        return ring.maxMsgLength() - FRAME_OFFSET;
    }

    /**
     * Lets an output wait.
     *
     * @return false when there is no room.
     */
    boolean offer(long generation, DirectBuffer buffer, int offset, int length) {
        int index = ring.tryClaim(FRAME, FRAME_OFFSET + length);
        if (index < 0) {
            return false;
        }
        ring.buffer().putLong(index, generation);
        ring.buffer().putBytes(index + FRAME_OFFSET, buffer, offset, length);
        ring.commit(index);
        return true;
    }

    /**
     * Says that all outputs of events up to one have been offered.
     *
     * @return false when there is no room for that.
     */
    boolean mark(long sequence) {
        int index = ring.tryClaim(MARK, Long.BYTES);
        if (index < 0) {
            return false;
        }
        ring.buffer().putLong(index, sequence);
        ring.commit(index);
        return true;
    }

    /** {@return the bytes that wait, headers included} From any thread. */
    long size() {
        return ring.size();
    }

    /** {@return the most bytes that may wait} */
    int capacity() {
        return ring.capacity();
    }

    /**
     * Hands over what waits.
     *
     * @return how much was handed over.
     */
    int read(Reader reader, int limit) {
        return ring.controlledRead(
                (type, buffer, index, length) -> onMessage(reader, type, buffer, index, length), limit);
    }

    private static ControlledMessageHandler.Action onMessage(
            Reader reader, int type, MutableDirectBuffer buffer, int index, int length) {
        if (type == MARK) {
            reader.onMark(buffer.getLong(index));
            return ControlledMessageHandler.Action.CONTINUE;
        }
        return reader.onFrame(buffer.getLong(index), buffer, index + FRAME_OFFSET, length - FRAME_OFFSET)
                ? ControlledMessageHandler.Action.CONTINUE
                : ControlledMessageHandler.Action.ABORT;
    }

    /** Gives the memory back; neither thread may touch it any more. */
    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
