// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** Compares what a journal holds with what was fed. */
final class JournalCheck implements JournalHandler {
    private final SyntheticRun expected;
    private long sequence;
    private String difference;

    /**
     * What a journal holds.
     *
     * @param lastSequence of the last sound event; 0 when there is none.
     * @param difference between those events and what was fed; null when there is none.
     * @param damage that ends them; null when there is none.
     */
    record Found(long lastSequence, String difference, JournalException damage) {}

    private JournalCheck(SyntheticRun expected) {
        this.expected = expected;
    }

    /**
     * Reads a journal that nobody writes to.
     *
     * @return the last event in it; 0 when there is none.
     * @throws AssertionError when it is damaged, or what it holds are not the first events, in order, each with every
     *     bit.
     */
    static long lastSound(Path directory, SyntheticRun expected, String description) {
        Found found = upToDamage(directory, expected);
        if (found.damage() != null) {
            throw new AssertionError(description + ": " + found.damage().getMessage(), found.damage());
        }
        assertThat(found.difference()).as(description).isNull();
        return found.lastSequence();
    }

    /** {@return what a journal holds that nobody writes to, up to the first damage} */
    static Found upToDamage(Path directory, SyntheticRun expected) {
        JournalCheck check = new JournalCheck(expected);
        JournalException damage = null;
        if (Journal.exists(directory)) {
            try (JournalReader reader = JournalReader.open(directory)) {
                reader.readAll(check);
            } catch (JournalException e) {
                damage = e;
            }
        }
        return new Found(check.sequence, check.difference, damage);
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
