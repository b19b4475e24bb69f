// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** Compares what a journal holds with what was fed. */
final class JournalCheck implements JournalHandler {
    private final SyntheticRun expected;
    private long sequence;
    private String difference;

    private JournalCheck(SyntheticRun expected) {
        this.expected = expected;
    }

    /**
     * Reads a journal that nobody writes to.
     *
     * @return the last event in it; 0 when there is none.
     * @throws AssertionError when what it holds are not the first events, in order, each with every bit.
     * @throws io.tickwork.journal.JournalException when it is damaged.
     */
    static long lastSound(Path directory, SyntheticRun expected, String description) {
        if (!Journal.exists(directory)) {
            return 0;
        }
        JournalCheck check = new JournalCheck(expected);
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(check);
        }
        assertThat(check.difference).as(description).isNull();
        return check.sequence;
    }

    /** {@return the number of the segment that the last frame stands in} */
    static long lastSegment(Path directory) {
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(new JournalHandler() {});
            return reader.end().segment();
        }
    }

    @Override
    public void onEvent(long found, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
        sequence++;
        if (difference == null
                && (found != sequence
                        || sourceId != SyntheticRun.SOURCE_ID
                        || SyntheticRun.eventHash(sourceSequence, buffer, offset, length)
                                != expected.eventHash(sequence))) {
            difference = "event " + found + " in the place of event " + sequence + " is not the one that was fed";
        }
    }
}
