// SPDX-License-Identifier: Apache-2.0
package io.tickwork.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A run of random batches, outcomes, checkpoints, rolls and clock steps, written to a journal and, beside it, to a
 * plain list of what must be read back.
 */
final class RandomSession {
    static final Manifest MANIFEST = manifest("graph");

    final Transcript expected = new Transcript();
    final ManualClock clock = new ManualClock();
    private final List<String> waitingOutcomes = new ArrayList<>();
    private final Deque<Long> withoutOutcome = new ArrayDeque<>();
    private final SplittableRandom random;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private long nextSequence;
    private Manifest manifest;
    private long generation = 1;

    RandomSession(long seed) {
        random = new SplittableRandom(seed);
        nextSequence = random.nextLong(1000);
    }

    static Manifest manifest(String text) {
        return manifest(text, 1);
    }

    private static Manifest manifest(String text, long generation) {
        return new Manifest(
                "0.1.0",
                "Vendor",
                "17",
                1,
                0,
                List.of(new Manifest.GraphSource("graph.yaml", text)),
                "cafe",
                new TreeMap<>(Map.of("batch.limit", "32")),
                new TreeMap<>(),
                List.of("ES/ema"),
                List.of("ES/ema", "ES/z"),
                "2026-01-05T09:00:00Z",
                generation,
                "boot",
                List.of(new Manifest.Symbol(0, "ES", -9, -9)),
                new TreeMap<>(Map.of("ES/ema.alpha", "0.5")));
    }

    JournalContext context() {
        return new JournalContext()
                .rollPeriod(RollPeriod.HOURLY)
                .segmentLength(JournalContext.SEGMENT_LENGTH_MIN)
                .aheadLength(1 << 20)
                .reserveLength(0)
                .batchLimit(32)
                .eventLengthMax(400)
                .outcomeLimit(200)
                .nodeDigestLimit(50)
                .clock(clock);
    }

    /** Writes another generation of a journal whose next event has the given sequence. */
    void goOn(WrittenJournal journal, long sequence, long generation, int steps, int rollPercent) {
        nextSequence = sequence;
        this.generation = generation;
        write(journal, steps, rollPercent);
    }

    /** @param rollPercent how often the clock moves into another hour. */
    void write(WrittenJournal journal, int steps, int rollPercent) {
        final JournalWriter writer = journal.writer;
        journal.keeper().manifests(() -> manifest);
        manifest(writer, manifest("graph", generation));
        for (int i = 0; i < steps; i++) {
            journal.keep();
            if (random.nextInt(100) < rollPercent) {
                clock.advance(random.nextInt(4) == 0 ? -3_600_000L : random.nextLong(4 * 3_600_000L));
            }
            switch (random.nextInt(10)) {
                case 0 -> checkpoint(writer, false);
                case 1 -> manifest(writer, manifest("graph " + i, generation));
                default -> batch(writer);
            }
            outcomes(writer);
        }
        checkpoint(writer, true);
    }

    private void manifest(JournalWriter writer, Manifest manifest) {
        this.manifest = manifest;
        writer.manifest(manifest);
        frameWritten();
        expected.onManifest(manifest);
    }

    private void batch(JournalWriter writer) {
        final Transcript events = new Transcript();
        writer.begin(nextSequence);
        for (int i = 1 + random.nextInt(32); i > 0; i--) {
            final int length = 8 + random.nextInt(393);
            final int offset = random.nextInt(100);
            for (int b = 0; b < length; b++) {
                buffer.putByte(offset + b, (byte) random.nextInt());
            }
            final int sourceId = random.nextInt(5) - 2;
            final long sourceSequence = random.nextLong();
            writer.entry(sourceId, sourceSequence, buffer, offset, length);
            events.onEvent(nextSequence, sourceId, sourceSequence, buffer, offset, length);
            withoutOutcome.add(nextSequence++);
        }
        writer.commit();
        frameWritten();
        expected.lines.addAll(events.lines);
    }

    private void outcomes(JournalWriter writer) {
        // The engine may lag: outcomes belong to events of any earlier frame.
        for (int i = random.nextInt(40); i > 0 && !withoutOutcome.isEmpty() && waitingOutcomes.size() < 200; i--) {
            final int digest = random.nextInt();
            writer.outcome(digest);
            waitingOutcomes.add("outcome " + withoutOutcome.remove() + " " + digest);
        }
    }

    private void checkpoint(JournalWriter writer, boolean closing) {
        final long[] digests = random.longs(random.nextInt(51)).toArray();
        final Checkpoint checkpoint = new Checkpoint(
                nextSequence - 1,
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                digests,
                closing);
        writer.checkpoint(
                checkpoint.sequence(),
                checkpoint.engineTimeNs(),
                checkpoint.outputCount(),
                checkpoint.outputsHash(),
                checkpoint.stateHash(),
                Arrays.copyOf(digests, 60),
                digests.length,
                closing);
        frameWritten();
        expected.onCheckpoint(checkpoint);
    }

    private void frameWritten() {
        expected.lines.addAll(waitingOutcomes);
        waitingOutcomes.clear();
    }
}
