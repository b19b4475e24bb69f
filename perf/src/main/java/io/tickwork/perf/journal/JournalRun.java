// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.perf.rounds.CpuTimes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Appends to a journal and to the bare queue in turns, for as long as one likes, with rolls, and tells how long appends
 * took. Files that are no longer written to are removed on both sides, so that the disk does not fill.
 *
 * <p>Exit code: 0; 1 when the thread that appends has allocated for the journal, or the journal's end cannot be read
 * back; 2 for options.
 */
@Command(
        name = "perf/jmh --journal-run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Appends to a journal and to the bare queue in turns and prints how long appends took.")
public final class JournalRun implements Callable<Integer> {
    private static final long LATENCY_NS_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final long SPIN_NS = 200_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 99.999};

    @Option(names = "--minutes", paramLabel = "T", description = "How long. Default: ${DEFAULT-VALUE}.")
    private double minutes = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events per second; 0 is as fast as it goes. Default: ${DEFAULT-VALUE}.")
    private long rate;

    @Option(names = "--batch", paramLabel = "N", description = "Events of a batch. Default: ${DEFAULT-VALUE}.")
    private int batch = 16;

    @Option(names = "--turn", paramLabel = "S", description = "Seconds of a turn. Default: ${DEFAULT-VALUE}.")
    private int turnSeconds = 5;

    @Option(
            names = "--segment",
            paramLabel = "MIB",
            description = "MiB after which both begin another file. Default: ${DEFAULT-VALUE}.")
    private int segmentMib = 256;

    private JournalRun() {}

    /** What was measured of one side. */
    private static final class Measured {
        private final String name;
        private final Histogram latenciesNs = new Histogram(LATENCY_NS_MAX, 3);
        private long events;
        private long elapsedNs;
        private long bytes;
        private long rolls;
        private long allocatedBytes;

        Measured(String name) {
            this.name = name;
        }
    }

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JournalRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        long segmentLength = (long) segmentMib << 20;
        Measured ours = new Measured("journal");
        Measured bare = new Measured("bare queue");
        Path directory = Scratch.create();
        JournalSink journal = new JournalSink(
                directory.resolve("journal"),
                new JournalContext().segmentLength(segmentLength).retainBytes(2 * segmentLength));
        BareSink queue = new BareSink(directory.resolve("queue"), BareSink.Setting.AS_OURS, segmentLength);
        boolean isRead;
        Sweeper sweeper = new Sweeper(directory.resolve("queue"));
        try {
            // What the first turns cost is that of code not compiled yet.
            turn(journal, new Measured(""));
            turn(queue, new Measured(""));
            System.out.printf(
                    "%-12s%16s%12s%8s%12s%12s%12s%12s%n",
                    "turn", "events/s", "MB/s", "rolls", "allocated", "p50", "p99", "max");
            long endNs = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
            do {
                turn(journal, ours);
                turn(queue, bare);
            } while (System.nanoTime() < endNs);
        } finally {
            sweeper.close();
            queue.close();
            journal.close();
            isRead = readBack(directory.resolve("journal")) == journal.nextSequence();
            Scratch.remove(directory);
        }
        report(ours, bare, journal.waitCount());
        if (!isRead) {
            System.err.println("error: the journal does not end with the last event that was appended");
        }
        return isRead && ours.allocatedBytes == 0 ? 0 : 1;
    }

    private void turn(EventSink sink, Measured measured) {
        Measured turn = new Measured(measured.name);
        long bytesBefore = sink.bytesWritten();
        long rollsBefore = sink.rollCount();
        append(sink, turn);
        turn.bytes = sink.bytesWritten() - bytesBefore;
        turn.rolls = sink.rollCount() - rollsBefore;
        if (measured.name.isEmpty()) {
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s%,16.0f%,12.1f%8d%,12d%,12d%,12d%,12d%n",
                turn.name,
                turn.events * 1e9 / turn.elapsedNs,
                turn.bytes * 1e3 / turn.elapsedNs,
                turn.rolls,
                turn.allocatedBytes,
                turn.latenciesNs.getValueAtPercentile(50),
                turn.latenciesNs.getValueAtPercentile(99),
                turn.latenciesNs.getMaxValue());
        measured.latenciesNs.add(turn.latenciesNs);
        measured.events += turn.events;
        measured.elapsedNs += turn.elapsedNs;
        measured.bytes += turn.bytes;
        measured.rolls += turn.rolls;
        measured.allocatedBytes += turn.allocatedBytes;
    }

    /** A latency is that of one batch, waiting for room included. What begins late is not made up for. */
    private void append(EventSink sink, Measured measured) {
        Histogram latenciesNs = measured.latenciesNs;
        long intervalNs = rate == 0 ? 0 : batch * TimeUnit.SECONDS.toNanos(1) / rate;
        long allocatedBefore = CpuTimes.allocatedBytes();
        long beginNs = System.nanoTime();
        long endNs = beginNs + TimeUnit.SECONDS.toNanos(turnSeconds);
        long dueNs = beginNs;
        long nowNs = beginNs;
        long events = 0;
        while (nowNs < endNs) {
            sink.append(batch);
            long doneNs = System.nanoTime();
            latenciesNs.recordValue(Math.min(doneNs - nowNs, LATENCY_NS_MAX));
            events += batch;
            dueNs += intervalNs;
            nowNs = doneNs;
            while (nowNs < dueNs) {
                if (dueNs - nowNs > SPIN_NS) {
                    LockSupport.parkNanos(dueNs - nowNs - SPIN_NS);
                } else {
                    Thread.onSpinWait();
                }
                nowNs = System.nanoTime();
            }
        }
        measured.elapsedNs = nowNs - beginNs;
        measured.allocatedBytes = CpuTimes.allocatedBytes() - allocatedBefore;
        measured.events = events;
    }

    private void report(Measured ours, Measured bare, long waitCount) {
        System.out.printf(
                Locale.ROOT,
                "%nBatches of %d, %s, %d s a turn; the journal waited %,d times for room.%n%n",
                batch,
                rate == 0 ? "as fast as it goes" : String.format(Locale.ROOT, "%,d events per second", rate),
                turnSeconds,
                waitCount);
        System.out.printf("| | %s | %s | ratio |%n| --- | --- | --- | --- |%n", ours.name, bare.name);
        row("events", ours.events, bare.events);
        row("events per second", ours.events * 1e9 / ours.elapsedNs, bare.events * 1e9 / bare.elapsedNs);
        row("MB per second", ours.bytes * 1e3 / ours.elapsedNs, bare.bytes * 1e3 / bare.elapsedNs);
        row("rolls", ours.rolls, bare.rolls);
        row("bytes allocated by the appending thread", ours.allocatedBytes, bare.allocatedBytes);
        row("ns per batch, mean", ours.latenciesNs.getMean(), bare.latenciesNs.getMean());
        for (double percentile : PERCENTILES) {
            row(
                    "ns per batch, p" + (percentile == (long) percentile ? "" + (long) percentile : "" + percentile),
                    ours.latenciesNs.getValueAtPercentile(percentile),
                    bare.latenciesNs.getValueAtPercentile(percentile));
        }
        row("ns per batch, max", ours.latenciesNs.getMaxValue(), bare.latenciesNs.getMaxValue());
    }

    private static void row(String name, double ours, double bare) {
        String ratio = bare == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / bare);
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %s |%n", name, ours, bare, ratio);
    }

    /** {@return the sequence behind the last event that is read back} */
    private static long readBack(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.readAll(new JournalHandler() {});
            return reader.nextSequence();
        }
    }
}
