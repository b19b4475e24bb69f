// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GraphFormatTest {
    private static final String YAML = """
            indicators:
              fast: {type: ema, inputs: [Candle(1m)], params: {period: 12}, publish: true}
              quick: {type: ema, inputs: [Candle(1m)], params: {period: 12}}
              slow: {type: ema, inputs: [Candle(5m)], params: {period: 26}, on-fault: halt}
              apart: {type: sub, inputs: [fast, {from: slow, sampled: true}], emit: on-change(0.5)}
              ab: {type: ema, inputs: [Tick], params: {period: 3}, reset: session}
            strategies:
              cross: {type: ma-cross, inputs: [fast, slow, Candle(1m)]}
            groups:
              both: {type: div, inputs: [ES/fast, NQ/fast], publish: true}
            symbols: {overrides: {NQ: {params: {fast: {period: 10}}}}}
            """;

    private final Graph graph = YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("test.yaml", YAML)));
    private final GraphView view = GraphViewBuilder.of("<test> & more", graph);

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void shouldWriteTheSameTextEveryTime(GraphFormat format) {
        assertThat(format.render(view)).isEqualTo(format.render(GraphViewBuilder.of("<test> & more", graph)));
    }

    @Test
    void shouldListWhatThereIs() {
        assertThat(GraphFormat.TEXT.render(view))
                .contains("""
                6 nodes, of which 1 strategy; 5 sources; 10 edges, of which 2 sampled
                """, """
                  fast = quick: ema(period=12)
                      reads      Candle(1m)
                      warm-up    12 x 1m
                      triggers   apart, cross
                      publishes  value
                """, """
                  slow: ema(period=26), on-fault halt
                """, """
                  apart: sub, emit on-change(0.5)
                      reads      fast, slow (sampled)
                      warm-up    12 x 1m + 26 x 5m
                """, """
                  ab: ema(period=3), reset session
                """, """
                == once, across symbols ==
                """, "symbol 'NQ' differs in parameters or session");
    }

    @Test
    void shouldWriteTheWholeGraphAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(GraphFormat.JSON.render(view));

        List<String> ids = new ArrayList<>();
        json.get("nodes").forEach(node -> node.get("ids").forEach(id -> ids.add(id.asText())));
        assertThat(ids).containsExactlyInAnyOrderElementsOf(graph.nodeIds());
        assertThat(json.get("edges")).hasSize(view.edges().size());
        assertThat(json.get("title").asText()).isEqualTo("<test> & more");
        JsonNode apart = node(json, "apart");
        assertThat(apart.get("emit").asText()).isEqualTo("on-change(0.5)");
        assertThat(apart.get("warmUp").get("needs").get(1).get("count").asInt()).isEqualTo(26);
        assertThat(node(json, "slow").get("onFault").asText()).isEqualTo("halt");
        assertThat(node(json, "both").get("area").asText()).isEqualTo("groups");
    }

    private static JsonNode node(JsonNode json, String key) {
        for (JsonNode node : json.get("nodes")) {
            if (node.get("key").asText().equals(key)) {
                return node;
            }
        }
        throw new AssertionError(key);
    }

    @Test
    void shouldDrawEachNodeAndEdgeOnce() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(GraphFormat.SVG.render(view).getBytes(StandardCharsets.UTF_8)));

        List<String> keys = new ArrayList<>();
        List<String> edges = new ArrayList<>();
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.hasAttribute("data-key")) {
                keys.add(group.getAttribute("data-key"));
            }
            if (group.hasAttribute("data-edge")) {
                edges.add(group.getAttribute("class"));
            }
        }
        List<String> expected = new ArrayList<>();
        view.sources().forEach(source -> expected.add(source.key()));
        view.nodes().forEach(node -> expected.add(node.key()));
        assertThat(keys).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(edges).hasSize(view.edges().size());
        assertThat(edges.stream().filter(kind -> kind.contains("sampled")).count())
                .isEqualTo(
                        view.edges().stream().filter(edge -> !edge.triggers()).count());
    }

    @Test
    void shouldPutAllThatAPageNeedsIntoIt() {
        String html = GraphFormat.HTML.render(view);

        assertThat(html)
                .contains("&lt;test&gt; &amp; more")
                .doesNotContain("${title}", "${svg}", "${data}", "${page.js}")
                .contains("default-src 'none'");
        Matcher loaded = Pattern.compile("(?:src|href)=\"").matcher(html);
        assertThat(loaded.find()).as("something is fetched").isFalse();
        view.nodes().forEach(node -> assertThat(html).contains("data-key=\"" + node.key() + "\""));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOT", "MERMAID"})
    void shouldNameEachNodeAndDrawEachEdge(GraphFormat format) {
        String text = format.render(view);

        view.nodes().forEach(node -> assertThat(text).contains(node.title()));
        Matcher arrows = Pattern.compile(format == GraphFormat.DOT ? " -> " : "-->|-\\.->")
                .matcher(text);
        assertThat(arrows.results().count()).isEqualTo(view.edges().size());
    }
}
