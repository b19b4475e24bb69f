// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example graph of the specification loads as it stands and does what it draws. */
class SpecExampleTest {
    private static final String GRAPH = """
            A: {inputs: [Tick, Candle(1m)]}
            B: {inputs: [Candle(5m), Indicator:A]}
            C: {inputs: [Candle(15m), Indicator:A]}
            D: {inputs: [Indicator:B, Indicator:C]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"Indicator:$1", "Indicator($1)", "$1"})
    void shouldLoadWithEveryFormOfReference(String form) {
        String yaml = GRAPH.replaceAll("Indicator:([A-D])", form);
        Graph graph = YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("example.yaml", yaml)));
        assertThat(graph.template().nodes()).extracting(GraphNode::id).containsExactly("A", "B", "C", "D");
        assertThat(graph.template().nodes()).allMatch(node -> node.type().name().equals("probe"));
        assertThat(graph.template().order()).containsExactly(0, 1, 2, 3);
        assertThat(graph.template().nodes().get(3).edges()).extracting("node").containsExactly(1, 2);
        assertThat(graph.warnings())
                .containsExactly(
                        "example.yaml:1:1: node 'A' has no type and is run as a probe: it copies its first input",
                        "example.yaml:2:1: node 'B' has no type and is run as a probe: it copies its first input",
                        "example.yaml:3:1: node 'C' has no type and is run as a probe: it copies its first input",
                        "example.yaml:4:1: node 'D' has no type and is run as a probe: it copies its first input");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldRunDOncePerCycleWhenBothItsParentsRan(Form form) {
        Rig rig = Rig.of(form, GRAPH.replace("]}", "], publish: [count]}"));
        for (int minute = 0; minute < 15; minute++) {
            rig.trade(60 * minute + 30, 100 + minute);
        }
        rig.take();
        // The first bar of 15m: B, C and so D have all they need.
        assertThat(rig.clock(900).takeCycles())
                .containsExactly("0@900 0/A.count=29", "0@900 0/B.count=21", "0@900 0/C.count=1", "0@900 0/D.count=1");
        assertThat(rig.trade(901, 200).takeCycles())
                .containsExactly("0@901 0/A.count=30", "0@901 0/B.count=22", "0@901 0/C.count=2", "0@901 0/D.count=2");
    }
}
