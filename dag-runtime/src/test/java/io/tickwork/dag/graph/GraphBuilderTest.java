// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputSpec.Role;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.support.TestNodes;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    private final GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);

    @Test
    void shouldBuildAGraph() {
        Graph graph = builder.node("mean", "mean")
                .input("Candle(1m)")
                .parameter("period", 3)
                .node("alarm", "alarm")
                .input("input", "mean")
                .input("price", "Tick", Role.TRIGGERING)
                .emit("on-change(0.5)")
                .node("both", "sum")
                .input("mean")
                .input("Quote.bid")
                .publish()
                .build();
        assertThat(graph.template().nodes()).extracting(GraphNode::id).containsExactly("mean", "alarm", "both");
        assertThat(graph.template().sources()).extracting(Source::label).containsExactly("Tick", "Quote", "Candle(1m)");
        assertThat(graph.outputs()).extracting(PublishedOutput::name).containsExactly("alarm", "both");
        assertThat(graph.template().nodes().get(1).edges()).allMatch(Edge::triggers);
        assertThat(graph.template().nodes().get(1).emit()).isEqualTo(new EmitPolicy(true, 0.5));
        assertThat(graph.warnings()).isEmpty();
    }

    @Test
    void shouldBuildAGraphOfNothing() {
        assertThat(builder.build().template().nodes()).isEmpty();
    }

    @Test
    void shouldOrderNodesAsCloseToTheirDeclarationAsTheirInputsAllow() {
        Graph graph = builder.node("d", "sum")
                .input("b")
                .input("c")
                .node("c", "sum")
                .input("a")
                .node("e", "sum")
                .input("Tick.size")
                .node("b", "sum")
                .input("a")
                .emit("on-change")
                .node("a", "sum")
                .input("Tick")
                .build();
        assertThat(graph.template().order()).containsExactly(2, 4, 1, 3, 0);
    }

    @Test
    void shouldSaySoWithoutALocation() {
        assertErrors(
                builder.node("a", "no-such-type").input("Tick").end(),
                "unknown-type: node 'a': there is no node type 'no-such-type'; there are "
                        + String.join(", ", TestNodes.CATALOGUE.names()));
    }

    @Test
    void shouldShowTheWholePathOfACycle() {
        assertErrors(
                builder.node("before", "sum")
                        .input("Tick")
                        .node("a", "sum")
                        .input("before")
                        .input("c")
                        .node("b", "sum")
                        .input("a")
                        .node("c", "sum")
                        .input("b")
                        .node("after", "sum")
                        .input("c")
                        .end(),
                "cycle: node 'a': the node depends on itself: a -> b -> c -> a; take one of these inputs out");
    }

    @Test
    void shouldReportANodeThatReadsItself() {
        assertErrors(
                builder.node("a", "sum").input("Tick").input("a").end(),
                "cycle: node 'a': the node depends on itself: a -> a; take one of these inputs out");
    }

    @Test
    void shouldCountSampledAndOptionalInputsForCycles() {
        assertErrors(
                builder.node("a", "sum")
                        .input("Tick")
                        .input(null, "b", Role.SAMPLED_OPTIONAL)
                        .node("b", "sum")
                        .input("a")
                        .end(),
                "cycle: node 'a': the node depends on itself: a -> b -> a; take one of these inputs out");
    }

    @Test
    void shouldReportEveryCycle() {
        assertErrors(
                builder.node("a", "sum")
                        .input("b")
                        .node("b", "sum")
                        .input("a")
                        .node("between", "sum")
                        .input("b")
                        .input("d")
                        .node("c", "sum")
                        .input("between")
                        .input("d")
                        .node("d", "sum")
                        .input("c")
                        .end(),
                "cycle: node 'a': the node depends on itself: a -> b -> a; take one of these inputs out",
                "cycle: node 'between': the node depends on itself: between -> c -> d -> between; take one of these"
                        + " inputs out");
    }

    @Test
    void shouldRefuseMoreInputsThanAMethodHasRoomFor() {
        GraphBuilder.NodeStep node = builder.node("all", "sum");
        for (int i = 0; i <= Resolver.INPUT_COUNT_MAX; i++) {
            node.input("Tick");
        }
        assertErrors(node.end(), "limit: node 'all': a node may have at most 256 inputs, this one has 257");
    }

    @Test
    void shouldRefuseMoreNodesThanAClassHasRoomFor() {
        for (int i = 0; i <= Resolver.NODE_COUNT_MAX; i++) {
            builder.node("n" + i, "sum").input("Tick").end();
        }
        assertErrors(builder, "limit: node 'n8000': a graph may have at most 8000 nodes, this one has 8001");
    }

    @Test
    void shouldRefuseMoreSourcesThanAMaskHasBitsFor() {
        GraphBuilder.NodeStep node = builder.node("all", "sum");
        for (int i = 1; i <= Source.COUNT_MAX + 1; i++) {
            node.input("Candle(" + i + "s)");
        }
        assertErrors(node.end(), "limit: a graph may read at most 62 sources and timeframes, this one reads 63");
    }

    @Test
    void shouldRefuseMoreStateThanFitsAnArray() {
        NodeType type = NodeType.named("hoarder")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "The input.")
                .create(w -> {
                    w.window("window", Integer.MAX_VALUE);
                    return state -> Node.UNCHANGED;
                });
        GraphBuilder hoarders = new GraphBuilder(Catalogue.of(List.of(type)));
        for (int i = 0; i < 3; i++) {
            hoarders.node("n" + i, "hoarder").input("Candle(" + (i + 1) + "s)").end();
        }
        assertErrors(
                hoarders,
                "limit: the state of one symbol may be at most 134217728 numbers, this graph needs 6442451007; shorten"
                        + " its windows");
    }

    @Test
    void shouldCheckParametersAsTheirKindWants() {
        assertErrors(
                builder.node("a", "mean")
                        .input("Tick")
                        .parameter("period", 1)
                        .node("b", "mean")
                        .input("Tick")
                        .parameter("period", 2.5)
                        .node("c", "mean")
                        .input("Tick")
                        .parameter("period", BigInteger.TWO.pow(64).add(BigInteger.TEN))
                        .node("d", "step")
                        .input("Tick")
                        .parameter("threshold", Double.NaN)
                        .node("e", "step")
                        .input("Tick")
                        .parameter("threshold", true)
                        .end(),
                "parameter-value: node 'a': parameter 'period' must be from 2 to 1000, not 1",
                "parameter-value: node 'b': parameter 'period' must be a whole number, not '2.5'",
                "parameter-value: node 'c': parameter 'period' must be from 2 to 1000, not 18446744073709551626",
                "parameter-value: node 'd': parameter 'threshold' must be from 0.0 to 1.0E9, not NaN",
                "parameter-value: node 'e': parameter 'threshold' must be a number, not 'true'");
    }

    @Test
    void shouldReportTheSameErrorsEveryTime() {
        builder.node("a", "sum").end();
        assertErrors(
                builder,
                "inputs: node 'a': the input 'inputs' is missing; type 'sum' reads inputs (double, one or more)");
        assertErrors(
                builder,
                "inputs: node 'a': the input 'inputs' is missing; type 'sum' reads inputs (double, one or more)");
    }

    private static void assertErrors(GraphBuilder builder, String... messages) {
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.errors())
                                .extracting(GraphError::toString)
                                .containsExactly(messages))
                .hasMessage(String.join("\n", messages));
    }
}
