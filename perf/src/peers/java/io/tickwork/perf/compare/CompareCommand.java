// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.compare;

import io.tickwork.perf.rounds.Form;
import io.tickwork.perf.rounds.Rounds;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints a table for each comparison: the forms in turn within each round, in a process of their own or taking turns in one; a row has the
 * median of the rounds, ± half their range, and what the form is to each of the others in the same round.
 */
@Command(
        name = "perf/compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sets what we do beside what others do, and prints tables in Markdown.")
public final class CompareCommand implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "What to compare: ${COMPLETION-CANDIDATES}. Default: all of it.")
    private List<Comparison> comparisons = List.of(Comparison.values());

    private CompareCommand() {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CompareCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        for (Comparison comparison : comparisons) {
            print(comparison);
        }
        return 0;
    }

    private void print(Comparison comparison) throws RunnerException {
        List<Form> forms = comparison.forms();
        Rounds measured = Rounds.run(comparison.name().toLowerCase(Locale.ROOT), rounds, forms);
        System.out.printf(
                "| %s | %s | %s |%n| --- | --- |%s%n",
                comparison.title(),
                comparison.unit(),
                forms.stream().map(form -> "to " + form.name()).collect(Collectors.joining(" | ")),
                " --- |".repeat(forms.size()));
        for (Form form : forms) {
            String ratios = forms.stream()
                    .map(base -> base == form
                            ? "1"
                            : measured.ratios(form, base, comparison.value()).text(2))
                    .collect(Collectors.joining(" | "));
            System.out.printf(
                    "| %s | %s | %s |%n",
                    form.name(),
                    measured.values(form, comparison.value()).text(1),
                    ratios);
        }
        System.out.println();
    }
}
