// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalPosition;
import io.tickwork.journal.SourcePositions;
import io.tickwork.journal.snapshot.ImageRegion;
import io.tickwork.journal.snapshot.SnapshotHeader;
import io.tickwork.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots of a run and keeps the last ones.
 *
 * <p>Threading: one thread, which waits for the disk; the counters are for any. A snapshot that cannot be written is
 * reported and does no harm: the older ones are there.
 */
final class SnapshotMaker {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotMaker.class);

    private final EngineContext context;
    private final SnapshotStore store;
    private final UUID journalId;
    private final RunManifest manifest;
    private ByteBuffer image = ByteBuffer.allocateDirect(0);
    private boolean isFailing;
    private volatile long snapshotCount;
    private volatile long neededSequence;

    SnapshotMaker(EngineContext context, SnapshotStore store, UUID journalId, RunManifest manifest) {
        this.context = context;
        this.store = store;
        this.journalId = journalId;
        this.manifest = manifest;
        neededSequence = store.neededSequence(context.confirmedSequence().getAsLong());
    }

    /**
     * What there is to say about a state.
     *
     * @param stateHash hash over it.
     * @param outputCount outputs up to it.
     * @param outputsHash hash over those.
     * @param eventCount events up to it.
     */
    record State(long stateHash, long outputCount, long outputsHash, long eventCount) {}

    /** Writes an image. */
    @FunctionalInterface
    interface Image {
        /**
         * @param to takes it all.
         * @throws IOException by the channel.
         */
        void writeTo(WritableByteChannel to) throws IOException;
    }

    /**
     * Writes a snapshot and removes those that are too many.
     *
     * @param position behind the checkpoint.
     * @param sources how far each had come there.
     * @param state about it.
     * @param imageLength in bytes.
     * @param source of the image.
     */
    void write(JournalPosition position, SourcePositions sources, State state, long imageLength, Image source) {
        long startNs = System.nanoTime();
        long sequence = position.nextSequence() - 1;
        try {
            collect(imageLength, source);
            store.write(
                    new SnapshotHeader(
                            journalId,
                            sequence,
                            position,
                            manifest.generation(),
                            manifest.graphFingerprint(),
                            MessageHeaderEncoder.SCHEMA_ID,
                            MessageHeaderEncoder.SCHEMA_VERSION,
                            BuildVersion.current(),
                            state.stateHash(),
                            state.outputCount(),
                            state.outputsHash(),
                            state.eventCount(),
                            sources),
                    List.of(new ImageRegion(new UnsafeBuffer(image), 0, image.limit())));
            long confirmed = context.confirmedSequence().getAsLong();
            store.keep(context.snapshotsKept(), confirmed);
            neededSequence = store.neededSequence(confirmed);
            isFailing = false;
            snapshotCount = snapshotCount + 1;
            LOGGER.debug(
                    "Snapshot at event {}, {} bytes, after {} ms",
                    sequence,
                    image.limit(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        } catch (JournalException e) {
            onFailure(e.getMessage());
        } catch (IOException | IllegalArgumentException | OutOfMemoryError e) { // an image takes as much memory again
            onFailure("The snapshot at event " + sequence + " could not be made: " + e
                    + ". Older ones are as they were, and no event is lost; a start takes longer until there is a newer"
                    + " one.");
        }
    }

    private void onFailure(String message) {
        if (!isFailing) {
            isFailing = true;
            LOGGER.error("{}", message);
        }
    }

    private void collect(long imageLength, Image source) throws IOException {
        if (imageLength > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("A snapshot of " + imageLength
                    + " bytes is longer than a file can be. Switch snapshots off, or run fewer symbols or shorter"
                    + " windows.");
        }
        if (image.capacity() < imageLength) {
            image = ByteBuffer.allocateDirect((int) imageLength);
        }
        image.clear();
        source.writeTo(new Collector(image));
        image.flip();
    }

    /** {@return snapshots written} */
    long snapshotCount() {
        return snapshotCount;
    }

    /** {@return the first event that the snapshots still need from the journal} */
    long neededSequence() {
        return neededSequence;
    }

    /** Puts everything into a buffer that is long enough. */
    private record Collector(ByteBuffer buffer) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            buffer.put(bytes);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
