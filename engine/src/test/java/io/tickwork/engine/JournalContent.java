// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a journal holds. */
final class JournalContent implements JournalHandler {
    /** The sequences of the first and the last event of a frame. */
    record Frame(long first, long last) {}

    final List<Frame> frames = new ArrayList<>();
    final List<Integer> outcomes = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();

    private long first;
    private long last;

    JournalContent(Path directory) {
        try (JournalReader reader = JournalReader.open(directory)) {
            do {
                if (last > 0) {
                    frames.add(new Frame(first, last));
                }
                first = 0;
                last = 0;
            } while (reader.next(this));
        }
    }

    boolean endsCleanly() {
        return !checkpoints.isEmpty() && checkpoints.get(checkpoints.size() - 1).closing();
    }

    long lastSequence() {
        return frames.isEmpty() ? 0 : frames.get(frames.size() - 1).last();
    }

    @Override
    public void onEvent(long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        first = first == 0 ? sequence : first;
        last = sequence;
    }

    @Override
    public void onOutcome(long sequence, int digest) {
        outcomes.add(digest);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }
}
