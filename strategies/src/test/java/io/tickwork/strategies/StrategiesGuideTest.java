// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.InputSpec;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/strategies.md tells of every strategy, and its examples trade. */
class StrategiesGuideTest {
    private static final String PAGE = GuideBlock.page("strategies.md");
    private static final List<String> SHARED = List.of("sides", "cooldown", "session-from", "session-to");

    static List<NodeType> types() {
        return new StrategyTypes().types();
    }

    /** {@return the section of a type, without that of the next} */
    private static String section(NodeType type) {
        return PAGE.split("\n## " + type.name() + "\n", 2)[1].split("\n## ", 2)[0];
    }

    @Test
    void shouldHaveASectionAndARowForEachTypeInTheOrderOfTheCatalogue() {
        assertThat(PAGE.lines().filter(line -> line.startsWith("## ")).skip(1))
                .containsExactlyElementsOf(
                        types().stream().map(type -> "## " + type.name()).toList());
        types().forEach(type -> assertThat(PAGE).contains("\n| [`%1$s`](#%1$s) |".formatted(type.name())));
        SHARED.forEach(each -> assertThat(PAGE.split("\n## ")[1]).contains(each));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldTellOfEveryInputParameterAndReason(NodeType type) {
        String section = section(type);
        assertThat(section).contains("*Assumes*", "*Inputs:*", "*Enters*", "*Fails*", "```text", "```yaml");
        assertThat(type.inputs()).extracting(InputSpec::name).allMatch(name -> section.contains("`" + name + "`"));
        // The rule of mean-reversion is that of others too, which refer to it.
        String rule = section + (section.contains("](#mean-reversion) does") ? sectionOfMeanReversion() : "");
        assertThat(type.parameters())
                .extracting(ParameterSpec::name)
                .allMatch(name -> SHARED.contains(name) || rule.contains("`" + name + "`"));
        List<String> reasons = type.outputs().get(0).reasons();
        assertThat(reasons.subList(5, reasons.size())).allMatch(reason -> section.contains("`" + reason + "`"));
    }

    private static String sectionOfMeanReversion() {
        return section(types().stream()
                .filter(type -> type.name().equals("mean-reversion"))
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveAnExampleThatEntersAndLeaves(NodeType type) {
        List<GuideBlock> examples = GuideBlock.of(section(type)).stream()
                .filter(block -> block.language().equals("yaml"))
                .toList();
        assertThat(examples).hasSize(1);
        Graph graph = YamlGraphReader.read(
                Catalogue.load(),
                List.of(new GraphSource("strategies.md", examples.get(0).text())));
        assertThat(graph.warnings()).isEmpty();
        List<String> reasons = type.outputs().get(0).reasons();
        Map<Integer, Integer> counts = SyntheticMarket.signalsByReason(graph);
        assertThat(counts.getOrDefault(reasons.indexOf("enter-long"), 0))
                .as("entries of %s", counts)
                .isPositive();
        assertThat(counts.getOrDefault(reasons.indexOf("enter-short"), 0))
                .as("entries of %s", counts)
                .isPositive();
        assertThat(counts.keySet()).as("exits").anyMatch(reason -> reason > reasons.indexOf("enter-short"));
    }
}
