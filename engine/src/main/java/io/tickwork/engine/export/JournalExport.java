// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.export;

import io.tickwork.journal.JournalReader;

/** Writes the events of a journal as tables. Needs no graph. */
public final class JournalExport {
    private JournalExport() {}

    /**
     * Writes the events that are wanted. The files are not completed.
     *
     * @param context what is wanted.
     * @param files take the tables, each called after its {@link EventKind}.
     * @throws io.tickwork.journal.JournalException when the journal cannot be read to its end.
     * @throws io.tickwork.engine.sink.SinkException when a file exists already or cannot be written.
     * @throws ExportException when the journal ends before the range begins, or has no symbol of a name.
     */
    public static void run(ExportContext context, TableFiles files) {
        EventTables tables = new EventTables(context, files);
        try (JournalReader reader = JournalReader.open(context.journalDirectory())) {
            boolean isMore = true;
            while (isMore && tables.lastSequence() < context.lastSequence()) {
                isMore = reader.next(tables);
            }
        }
        if (context.firstSequence() != Long.MIN_VALUE && tables.lastSequence() < context.firstSequence()) {
            throw new ExportException("The journal " + context.journalDirectory() + " has no event "
                    + context.firstSequence() + ": its last is " + tables.lastSequence() + ".");
        }
        for (String symbol : context.symbols()) {
            if (!tables.hasSymbol(symbol)) {
                throw new ExportException(
                        "The journal " + context.journalDirectory() + " has no symbol '" + symbol + "'.");
            }
        }
    }
}
