// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import io.tickwork.journal.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: wherever a cursor is, and however it got there, it holds what a run from the start holds there. Method: a run
 * notes state and outputs behind each event; cursors wander at random over journals with and without snapshots.
 */
class ReplayCursorPropertyTest {
    private static final int TRADES = 6_000;
    private static final int EVENTS = TRADES + 1;
    private static final int MOVES = 500;
    private static final long SEED = Long.getLong("tickwork.seed", 1);

    @TempDir
    private Path temporary;

    private final List<Moment> moments = new ArrayList<>();
    private final List<Long> snapshots = new ArrayList<>();

    /** What there is behind an event. */
    private record Moment(long stateHash, long outputsHash, int eventDigest, List<String> outputs, byte[] event) {}

    @BeforeEach
    void write() {
        new SteppedEngine(temporary, TRADES).run().close();
        for (long from = 700; from < EVENTS; from += 700) {
            snapshots.add(TestSnapshots.write(temporary, TestNodes.CATALOGUE, from));
        }
        Printed printed = new Printed();
        JournalHandler straight = new JournalHandler() {
            private GraphProcessor processor;

            @Override
            public void onManifest(Manifest manifest) {
                processor = new GraphProcessor(
                        JournalGraph.of(manifest, TestNodes.CATALOGUE), PlanCompiler::compile, printed);
                moments.add(moment(processor, List.of(), new byte[0]));
            }

            @Override
            public void onEvent(
                    long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                printed.lines.clear();
                processor.onEvent(sequence, buffer, offset);
                byte[] event = new byte[length];
                buffer.getBytes(offset, event);
                moments.add(moment(processor, List.copyOf(printed.lines), event));
            }
        };
        try (JournalReader reader = JournalReader.open(temporary)) {
            reader.readAll(straight);
        }
        assertThat(moments).hasSize(EVENTS + 1);
    }

    private static Moment moment(GraphProcessor processor, List<String> outputs, byte[] event) {
        return new Moment(
                processor.stateHash(new long[processor.nodeDigestCountMax()]),
                processor.outputsHash(),
                processor.eventDigest(),
                outputs,
                event);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3000, false", "1000000, false", "0, true", "1000000, true"})
    void shouldHoldWhatAStraightRunHolds(long imageBytes, boolean isUsingSnapshots) {
        Random random = new Random(SEED);
        Printed printed = new Printed();
        try (ReplayCursor cursor = ReplayCursor.open(new ReplayContext()
                .journalDirectory(temporary)
                .catalogue(TestNodes.CATALOGUE)
                .outputs(printed)
                .imageBytes(imageBytes)
                .usingSnapshots(isUsingSnapshots))) {
            assertAt(cursor, 0);
            for (int move = 0; move < MOVES; move++) {
                long before = cursor.sequence();
                printed.lines.clear();
                List<String> expected = move(cursor, random);
                assertThat(printed.lines)
                        .as("outputs on the way from %d to %d, seed %d", before, cursor.sequence(), SEED)
                        .containsExactlyElementsOf(expected);
                assertAt(cursor, cursor.sequence());
            }
            assertThat(cursor.imageCount() > 0).isEqualTo(imageBytes > 0);
        }
    }

    /** Returns the outputs that the handler should have been given on the way. */
    private List<String> move(ReplayCursor cursor, Random random) {
        long before = cursor.sequence();
        long to = random.nextInt(EVENTS + 1);
        if (random.nextBoolean()) { // just before, at or just behind where a state is kept
            to = snapshots.get(random.nextInt(snapshots.size())) + random.nextInt(4) - 1;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                assertThat(cursor.moveTo(to)).isTrue();
                assertThat(cursor.sequence()).isEqualTo(to);
                return to == before ? List.of() : outputs(to, to);
            }
            case 1 -> {
                assertThat(cursor.next()).isEqualTo(before < EVENTS);
                assertThat(cursor.sequence()).isEqualTo(Math.min(EVENTS, before + 1));
                return outputs(before + 1, cursor.sequence());
            }
            case 2 -> {
                assertThat(cursor.back()).isEqualTo(before > 0);
                assertThat(cursor.sequence()).isEqualTo(Math.max(0, before - 1));
                return before == 0 ? List.of() : outputs(before - 1, before - 1);
            }
            case 3 -> {
                long last = before + to % 500;
                assertThat(cursor.runTo(last)).isEqualTo(last <= EVENTS);
                assertThat(cursor.sequence()).isEqualTo(Math.min(EVENTS, last));
                return outputs(before + 1, cursor.sequence());
            }
            default -> {
                assertThat(cursor.moveToEnd()).isEqualTo(EVENTS);
                return outputs(EVENTS, EVENTS);
            }
        }
    }

    private List<String> outputs(long first, long last) {
        List<String> outputs = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            outputs.addAll(moments.get((int) sequence).outputs());
        }
        return outputs;
    }

    private void assertAt(ReplayCursor cursor, long sequence) {
        Moment expected = moments.get((int) sequence);
        String where = "at event " + sequence + ", seed " + SEED;
        assertThat(cursor.hasEvent()).as(where).isEqualTo(sequence > 0);
        byte[] event = new byte[sequence == 0 ? 0 : cursor.eventLength()];
        if (sequence > 0) {
            cursor.eventBuffer().getBytes(cursor.eventOffset(), event);
        }
        Moment found = moment(cursor.processor(), expected.outputs(), event);
        assertThat(found.stateHash()).as(where).isEqualTo(expected.stateHash());
        assertThat(found.outputsHash()).as(where).isEqualTo(expected.outputsHash());
        assertThat(found.eventDigest()).as(where).isEqualTo(expected.eventDigest());
        assertThat(found.event()).as(where).isEqualTo(expected.event());
    }
}
