// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The pages that tell of commands tell of those there are. */
class CommandPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("tickwork.root"));
    private static final Path COMMANDS = ROOT.resolve("docs/commands.md");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    /** Every command has them; the top of the page says so. */
    private static final Set<String> STANDARD_OPTIONS = Set.of("--help", "--version");

    @Test
    void shouldHaveASectionForEachCommand() throws IOException {
        assertThat(sections().keySet())
                .isEqualTo(new TreeSet<>(Tickwork.commandLine().getSubcommands().keySet()));
    }

    @Test
    void shouldNameTheOptionsOfEachCommandAndNoOthers() throws IOException {
        Map<String, String> sections = sections();
        Tickwork.commandLine().getSubcommands().forEach((name, command) -> {
            Set<String> options =
                    new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
            command.getSubcommands()
                    .values()
                    .forEach(each ->
                            options.addAll(each.getCommandSpec().optionsMap().keySet()));
            options.removeIf(option -> !option.startsWith("--"));
            options.removeAll(STANDARD_OPTIONS);
            assertThat(optionsIn(sections.get(name))).as(name).isEqualTo(options);
        });
    }

    @Test
    void shouldExplainEachExitCode() throws IOException {
        Set<String> codes = Tickwork.commandLine()
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .keySet();
        assertThat(Files.readString(COMMANDS))
                .contains(codes.stream().map(code -> "\n| " + code + " | ").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/commands.md"})
    void shouldShowCommandsThatCanBeTyped(String page) throws IOException {
        List<String> examples = examples(ROOT.resolve(page));
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThatCode(() -> Tickwork.commandLine().parseArgs(example.split(" +")))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldNameOnlyOptionsThatExistInTheReadme() throws IOException {
        Set<String> all = new TreeSet<>();
        for (CommandLine command : Tickwork.commandLine().getSubcommands().values()) {
            all.addAll(command.getCommandSpec().optionsMap().keySet());
        }
        assertThat(all).containsAll(optionsIn(Files.readString(ROOT.resolve("README.md"))));
    }

    /** The text below each heading of a command. */
    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        String[] parts = Files.readString(COMMANDS).split("\n## ");
        Arrays.stream(parts)
                .skip(1)
                .forEach(part ->
                        sections.put(part.substring(0, part.indexOf('\n')), part.substring(part.indexOf('\n'))));
        return sections;
    }

    private static Set<String> optionsIn(String text) {
        Set<String> options = new TreeSet<>();
        Matcher matcher = OPTION.matcher(text);
        while (matcher.find()) {
            options.add(matcher.group());
        }
        return options;
    }

    /** What follows {@code ./tickwork} on the lines of code blocks, without comments. */
    private static List<String> examples(Path page) throws IOException {
        List<String> examples = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(page)) {
            isCode ^= line.startsWith("```");
            if (isCode && line.startsWith("./tickwork ")) {
                examples.add(line.substring("./tickwork ".length())
                        .replaceAll("#.*", "")
                        .strip());
            }
        }
        return examples;
    }
}
