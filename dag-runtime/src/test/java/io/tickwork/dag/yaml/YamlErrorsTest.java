// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tickwork.dag.graph.GraphError;
import io.tickwork.dag.graph.GraphException;
import io.tickwork.dag.graph.Rule;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.support.TestNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every rule that a text can break, with the message its author will read. */
class YamlErrorsTest {
    private static final Set<Rule> SEEN = EnumSet.noneOf(Rule.class);

    @AfterAll
    static void shouldHaveBrokenEveryRule() {
        assertThat(SEEN).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void shouldRefuseWhatIsNotYaml() {
        assertErrors("a: {type: sum, inputs: [Tick}", "g.yaml:1:29: yaml: not YAML: expected ',' or ']', but got }");
        assertErrors("a: b: c", "g.yaml:1:5: yaml: not YAML: mapping values are not allowed here");
        assertErrors("a: \u0001", "g.yaml:1:1: yaml: not YAML: special characters are not allowed");
        assertErrors("---\na: {}\n---\nb: {}", "g.yaml:3:1: yaml: not YAML: but found another document");
    }

    @Test
    void shouldRefuseATextWithoutNodes() {
        String message = "g.yaml:1:1: yaml: the text is empty; declare nodes as 'id: {inputs: [Tick]}'";
        assertErrors("", message);
        assertErrors("# nothing\n", message);
        assertErrors("[]", "g.yaml:1:1: yaml: the graph must be a map of 'key: value'");
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        assertErrors(
                "#".repeat(YamlGraphReader.TEXT_LENGTH_MAX + 1),
                "g.yaml:1:1: limit: the text is longer than 1048576 characters; split the graph into several files");
    }

    @Test
    void shouldRefuseDeepNesting() {
        assertErrors("[".repeat(100_000), "g.yaml:1:17: limit: lists and maps are nested deeper than 16");
        assertErrors("{a: ".repeat(50), "g.yaml:1:65: limit: lists and maps are nested deeper than 16");
    }

    @Test
    void shouldRefuseAliases() {
        assertErrors(
                "a: {type: &t sum, inputs: &i [Tick]}\nb: {type: *t, inputs: *i}",
                "g.yaml:2:11: yaml: the alias '*t' is refused; write it out",
                "g.yaml:2:23: yaml: the alias '*i' is refused; write it out");
    }

    @Test
    void shouldRefuseDuplicateKeys() {
        assertErrors(
                "a: {type: sum, inputs: [Tick], type: mean}\nb: {type: sum, inputs: [Tick]}\na: {}",
                "g.yaml:1:32: yaml: 'type' stands here twice; the first is at g.yaml:1:5",
                "g.yaml:3:1: duplicate-id: 'a' stands here twice; the first is at g.yaml:1:1");
    }

    @Test
    void shouldRefuseAnIdInTwoFilesOrSections() {
        assertErrors(
                List.of(
                        new GraphSource("one.yaml", "a: {type: sum, inputs: [Tick]}"),
                        new GraphSource("two.yaml", "\na: {type: sum, inputs: [Tick]}")),
                "two.yaml:2:1: duplicate-id: node 'a': the id is taken by the node at one.yaml:1:1");
        assertErrors(
                "indicators: {a: {type: sum, inputs: [Tick]}}\nstrategies: {a: {type: sum, inputs: [Tick]}}",
                "g.yaml:2:14: duplicate-id: node 'a': the id is taken by the node at g.yaml:1:14");
    }

    @Test
    void shouldRefuseUnknownKeys() {
        assertErrors(
                "a: {type: sum, input: [Tick], inputs: [{from: Tick, sample: true}]}",
                "g.yaml:1:16: yaml: node 'a' has no 'input'; it may have emit, inputs, on-fault, params, publish, reset, type",
                "g.yaml:1:53: yaml: an input has no 'sample'; it may have from, optional, sampled");
        assertErrors(
                "indicators: {a: {type: sum, inputs: [Tick]}}\nb: {type: sum, inputs: [Tick]}",
                "g.yaml:2:1: yaml: 'b' stands beside 'indicators' and 'strategies'; nodes belong below one of them");
    }

    @Test
    void shouldRefuseWhatHasTheWrongShape() {
        assertErrors(
                "a: Tick",
                "g.yaml:1:1: inputs: node 'a': the input 'inputs' is missing; type 'probe' reads inputs (double, one or more)",
                "g.yaml:1:4: yaml: node 'a' must be a map of 'key: value'");
        assertErrors(
                "a: {type: sum, inputs: Tick}",
                "g.yaml:1:1: inputs: node 'a': the input 'inputs' is missing; type 'sum' reads inputs (double, one or more)",
                "g.yaml:1:24: yaml: 'inputs' must be a list, or a map from the names of inputs");
        assertErrors(
                "a: {type: sum, inputs: [{sampled: true}, Tick]}",
                "g.yaml:1:25: yaml: an input needs 'from', as in {from: Candle(1m), sampled: true}");
        assertErrors(
                "a: {type: sum, inputs: [{from: Tick, sampled: yes}]}",
                "g.yaml:1:47: yaml: 'sampled' must be true or false");
        assertErrors(
                "a: {type: sum, inputs: [Tick], publish: !!bool maybe}",
                "g.yaml:1:41: yaml: 'publish' must be true or false");
        assertErrors(
                "{[a]: {type: sum, inputs: [Tick]}}",
                "g.yaml:1:2: yaml: a key must be a word, not a list or a map",
                "g.yaml:1:2: node-id: an id begins with a letter, goes on with letters, digits, '-' and '_', and is not"
                        + " Tick, Quote or Depth");
        assertErrors(
                "a: {type: sum, inputs: [Tick], params: 5}",
                "g.yaml:1:40: yaml: 'params' must be a map of 'key: value'");
    }

    @Test
    void shouldReportThousandsOfErrorsAtOnce() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            text.append("price")
                    .append(i)
                    .append(": {type: sum, inputs: [prize")
                    .append(i)
                    .append("]}\n");
        }
        // A minute, when every wrong name was compared with every right one.
        List<GraphError> errors = assertTimeout(Duration.ofSeconds(10), () -> errors(text.toString()));
        assertThat(errors).hasSize(4_000);
        assertThat(errors.get(0).message()).endsWith("; did you mean price0?");
    }

    @Test
    void shouldReportManyCyclesBehindALongWay() {
        StringBuilder text = new StringBuilder();
        int length = 7_000;
        for (int i = 0; i < length; i++) {
            text.append("n%d: {type: sum, inputs: [n%d]}\n".formatted(i, i + 1));
        }
        text.append("n%d: {type: sum, inputs: [".formatted(length));
        text.append(IntStream.range(0, 250).mapToObj(i -> "x" + i).collect(Collectors.joining(", ")));
        text.append("]}\n");
        for (int i = 0; i < 250; i++) {
            text.append("x%d: {type: sum, inputs: [x%d]}\n".formatted(i, i));
        }
        // Seven seconds on a fast machine, when every step looked at all those before.
        assertThat(assertTimeout(Duration.ofSeconds(5), () -> errors(text.toString())))
                .hasSize(250);
    }

    private static List<GraphError> errors(String text) {
        return catchThrowableOfType(
                        GraphException.class,
                        () -> YamlGraphReader.read(TestNodes.CATALOGUE, List.of(new GraphSource("g.yaml", text))))
                .errors();
    }

    @Test
    void shouldRefuseBadIds() {
        String rule =
                "an id begins with a letter, goes on with letters, digits, '-' and '_', and is not Tick, Quote or Depth";
        assertErrors(
                "Tick: {type: sum, inputs: [Quote.bid]}\n1a: {type: sum, inputs: [Tick]}\na b: {type: sum, inputs: [Tick]}",
                "g.yaml:1:1: node-id: node 'Tick': " + rule,
                "g.yaml:2:1: node-id: node '1a': " + rule,
                "g.yaml:3:1: node-id: node 'a b': " + rule);
    }

    @Test
    void shouldRefuseUnknownTypes() {
        assertErrors(
                "a: {type: ema, inputs: [Tick]}",
                "g.yaml:1:11: unknown-type: node 'a': there is no node type 'ema'; there are "
                        + String.join(", ", TestNodes.CATALOGUE.names()));
    }

    @Test
    void shouldSuggestTheNearestNames() {
        assertErrors(
                "trend: {type: smu, inputs: [Tick]}\nb: {type: sum, inputs: [trendy, Tik]}",
                "g.yaml:1:15: unknown-type: node 'trend': there is no node type 'smu'; did you mean sum?",
                "g.yaml:2:25: unknown-input: node 'b': 'trendy' refers to no node of this graph, nor to Tick, Quote, Depth,"
                        + " Candle(TF) or Timer(D); did you mean trend?",
                "g.yaml:2:33: unknown-input: node 'b': 'Tik' refers to no node of this graph, nor to Tick, Quote, Depth,"
                        + " Candle(TF) or Timer(D); did you mean Tick?");
    }

    @Test
    void shouldRefuseReferencesToNothing() {
        assertErrors(
                "a: {type: sum, inputs: [b, Indicator:c, 'Timer(1s)', Candle(5m).forming, Tick.bid, d.high]}\n"
                        + "d: {type: sum, inputs: [Tick]}",
                "g.yaml:1:25: unknown-input: node 'a': 'b' refers to no node of this graph, nor to Tick, Quote, Depth, Candle(TF) or Timer(D)",
                "g.yaml:1:28: unknown-input: node 'a': 'Indicator:c' refers to no node of this graph, nor to Tick, Quote, Depth,"
                        + " Candle(TF) or Timer(D)",
                "g.yaml:1:41: wrong-kind: node 'a': the input 'inputs' reads a double, but 'Timer(1s)' is a long",
                "g.yaml:1:74: unknown-output: node 'a': 'Tick' has no field 'bid'; it has price, size, side, id, time",
                "g.yaml:1:84: unknown-output: node 'a': node 'd' has no output 'high'; it has value");
    }

    @Test
    void shouldRefuseTheWrongKind() {
        assertErrors(
                """
                a: {type: sum, inputs: [Tick.id, parts.positive, alarm]}
                b: {type: range, inputs: [Tick]}
                parts: {type: splitter, inputs: [Tick]}
                alarm: {inputs: [Tick, Tick]}
                """,
                "g.yaml:1:25: wrong-kind: node 'a': the input 'inputs' reads a double, but 'Tick.id' is a long",
                "g.yaml:1:34: wrong-kind: node 'a': the input 'inputs' reads a double, but 'parts.positive' is a boolean",
                "g.yaml:1:50: wrong-kind: node 'a': the input 'inputs' reads a double, but 'alarm' is a signal",
                "g.yaml:2:27: wrong-kind: node 'b': the input 'bars' reads a candle, but 'Tick' is a double");
    }

    @Test
    void shouldRefuseWhatIsNoTimeframe() {
        String rule = "not a timeframe such as 1s, 5m, 4h, 1d or 1w, at most one week long: ";
        assertErrors(
                "a: {type: sum, inputs: ['Candle(5x)', Candle(), Candle(0m), Candle(8d), 'Candle(5m']}",
                "g.yaml:1:25: timeframe: node 'a': " + rule + "5x",
                "g.yaml:1:39: timeframe: node 'a': " + rule,
                "g.yaml:1:49: timeframe: node 'a': " + rule + "0m",
                "g.yaml:1:61: timeframe: node 'a': " + rule + "8d",
                "g.yaml:1:73: timeframe: node 'a': 'Candle(5m' is not a reference; write Tick, Quote, Depth,"
                        + " Candle(5m), Candle(5m).high, Candle(5m).forming, Timer(1s), Indicator:id or"
                        + " Indicator:id.output");
    }

    @Test
    void shouldRefuseTooManyAndTooFewInputs() {
        assertErrors(
                """
                a: {type: step, inputs: [Tick, Quote.bid]}
                b: {type: either, inputs: {other: Tick}}
                c: {type: step, inputs: {input: Tick, price: Tick}}
                d: {type: step}
                e: {type: step, inputs: {input: [Tick, Tick.size]}}
                """,
                "g.yaml:1:32: inputs: node 'a': 'Quote.bid' is one input too many; type 'step' reads input (double)",
                "g.yaml:2:1: inputs: node 'b': the input 'input' is missing; type 'either' reads input (double), other"
                        + " (double)",
                "g.yaml:3:46: inputs: node 'c': there is no place for an input 'price'; type 'step' reads input (double)",
                "g.yaml:4:1: inputs: node 'd': the input 'input' is missing; type 'step' reads input (double)",
                "g.yaml:5:40: inputs: node 'e': there is no place for an input 'input'; type 'step' reads input (double)");
    }

    @Test
    void shouldRefuseBadParameters() {
        assertErrors(
                """
                a: {type: mean, inputs: [Tick]}
                b: {type: mean, inputs: [Tick], params: {period: 5, length: 5}}
                c: {type: mean, inputs: [Tick], params: {period: many}}
                d: {type: mean, inputs: [Tick], params: {period: 1001}}
                e: {type: mean, inputs: [Tick], params: {period: 2.0}}
                f: {type: mean, inputs: [Tick], params: {period: 99999999999999999999}}
                g: {type: mean, inputs: [Tick], params: {period: [2]}}
                h: {type: step, inputs: [Tick], params: {threshold: .nan}}
                i: {type: step, inputs: [Tick], params: {threshold: 99999999999999999999}}
                j: {type: sum, inputs: [Tick], params: {period: 5}}
                k: {type: mean, inputs: [Tick], params: {period: "5"}}
                """,
                "g.yaml:1:1: missing-parameter: node 'a': type 'mean' needs the parameter 'period' (from 2 to 1000): Values in"
                        + " the window.",
                "g.yaml:2:53: unknown-parameter: node 'b': type 'mean' has no parameter 'length'; it has period",
                "g.yaml:3:50: parameter-value: node 'c': parameter 'period' must be a whole number, not 'many'",
                "g.yaml:4:50: parameter-value: node 'd': parameter 'period' must be from 2 to 1000, not 1001",
                "g.yaml:5:50: parameter-value: node 'e': parameter 'period' must be a whole number, not '2.0'",
                "g.yaml:6:50: parameter-value: node 'f': parameter 'period' must be from 2 to 1000, not 99999999999999999999",
                "g.yaml:7:50: parameter-value: node 'g': parameter 'period' must be a whole number, not 'a list'",
                "g.yaml:8:53: parameter-value: node 'h': parameter 'threshold' must be a number, not '.nan'",
                "g.yaml:9:53: parameter-value: node 'i': parameter 'threshold' must be from 0.0 to 1.0E9, not"
                        + " 99999999999999999999",
                "g.yaml:10:41: unknown-parameter: node 'j': type 'sum' has no parameter 'period'; it has none",
                "g.yaml:11:50: parameter-value: node 'k': parameter 'period' must be a whole number, not '5'");
    }

    @Test
    void shouldRefuseBadPolicies() {
        assertErrors(
                """
                a: {type: sum, inputs: [Tick], emit: sometimes}
                b: {type: sum, inputs: [Tick], emit: on-change(-1)}
                c: {type: sum, inputs: [Tick], emit: on-change(x)}
                d: {type: splitter, inputs: [Tick], publish: [half, third]}
                """,
                "g.yaml:1:38: emit: node 'a': 'sometimes' is not an emit policy; write always, on-change or on-change(0.01)",
                "g.yaml:2:38: emit: node 'b': 'on-change(-1)' is not an emit policy; write always, on-change or"
                        + " on-change(0.01)",
                "g.yaml:3:38: emit: node 'c': 'on-change(x)' is not an emit policy; write always, on-change or on-change(0.01)",
                "g.yaml:4:46: publish: node 'd': there is no output 'third' to publish; there are half, whole, positive");
    }

    @Test
    void shouldRefuseBadFaultAndResetPolicies() {
        assertErrors(
                """
                a: {type: sum, inputs: [Tick], on-fault: ignore}
                b: {type: sum, inputs: [Tick], reset: daily}
                """,
                "g.yaml:1:42: on-fault: node 'a': 'ignore' is not a fault policy; write quarantine or halt",
                "g.yaml:2:39: reset: node 'b': 'daily' is not a reset policy; write never or session");
        assertErrors(
                """
                indicators: {a: {type: sum, inputs: [Tick]}}
                groups: {b: {type: sum, inputs: [ES/a], reset: session}}
                """,
                "g.yaml:2:48: reset: node 'b': a group has no session to begin anew with; let the nodes that it reads"
                        + " begin anew");
    }

    @Test
    void shouldRefuseVectorsOfTheWrongLength() {
        assertErrors(
                """
                h3: {type: history, inputs: [Tick], params: {length: 3}}
                h5: {type: history, inputs: [Tick], params: {length: 5}}
                a: {type: triple, inputs: [h5]}
                b: {type: dot, inputs: [h3, h5]}
                c: {type: sum, inputs: ['h3.values[3]']}
                """,
                "g.yaml:3:28: vector-length: node 'a': the input 'values' reads 3 elements, but 'h5' has 5",
                "g.yaml:4:29: vector-length: node 'b': type 'dot' reads vectors of one length, but 'h3' has 3 elements and"
                        + " 'h5' has 5",
                "g.yaml:5:25: vector-length: node 'c': 'h3.values[3]' is beyond the end: the elements are 0 to 2");
    }

    @Test
    void shouldRefuseFeedsThatMakeNoBars() {
        assertErrors(
                """
                candles: {5m: trades, 300s: external, 7m: {from: 5m}, 1m: {empty: fill}, 1h: {limit: 3}, 4h: {from: 7h}}
                indicators: {a: {type: sum, inputs: [Candle(7m), Candle(5m)]}}
                """,
                "g.yaml:1:23: feed: there are two feeds for bars of 5m",
                "g.yaml:1:39: timeframe: bars of 7m cannot be made from bars of 5m, which do not divide them",
                "g.yaml:1:67: feed: 'empty' must be skip or carry, not 'fill'",
                "g.yaml:1:79: feed: 'limit' says how many bars are carried; it needs 'empty: carry'",
                "g.yaml:1:90: timeframe: bars of 4h cannot be made from bars of 7h, which do not divide them");
        String day = """
                sessions: {s: {zone: UTC, open: "00:00", close: "22:00", from: 2026-01-01, to: 2026-01-31}}
                candles: {1d: {from: 7h}%s}
                symbols: {overrides: {ES: {session: s}}}
                indicators: {a: {type: sum, inputs: [Candle(1d)]}}
                """;
        assertErrors(
                day.formatted(""), // for all symbols but ES a day is 24 hours
                "g.yaml:2:11: timeframe: bars of 1d cannot be made from bars of 7h, which do not divide them");
        assertThat(YamlGraphReader.read(
                                TestNodes.CATALOGUE, List.of(new GraphSource("g.yaml", day.formatted(", session: s"))))
                        .template()
                        .bars())
                .hasSize(2);
    }

    @Test
    void shouldRefuseSessionsThatAreNotThere() {
        assertErrors(
                """
                sessions: {xnys: {zone: America/New_Yrok, open: "9:30", close: "16:00"}}
                candles: {session: xlon}
                indicators: {a: {type: sum, inputs: [Tick]}}
                """,
                "g.yaml:1:12: session: the session calendar 'xnys': '9:30' is no time of the day such as \"09:30\"",
                "g.yaml:2:20: session: there is no session calendar 'xlon'; declare it below 'sessions'");
    }

    @Test
    void shouldRefuseOtherSymbolsWhereTheyCannotBeRead() {
        assertErrors(
                """
                indicators:
                  a: {type: sum, inputs: [ES/Tick]}
                  b: {type: sum, inputs: [Tick]}
                groups:
                  c: {type: sum, inputs: [Tick, b, ES/b]}
                """,
                "g.yaml:2:27: other-symbol: node 'a': 'ES/Tick' is of another symbol, which is only sampled, as of the start of"
                        + " the cycle; write {from: ES/..., sampled: true}, or make the node a group",
                "g.yaml:5:27: other-symbol: node 'c': 'Tick' is of no symbol; a group names one, as in ES/Tick",
                "g.yaml:5:33: other-symbol: node 'c': 'b' is a node of every symbol; a group names one, as in ES/b");
    }

    @Test
    void shouldRefuseOverridesOfWhatIsNotThere() {
        assertErrors(
                """
                symbols: {overrides: {ES: {params: {b: {period: 5}, a: {period: 1}}}}}
                indicators: {a: {type: mean, inputs: [Tick], params: {period: 5}}}
                """,
                "g.yaml:1:49: override: symbol 'ES' overrides 'b', which is no node of this graph",
                "g.yaml:1:65: parameter-value: node 'a': for symbol 'ES': parameter 'period' must be from 2 to 1000, not 1");
    }

    @Test
    void shouldBlameATypeThatMakesNoNode() {
        NodeType broken = NodeType.named("broken")
                .doubleInput("input", "Anything.")
                .doubleOutput("value", "Nothing.")
                .create(w -> {
                    throw new IllegalStateException("no luck");
                });
        assertThatThrownBy(() -> YamlGraphReader.read(
                        Catalogue.of(List.of(broken)),
                        List.of(new GraphSource("g.yaml", "a: {type: broken, inputs: [Tick]}"))))
                .isInstanceOfSatisfying(GraphException.class, e -> {
                    assertThat(e.errors()).extracting(GraphError::rule).containsExactly(Rule.NODE_TYPE);
                    SEEN.add(Rule.NODE_TYPE);
                })
                .hasMessageContaining("no luck");
    }

    @Test
    void shouldShowTheWholePathOfACycle() {
        assertErrors(
                "a: {type: sum, inputs: [c]}\nb: {type: sum, inputs: [a]}\nc: {type: sum, inputs: [b, Tick]}",
                "g.yaml:1:1: cycle: node 'a': the node depends on itself: a -> b -> c -> a; take one of these inputs out");
    }

    @Test
    void shouldReportEverythingInAllFilesAtOnceInTheirOrder() {
        assertErrors(
                List.of(
                        new GraphSource("a.yaml", "a: {type: sum, inputs: [x]}\nb: {type: mean, inputs: [Tick]}"),
                        new GraphSource("b.yaml", "c: ["),
                        new GraphSource("c.yaml", "d: {type: sum, inputs: [a], emit: never, typ: x}")),
                "a.yaml:1:25: unknown-input: node 'a': 'x' refers to no node of this graph, nor to Tick, Quote, Depth, Candle(TF) or Timer(D)",
                "a.yaml:2:1: missing-parameter: node 'b': type 'mean' needs the parameter 'period' (from 2 to 1000): Values in"
                        + " the window.",
                "b.yaml:1:5: yaml: not YAML: expected the node content, but found '<stream end>'",
                "c.yaml:1:35: emit: node 'd': 'never' is not an emit policy; write always, on-change or on-change(0.01)",
                "c.yaml:1:42: yaml: node 'd' has no 'typ'; it may have emit, inputs, on-fault, params, publish, reset, type");
    }

    private static void assertErrors(String yaml, String... messages) {
        assertErrors(List.of(new GraphSource("g.yaml", yaml)), messages);
    }

    private static void assertErrors(List<GraphSource> sources, String... messages) {
        assertThatThrownBy(() -> YamlGraphReader.read(TestNodes.CATALOGUE, sources))
                .isInstanceOfSatisfying(GraphException.class, e -> {
                    List<String> found = new ArrayList<>();
                    for (GraphError error : e.errors()) {
                        SEEN.add(error.rule());
                        found.add(error.toString());
                    }
                    assertThat(found).containsExactly(messages);
                });
    }
}
