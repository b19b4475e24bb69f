// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.NodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodesCommandTest {
    private static final Path COMMANDS = Path.of(System.getProperty("tickwork.root"), "docs", "commands.md");

    static Collection<NodeType> types() {
        return Catalogue.load().types();
    }

    @Test
    void shouldListEveryTypeBelowItsFamily() {
        CommandLineRun run = CommandLineRun.of("nodes");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("indicators/momentum\n  apo ", "strategies/crossover\n  ma-cross ")
                .contains(types().size() + " types; './tickwork nodes TYPE' explains one.\n");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        for (NodeType type : types()) {
            assertThat(run.out()).containsOnlyOnce("\n  " + type.name() + " ");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldTellAllThereIsToKnowAboutEachType(NodeType type) {
        CommandLineRun run = CommandLineRun.of("nodes", type.name());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        String text = run.out().replaceAll("\\s+", " ");
        assertThat(text).startsWith(type.name() + " (").contains(type.doc(), type.formula(), type.source(), "Warm-up");
        type.inputs()
                .forEach(input -> assertThat(text)
                        .contains(input.name() + " " + input.kind().label(), input.doc()));
        type.parameters().forEach(each -> assertThat(text).contains(each.name() + " ", each.doc()));
        type.outputs()
                .forEach(output -> assertThat(text)
                        .contains(output.name() + " " + output.kindLabel(), output.doc())
                        .contains(String.join(", ", output.reasons())));
    }

    @Test
    void shouldShowKindsRolesRangesDefaultsAndReasons() {
        assertThat(CommandLineRun.of("nodes", "macd").out())
                .contains("  Warm-up     slow + signal - 1 runs, which is 34 with the defaults\n")
                .contains("  fast       integer from 2 to 100000, default 12\n             Period of the fast average");
        assertThat(CommandLineRun.of("nodes", "ema").out())
                .contains("  Warm-up     period runs\n", "  period  integer from 2 to 100000, required\n");
        assertThat(CommandLineRun.of("nodes", "ma-cross").out())
                .contains("  price         double, sampled\n")
                .contains("  band          number from 0 to 10000, default 0, can be changed while the graph runs\n")
                .contains("  signal        signal: enter-long, enter-short, exit-long, exit-short, session-end\n");
        assertThat(CommandLineRun.of("nodes", "mean-reversion").out())
                .contains("  cooldown      duration from 1s to 1w, default 1m, can be changed while the graph runs\n");
        assertThat(CommandLineRun.of("nodes", "probe").out())
                .contains("  Warm-up     1 run\n", "  inputs  double, one or more, triggers\n");
    }

    @Test
    void shouldPrintTheSameAsJson() throws IOException {
        List<Map<String, Object>> all = objects(json("nodes", "--json"), "types");
        assertThat(all)
                .extracting(each -> each.get("name"))
                .containsExactlyElementsOf(types().stream().map(NodeType::name).toList());
        Map<String, Object> reversion = json("nodes", "--json", "mean-reversion");
        assertThat(all).contains(reversion);
        assertThat(reversion)
                .containsEntry("module", "strategies")
                .containsEntry("family", "reversion")
                .containsEntry("source", "Own rule");
        assertThat(objects(reversion, "parameters").get(4))
                .isEqualTo(Map.of(
                        "name", "cooldown",
                        "kind", "duration",
                        "min", "1s",
                        "max", "1w",
                        "choices", List.of(),
                        "defaultValue", "1m",
                        "mutable", true,
                        "doc", "How long after a signal the next entry is allowed, in the time of the cycles."));
        assertThat(objects(json("nodes", "ema", "--json"), "parameters").get(0))
                .containsEntry("defaultValue", null)
                .containsEntry("min", 2);
    }

    /** The page lists the keys as code, one row for each object: a key that is renamed or forgotten shows here. */
    @Test
    void shouldHaveTheKeysThatThePageLists() throws IOException {
        String section = Files.readString(COMMANDS).split("\n## nodes\n")[1].split("\n## ")[0];
        Map<String, Object> type = json("nodes", "ma-cross", "--json");
        assertThat(keysInRow(section, "a type")).isEqualTo(type.keySet());
        assertThat(keysInRow(section, "an input")).isEqualTo(keysOfFirst(type, "inputs"));
        assertThat(keysInRow(section, "a parameter")).isEqualTo(keysOfFirst(type, "parameters"));
        assertThat(keysInRow(section, "an output")).isEqualTo(keysOfFirst(type, "outputs"));
        assertThat(keysInRow(section, "`warmUp`")).isEqualTo(((Map<?, ?>) type.get("warmUp")).keySet());
    }

    private static Set<String> keysOfFirst(Map<String, Object> type, String list) {
        return objects(type, list).get(0).keySet();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> parent, String key) {
        return (List<Map<String, Object>>) parent.get(key);
    }

    /** What stands as code before a colon or a comma in the second column of the row that begins so. */
    private static Set<String> keysInRow(String section, String row) {
        String keys = section.lines()
                .filter(line -> line.startsWith("| " + row + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + row))
                .split("\\|")[2];
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("`(\\w+)`").matcher(keys);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void shouldNameTheNearestTypes() {
        assertRefused("error: there is no node type 'emaa'; did you mean ema?", "nodes", "emaa");
        assertRefused("error: there is no node type 'breakout'; did you mean donchian-breakout?", "nodes", "breakout");
        assertRefused("error: there is no node type 'xyz'; ./tickwork nodes lists them", "nodes", "xyz", "--json");
    }

    private static void assertRefused(String message, String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(message + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }

    private static Map<String, Object> json(String... arguments) throws IOException {
        CommandLineRun run = CommandLineRun.of(new ArrayList<>(List.of(arguments)));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.std.mapFrom(run.out());
    }
}
