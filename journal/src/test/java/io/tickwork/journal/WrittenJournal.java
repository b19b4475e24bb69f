// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.nio.file.Path;

/** A new journal being written by one thread, with a keeper that is stepped by hand. */
final class WrittenJournal implements AutoCloseable {
    final JournalWriter writer;
    private final Journal journal;

    private WrittenJournal(Journal journal, JournalWriter writer) {
        this.journal = journal;
        this.writer = writer;
        journal.keeper().manifests(() -> RandomSession.MANIFEST);
    }

    static WrittenJournal create(Path directory, JournalContext context) {
        return goOn(directory, context, JournalEnd.EMPTY, new SourcePositions());
    }

    static WrittenJournal goOn(Path directory, JournalContext context, JournalEnd end, SourcePositions sources) {
        final Journal journal = Journal.own(directory);
        try {
            return new WrittenJournal(journal, journal.append(context, end, sources));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    JournalKeeper keeper() {
        return journal.keeper();
    }

    JournalForcer forcer() {
        return journal.forcer();
    }

    /** Lets the keeper do all there is to do. */
    void keep() {
        int work;
        do {
            work = journal.keeper().doWork();
        } while (work > 0);
    }

    @Override
    public void close() {
        journal.close();
    }
}
