// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.engine.diff.SlowComparison.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a comparison says what an obvious one of two complete lists of outputs says. Method: random graphs and what
 * random changes make of them, over random journals, exact and with tolerances, of all events and of ranges.
 *
 * <p>{@code -Dtickwork.diffs=500} compares more, {@code -Dtickwork.seed=7} others.
 */
class DiffPropertyTest {
    private static final int ROWS = 120;
    private static final List<Tolerance> TOLERANCES =
            List.of(Tolerance.EXACT, Tolerance.EXACT, new Tolerance(0.01, 0), new Tolerance(0, 1e-4));

    private final int diffCount = Integer.getInteger("tickwork.diffs", 10);
    private final long firstSeed = Long.getLong("tickwork.seed", 7_000L);

    @TempDir
    private Path temporary;

    private long changedCount;
    private long goneCount;
    private long signalCount;
    private long faultCount;
    private int equalCount;

    @Test
    void shouldSayWhatAnObviousComparisonSays() {
        System.out.println("diffs: " + diffCount + ", first seed: " + firstSeed);
        Path journal = RandomJournal.write(temporary, new Random(firstSeed), ROWS);
        for (int i = 0; i < diffCount; i++) {
            compare(journal, firstSeed + i);
        }
        assertThat(changedCount).as("changed").isGreaterThan(diffCount);
        assertThat(goneCount).as("lost or gained").isGreaterThan(diffCount);
        assertThat(signalCount).as("signals that differ").isPositive();
        assertThat(faultCount).as("faults that differ").isPositive();
        assertThat(equalCount).as("equal").isPositive();
    }

    private void compare(Path journal, long seed) {
        Random random = new Random(seed);
        RandomGraphs graphs = new RandomGraphs(random);
        Graph first = graphs.graph();
        for (int change = random.nextInt(4); change > 0; change--) {
            graphs.change();
        }
        Graph second = graphs.graph();
        Tolerance tolerance = TOLERANCES.get(random.nextInt(TOLERANCES.size()));
        long from = random.nextBoolean() ? 1 : 1 + random.nextInt(ROWS);
        long to = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(2 * ROWS);

        DiffResult result = Diff.of(new DiffContext()
                .journalDirectory(journal)
                .first(first)
                .second(second)
                .tolerance(tolerance)
                .range(from, to));

        SlowComparison slow = new SlowComparison(
                SlowComparison.outputs(journal, first, from, to),
                SlowComparison.outputs(journal, second, from, to),
                tolerance);
        Map<String, Row> found = new TreeMap<>();
        for (OutputDifference each : result.outputs()) {
            found.put(
                    (each.kind() == OutputDifference.Kind.FAULT ? "fault of " : "") + each.label(),
                    new Row(
                            each.equalCount(),
                            each.changedCount(),
                            each.lostCount(),
                            each.gainedCount(),
                            each.largestDistance(),
                            each.first().sequence(),
                            each.first().cycleTimeNs(),
                            each.first().firstValue(),
                            each.first().secondValue()));
            changedCount += each.changedCount();
            goneCount += each.lostCount() + each.gainedCount();
            signalCount += each.kind() == OutputDifference.Kind.SIGNAL ? each.count() : 0;
            faultCount += each.kind() == OutputDifference.Kind.FAULT ? each.count() : 0;
        }
        equalCount += result.isEqual() ? 1 : 0;
        assertThat(found).as("seed " + seed).isEqualTo(slow.rows());
        List<Long> different = slow.differentEvents(result.outputsOnlyInFirst(), result.outputsOnlyInSecond());
        assertThat(result.differentEventCount()).as("seed " + seed).isEqualTo(different.size());
        assertThat(result.firstDifferentSequence())
                .as("seed " + seed)
                .isEqualTo(different.isEmpty() ? Long.MIN_VALUE : different.get(0));
    }
}
