// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.importer;

import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import io.tickwork.engine.BuildVersion;
import io.tickwork.engine.feed.EventSource;
import io.tickwork.engine.feed.InboundEncoder;
import io.tickwork.engine.feed.MarketDataFile;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the events of files into a new journal, which has no graph: the definition of each symbol, at the time of its
 * first event, then the events. Those of several files are merged by their times, at equal times in the order of the
 * files; those of one file keep their order, even where it is not that of their times.
 */
public final class JournalImport implements AutoCloseable {
    /** Events of one frame. */
    private static final int BATCH_LIMIT = 256;

    private final List<Source> sources = new ArrayList<>();
    private final Set<Integer> definedSymbols = new HashSet<>();
    private final InboundEncoder encoder = new InboundEncoder();
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[MarketDataFile.EVENT_LENGTH_MAX]);
    private final Journal journal;
    private final JournalWriter writer;
    private long lastSequence;
    private int batchCount;

    /** A file being read, at an event that has not been written. */
    private static final class Source {
        private final int id;
        private final Symbol symbol;
        private final EventSource events;
        private long sequence;

        Source(int id, Symbol symbol, EventSource events) {
            this.id = id;
            this.symbol = symbol;
            this.events = events;
        }
    }

    private JournalImport(Path directory) {
        journal = Journal.own(directory);
        try {
            writer = journal.append(
                    new JournalContext().batchLimit(BATCH_LIMIT).eventLengthMax(MarketDataFile.EVENT_LENGTH_MAX),
                    JournalEnd.EMPTY,
                    new SourcePositions());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        journal.keeper().manifests(JournalImport::manifest);
    }

    /**
     * Imports files. What ends early leaves a journal that ends early.
     *
     * @param files sound, in the order in which events of one time are written.
     * @param directory of the journal: a new or empty one.
     * @param progress is told how many events are written.
     * @param isStopped asked before each event; true ends the import there.
     * @return the number of events written, definitions included.
     * @throws io.tickwork.engine.feed.FeedException when a file has changed.
     * @throws io.tickwork.journal.JournalException when the journal cannot be written.
     */
    public static long run(
            List<MarketDataFile> files, Path directory, LongConsumer progress, BooleanSupplier isStopped) {
        try (JournalImport job = new JournalImport(directory)) {
            job.writer.manifest(manifest());
            for (MarketDataFile file : files) {
                job.sources.add(new Source(job.sources.size() + 1, file.symbol(), file.open()));
            }
            job.merge(progress, isStopped);
            return job.lastSequence;
        }
    }

    private static Manifest manifest() {
        return new Manifest(
                BuildVersion.current(),
                System.getProperty("java.vendor"),
                System.getProperty("java.version"),
                MessageHeaderEncoder.SCHEMA_ID,
                MessageHeaderEncoder.SCHEMA_VERSION,
                List.of(),
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                Instant.now().toString(),
                1,
                "",
                List.of(),
                new TreeMap<>());
    }

    private void merge(LongConsumer progress, BooleanSupplier isStopped) {
        PriorityQueue<Source> next =
                new PriorityQueue<>(Comparator.comparingLong((Source source) -> source.events.eventTimeNs())
                        .thenComparingInt(source -> source.id));
        for (Source source : sources) {
            if (source.events.next()) {
                next.add(source);
            }
        }
        while (!next.isEmpty() && !isStopped.getAsBoolean()) {
            Source source = next.remove();
            long timeNs = source.events.eventTimeNs();
            if (definedSymbols.add(source.symbol.id())) {
                write(source, encoder.definition(buffer, 0, source.symbol, timeNs, timeNs));
            }
            write(source, source.events.encode(buffer, 0));
            progress.accept(lastSequence);
            if (source.events.next()) {
                next.add(source);
            }
        }
        commit();
    }

    private void write(Source source, int length) {
        lastSequence++;
        if (batchCount == 0) {
            writer.begin(lastSequence);
        }
        writer.entry(source.id, ++source.sequence, buffer, 0, length);
        batchCount++;
        if (batchCount == BATCH_LIMIT) {
            commit();
        }
    }

    private void commit() {
        if (batchCount > 0) {
            makeRoom();
            writer.commit();
            batchCount = 0;
        }
    }

    /** Nobody waits for this thread, so it keeps the journal itself. */
    private void makeRoom() {
        journal.keeper().doWork();
        if (!writer.hasRoom()) {
            throw JournalException.environment(
                    "The disk of the journal " + journal.directory() + " is full after event "
                            + (lastSequence - batchCount) + ". Make room, remove that journal, and import again.",
                    null);
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(sources.stream().map(source -> source.events).toList());
        journal.close();
    }
}
