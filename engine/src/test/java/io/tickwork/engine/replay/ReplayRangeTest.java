// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.feed.Pacer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of parts of a journal, and at a pace. */
class ReplayRangeTest {
    private static final int TRADES = 995;
    private static final int EVENTS = TRADES + 1;

    @TempDir
    private Path temporary;

    private long oldestSnapshot;

    @BeforeEach
    void write() {
        new SteppedEngine(SteppedEngine.context(temporary, SteppedEngine.COPIES).batchLimit(7), TRADES)
                .run()
                .close();
        oldestSnapshot = TestSnapshots.write(temporary, TestNodes.CATALOGUE, 300);
        TestSnapshots.write(temporary, TestNodes.CATALOGUE, 700);
    }

    private ReplayContext context(Printed printed) {
        return new ReplayContext()
                .journalDirectory(temporary)
                .catalogue(TestNodes.CATALOGUE)
                .outputs(printed);
    }

    @Test
    void shouldGiveTheOutputsOfTheRangeAndCompareItWhole() {
        Printed whole = new Printed();
        Replay.of(context(whole));
        for (long first : new long[] {1, 2, 3, 50, oldestSnapshot, oldestSnapshot + 1, oldestSnapshot + 2, 900}) {
            for (long last : new long[] {first, first + 1, first + 96}) {
                Printed range = new Printed();
                ReplayResult result = Replay.of(context(range).range(first, last));
                String what = first + " to " + last;
                assertThat(range.lines).as(what).isEqualTo(between(whole.lines, first, last));
                assertThat(result.lastSequence()).as(what).isEqualTo(Math.min(EVENTS, last));
                assertThat(result.isIdentical()).as(what).isTrue();
                if (first <= oldestSnapshot) {
                    assertThat(result.startSequence()).as(what).isEqualTo(Long.MIN_VALUE);
                } else {
                    assertThat(result.startSequence()).as(what).isBetween(oldestSnapshot, first - 1);
                }
                assertThat(result.checkedEventCount()).as(what).isEqualTo(result.eventCount());
            }
        }
    }

    private static List<String> between(List<String> lines, long first, long last) {
        return lines.stream()
                .filter(line -> {
                    long sequence = Long.parseLong(line.substring(0, line.indexOf('.')));
                    return sequence >= first && sequence <= last;
                })
                .toList();
    }

    @Test
    void shouldSayThatTheRangeIsBehindTheEnd() {
        assertThatThrownBy(() -> Replay.of(context(new Printed()).range(EVENTS + 1, EVENTS + 2)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("has no event 997: its last is 996");
        assertThatThrownBy(() -> context(new Printed()).range(5, 4)).hasMessageContaining("last=4 is before first=5");
    }

    @Test
    void shouldAskThePacerForTradesOfTheRangeOnly() {
        List<Long> asked = new ArrayList<>();
        Pacer pacer = timeNs -> {
            asked.add(timeNs);
            return asked.size() % 2 == 0; // each has to be asked for twice
        };
        Replay.of(context(new Printed()).range(1, 11).pacer(pacer, false));
        assertThat(asked).as("the first event defines the symbol").hasSize(20).isSorted();

        asked.clear();
        Replay.of(context(new Printed()).range(500, 509).pacer(pacer, false));
        assertThat(asked).hasSize(20);
    }
}
