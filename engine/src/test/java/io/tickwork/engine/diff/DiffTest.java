// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.diff.NodeDifference.Change;
import io.tickwork.engine.diff.OutputDifference.Kind;
import io.tickwork.engine.replay.ReplayException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
    private static final String GRAPH = """
            indicators:
              fast: {type: ema, inputs: [Candle(5s)], params: {period: 3}, publish: true}
              slow: {type: ema, inputs: [Candle(5s)], params: {period: 9}, publish: true}
              top: {type: highest, inputs: [Tick], params: {period: 20}, publish: true}
            strategies:
              trader: {type: ma-cross, inputs: [fast, slow, Tick]}
            """;

    @TempDir
    private static Path temporary;

    private static Path journal;

    @BeforeAll
    static void write() {
        journal = RandomJournal.write(temporary, new Random(3), 400);
    }

    private static Graph graph(String yaml) {
        return YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", yaml)));
    }

    private static DiffContext context(String first, String second) {
        return new DiffContext().journalDirectory(journal).first(graph(first)).second(graph(second));
    }

    private static DiffResult diff(String first, String second) {
        return Diff.of(context(first, second));
    }

    @Test
    void shouldFindAGraphEqualToItself() {
        DiffResult result = diff(GRAPH, GRAPH);
        assertThat(result.isEqual()).isTrue();
        assertThat(result.nodes()).isEmpty();
        assertThat(result.settings()).isEmpty();
        assertThat(result.differentEventCount()).isZero();
        assertThat(result.firstSequence()).isEqualTo(1);
        assertThat(result.eventCount()).isEqualTo(1_202);
        assertThat(result.firstOutputCount())
                .isEqualTo(result.secondOutputCount())
                .isGreaterThan(800);
        assertThat(result.signals().equal()).isGreaterThan(10);
        assertThat(result.firstFingerprint()).isEqualTo(result.secondFingerprint());
    }

    @Test
    void shouldTellWhatOneParameterChanges() {
        DiffResult result = diff(GRAPH, GRAPH.replace("period: 9", "period: 8"));
        assertThat(result.isEqual()).isFalse();
        assertThat(result.nodes())
                .containsExactly(new NodeDifference("slow", "ema", Change.CHANGED, List.of("period 9 -> 8")));
        assertThat(result.outputs())
                .extracting(OutputDifference::label)
                .containsExactlyInAnyOrder("ES/slow", "NQ/slow", "ES/trader", "NQ/trader");
        OutputDifference first = result.outputs().get(0);
        assertThat(first.name()).isEqualTo("slow");
        assertThat(first.gainedCount())
                .as("the shorter one begins a bar earlier")
                .isEqualTo(1);
        assertThat(first.first().firstValue()).isNull();
        assertThat(first.first().sequence()).isEqualTo(result.firstDifferentSequence());
        assertThat(first.equalCount()).isZero();
        assertThat(first.largestDistance()).isGreaterThan(0);
    }

    @Test
    void shouldTellSignalsLostAndGained() {
        String never =
                GRAPH.replace("inputs: [fast, slow, Tick]}", "inputs: [fast, slow, Tick], params: {band: 10000}}");
        DiffResult gone = diff(GRAPH, never);
        assertThat(gone.signals().lost()).isEqualTo(diff(GRAPH, GRAPH).signals().equal());
        assertThat(gone.signals().gained()).isZero();
        assertThat(gone.outputs()).allMatch(output -> output.kind() == Kind.SIGNAL && output.isShared());
        DiffResult come = diff(never, GRAPH);
        assertThat(come.signals().gained()).isEqualTo(gone.signals().lost());
        assertThat(come.signals().lost()).isZero();
        assertThat(come.outputs().get(0).first().secondValue()).contains("enter-");
        assertThat(come.outputs().get(0).first().firstValue()).isNull();
    }

    @Test
    void shouldNotCountWhatOnlyOnePublishesAsADifferenceOfTheOther() {
        String more = GRAPH.replace("strategies:", "  low: {type: lowest, inputs: [Tick], publish: true}\nstrategies:")
                .replace(
                        "  low: {type: lowest, inputs: [Tick]",
                        "  low: {type: lowest, inputs: [Tick], params: {period: 4}");
        DiffResult result = diff(GRAPH, more);
        assertThat(result.isEqual()).isFalse();
        assertThat(result.differentEventCount()).isZero();
        assertThat(result.outputsOnlyInFirst()).isEmpty();
        assertThat(result.outputsOnlyInSecond()).containsExactly("low");
        assertThat(result.nodes()).containsExactly(new NodeDifference("low", "lowest", Change.ADDED, List.of()));
        assertThat(result.outputs()).allMatch(output -> !output.isShared() && output.gainedCount() == output.count());
        assertThat(diff(more, GRAPH).nodes())
                .containsExactly(new NodeDifference("low", "lowest", Change.REMOVED, List.of()));
    }

    @Test
    void shouldTellHowNodesAreDeclaredOtherwise() {
        String other = GRAPH.replace(
                        "top: {type: highest, inputs: [Tick], params: {period: 20}, publish: true}",
                        "top: {type: lowest, inputs: [Tick.size], params: {period: 20}, emit: on-change, on-fault: halt}")
                + "candles: {grace: 1s}\nsymbols: {overrides: {NQ: {params: {fast: {period: 4}}}}}\n";
        DiffResult result = diff(GRAPH, other);
        assertThat(result.nodes())
                .containsExactly(
                        new NodeDifference(
                                "top",
                                "lowest",
                                Change.CHANGED,
                                List.of(
                                        "type highest -> lowest",
                                        "emit always -> on-change",
                                        "on-fault quarantine -> halt",
                                        "input source Tick -> Tick.size",
                                        "published [value] -> []")),
                        new NodeDifference("NQ/fast", "ema", Change.CHANGED, List.of("period 3 -> 4")));
        assertThat(result.settings()).containsExactly("grace 0 ns -> 1000000000 ns");
    }

    @Test
    void shouldCompareTheEventsOfARange() {
        DiffResult all = diff(GRAPH, GRAPH.replace("period: 20", "period: 2"));
        DiffResult part =
                Diff.of(context(GRAPH, GRAPH.replace("period: 20", "period: 2")).range(600, 699));
        assertThat(part.firstSequence()).isEqualTo(600);
        assertThat(part.lastSequence()).isEqualTo(699);
        assertThat(part.differentEventCount()).isPositive().isLessThan(all.differentEventCount());
        assertThat(part.firstDifferentSequence()).isGreaterThanOrEqualTo(600);
        assertThatThrownBy(() -> Diff.of(context(GRAPH, GRAPH).range(5_000, 6_000)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("has no event 5000: its last is 1202");
    }

    @Test
    void shouldRefuseAJournalWithoutAGraphWhereThatIsWanted() {
        assertThatThrownBy(() ->
                        Diff.of(new DiffContext().journalDirectory(journal).second(graph(GRAPH))))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("has no graph of its own");
    }
}
