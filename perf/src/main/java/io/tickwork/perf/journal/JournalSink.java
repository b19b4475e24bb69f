// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.Manifest;
import io.tickwork.journal.SourcePositions;
import io.tickwork.perf.rounds.CpuTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * A journal with its keeper on a thread of its own, as the engine has it. Of every event it takes source and source
 * sequence, and once it is in the journal the digest of its outputs, which goes out with the batch behind it.
 */
final class JournalSink implements EventSink {
    /** Where all events come from. */
    static final int SOURCE_ID = 3;

    private static final int WAIT_NS = 20_000;

    static final Manifest MANIFEST = new Manifest(
            "0.1.0",
            "Vendor",
            "17",
            1,
            0,
            List.of(new Manifest.GraphSource("graph.yaml", "indicators: {}\n")),
            "cafe",
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            "2026-01-05T09:00:00Z",
            1,
            "boot",
            List.of(),
            new TreeMap<>());

    private final EventTape tape = new EventTape();
    private final Path directory;
    private final Journal journal;
    private final JournalWriter writer;
    private final Thread keeperThread;
    private final AgentRunner keeperRunner;
    private long sequence;
    private long waitCount;
    private boolean isClosed;

    /**
     * Makes a journal.
     *
     * @param directory new.
     * @param context its settings.
     */
    JournalSink(Path directory, JournalContext context) {
        this.directory = directory;
        journal = Journal.own(directory);
        writer = journal.append(context, JournalEnd.EMPTY, new SourcePositions());
        writer.manifest(MANIFEST);
        journal.keeper().manifests(() -> MANIFEST);
        journal.keeper().neededSequence(() -> Long.MAX_VALUE);
        keeperRunner =
                new AgentRunner(new SleepingMillisIdleStrategy(1), Throwable::printStackTrace, null, journal.keeper());
        keeperThread = AgentRunner.startOnThread(keeperRunner);
    }

    /** Waits for room where the engine would, off the CPU. */
    @Override
    public void append(int count) {
        while (!writer.hasRoom()) {
            waitCount++;
            LockSupport.parkNanos(WAIT_NS);
        }
        long first = sequence;
        writer.begin(first);
        for (int i = 0; i < count; i++) {
            writer.entry(SOURCE_ID, first + i, tape.buffer(), EventTape.offset(first + i), EventTape.LENGTH);
        }
        writer.commit();
        sequence = first + count;
        for (int i = 0; i < count; i++) {
            writer.outcome(EventTape.digest(first + i));
        }
    }

    JournalWriter writer() {
        return writer;
    }

    UUID journalId() {
        return journal.journalId();
    }

    /** {@return how often it has looked for room in vain} */
    long waitCount() {
        return waitCount;
    }

    /** {@return the sequence that the next event will have} */
    long nextSequence() {
        return sequence;
    }

    @Override
    public long rollCount() {
        return writer.position().segment() - 1;
    }

    @Override
    public long bytesWritten() {
        return writer.bytesWritten() + Integer.BYTES * writer.framesWritten();
    }

    @Override
    public long helpersCpuNs() {
        return CpuTimes.ofThread(keeperThread);
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            keeperRunner.close();
            if (sequence > 0) {
                writer.checkpoint(sequence - 1, 0, 0, 0, 0, new long[0], 0, true);
            }
            journal.close();
        }
    }

    @Override
    public Contents readBack() {
        Contents contents = new Contents();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.readAll(contents);
        }
        return contents;
    }
}
