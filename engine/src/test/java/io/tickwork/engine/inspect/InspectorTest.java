// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.replay.ReplayContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    private static final int TRADES = 300;
    private static final String GRAPH = """
            fuse:    {type: fuse, inputs: [Tick]}
            behind:  {type: copy, inputs: [fuse]}
            price:   {type: copy, inputs: [Tick], publish: true}
            coarse:  {type: copy, inputs: [price], emit: on-change(1000000)}
            reader:  {type: copy, inputs: [coarse]}
            sampler: {type: copy, inputs: [{from: Candle(1h), optional: true}]}
            late:    {type: copy, inputs: [{from: Tick.size, sampled: true, optional: true}]}
            """;

    @TempDir
    private static Path journal;

    private Inspector inspector;

    @BeforeAll
    static void write() {
        new SteppedEngine(journal, TRADES).run().close();
    }

    @BeforeEach
    void open() {
        Graph graph = YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("test.yaml", GRAPH)));
        inspector = Inspector.open(new ReplayContext().journalDirectory(journal).graph(graph));
    }

    @AfterEach
    void close() {
        inspector.close();
    }

    private List<String> why(long sequence, String label) {
        return Explanation.of(inspector, inspector.at(sequence, NodeName.ALL), label);
    }

    @Test
    void shouldNameTheFaultForWhichANodeIsQuarantined() {
        assertThat(why(200, "SYNTH/fuse").get(0))
                .isEqualTo("cycle 0: SYNTH/fuse did not run: quarantined since it threw");
        // The definition of the symbol is event 1, so the third trade is event 4.
        assertThat(why(200, "SYNTH/fuse").get(1))
                .startsWith("  it threw at event 4, 2025-01-01T")
                .endsWith("blown");
        assertThat(why(4, "SYNTH/fuse").get(0)).contains("threw java.lang.IllegalStateException: blown");
    }

    @Test
    void shouldFollowAMissingValueToTheNodeThatThrew() {
        assertThat(why(200, "SYNTH/behind"))
                .anySatisfy(line -> assertThat(line).contains("SYNTH/fuse did not run: quarantined"))
                .anySatisfy(
                        line -> assertThat(line).contains("it threw at event 4").contains("blown"));
    }

    @Test
    void shouldTellThatACutoffHeldTheOutputBack() {
        Inspection inspection = inspector.at(100, NodeName.ALL);
        assertThat(Explanation.of(inspector, inspection, "SYNTH/reader"))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(1))
                        .startsWith("  SYNTH/coarse ran, but value held back by on-change(1000000.0): ")
                        .contains(" is too near to "));
        assertThat(inspection.ran("SYNTH/coarse")).isTrue();
        assertThat(inspection.ran("SYNTH/reader")).isFalse();
    }

    @Test
    void shouldTellWhichSourceDidNotCome() {
        assertThat(why(100, "SYNTH/sampler"))
                .containsExactly(
                        "cycle 0: SYNTH/sampler did not run: Candle(1h) not produced", "  Candle(1h) did not close");
    }

    @Test
    void shouldTellWhyAnEventRunsNoCycle() {
        Inspection definition = inspector.at(1, NodeName.ALL);
        assertThat(definition.cycles()).isEmpty();
        assertThat(definition.nodes().get("SYNTH/price").before()).isNull();
        assertThat(InspectionText.of(definition, NodeName.ALL))
                .contains("symbol definition of SYNTH")
                .contains("SYNTH/price (copy) began with its symbol");
    }

    @Test
    void shouldShowANodeWithItsInputsOutputsAndState() {
        NodeName name = NodeName.parse("SYNTH/price", inspector.graph());
        assertThat(InspectionText.of(inspector.at(11, name), name)
                        .lines()
                        .skip(2)
                        .toList())
                .anySatisfy(line -> assertThat(line).isEqualTo("SYNTH/price (copy) ran"))
                .anySatisfy(line -> assertThat(line).matches("  in     input <- Tick +\\d.*triggered"))
                .anySatisfy(line -> assertThat(line).matches("  out    value +\\d.* -> \\d.*produced"))
                .anySatisfy(line -> assertThat(line).matches("  state  runs +9 -> 10"));
    }

    @Test
    void shouldMakeATableOverTime() {
        List<NodeTable.Row> rows = new ArrayList<>();
        NodeName fuse = NodeName.parse("fuse", inspector.graph());
        NodeTable.of(inspector, 1, 6, fuse, rows::add);
        assertThat(rows)
                .extracting(NodeTable.Row::ran)
                .containsExactly("no turn", "ran", "ran", "threw", "quarantined", "quarantined");
        assertThat(rows).extracting(NodeTable.Row::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(rows.get(2).outputs().get("value")).isNotNull();
        assertThat(rows.get(3).outputs().get("value")).isNull();
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertThatExceptionOfType(InspectException.class)
                .isThrownBy(() -> inspector.at(TRADES + 2, NodeName.ALL))
                .withMessage("there is no event 302: the last one is 301");
        assertThatExceptionOfType(InspectException.class)
                .isThrownBy(() -> inspector.at(0, NodeName.ALL))
                .withMessage("there is no event 0: the first one that can be run is 1");
        assertThatExceptionOfType(InspectException.class)
                .isThrownBy(() -> NodeName.parse("SYNTH/pricee", inspector.graph()))
                .withMessage("there is no node 'pricee' in the graph; did you mean price?");
        assertThatExceptionOfType(InspectException.class).isThrownBy(() -> NodeName.parse("", inspector.graph()));
    }
}
