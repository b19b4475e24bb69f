// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.replay;

import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The events of a journal in memory, one behind the other, each in a slot of the same length. */
final class EventMemory {
    /** Bytes of a slot: a trade, and the definition of a symbol of a short name, take no more. */
    static final int SLOT_LENGTH = 64;

    private static final long PART_EVENTS = (1L << 30) / SLOT_LENGTH;

    private final UnsafeBuffer[] parts;
    private final long count;

    /**
     * Reads a journal.
     *
     * @param journal its directory.
     * @param file new; mapped, so that the heap need not hold it.
     * @param lastSequence of the journal.
     */
    EventMemory(Path journal, Path file, long lastSequence) {
        count = lastSequence;
        parts = new UnsafeBuffer[(int) ((count + PART_EVENTS) / PART_EVENTS)];
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < parts.length; i++) {
                long first = i * PART_EVENTS;
                long length = Math.min(PART_EVENTS, count + 1 - first) * SLOT_LENGTH;
                parts[i] = new UnsafeBuffer(channel.map(MapMode.READ_WRITE, first * SLOT_LENGTH, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                    buffer(sequence).putBytes(offset(sequence), buffer, offset, length);
                }
            });
        }
    }

    long count() {
        return count;
    }

    UnsafeBuffer buffer(long sequence) {
        return parts[(int) (sequence / PART_EVENTS)];
    }

    static int offset(long sequence) {
        return (int) (sequence % PART_EVENTS) * SLOT_LENGTH;
    }
}
