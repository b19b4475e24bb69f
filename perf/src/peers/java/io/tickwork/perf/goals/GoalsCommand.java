// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.goals;

import io.tickwork.perf.rounds.Form;
import io.tickwork.perf.rounds.Rounds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the goals and prints them with what was reached. What several goals need is measured once a round.
 *
 * <p>Exit code: 0 when all were reached, 1 when one was not, 2 for options.
 */
@Command(
        name = "perf/goals",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the goals of performance, each a ratio within a round, and prints a table in Markdown.")
public final class GoalsCommand implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Parameters(
            paramLabel = "GOAL",
            arity = "0..*",
            description = "Which goals: ${COMPLETION-CANDIDATES}. Default: all of them.")
    private List<Goal> goals = List.of(Goal.values());

    private GoalsCommand() {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GoalsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        Set<Form> forms = new LinkedHashSet<>();
        for (Goal goal : goals) {
            forms.add(goal.form());
            forms.addAll(goal.bases());
        }
        Rounds measured = Rounds.run("goals", rounds, List.copyOf(forms));
        System.out.println("| what | ns | against | ns | goal | reached |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        boolean areReached = true;
        for (Goal goal : goals) {
            Rounds.Spread ratio = measured.ratios(goal.form(), goal.bases(), goal.value());
            boolean isReached = ratio.median() <= goal.most();
            areReached &= isReached;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.2f | %s%s |%n",
                    goal.what(),
                    measured.values(goal.form(), goal.value()).text(1),
                    goal.against(),
                    goal.bases().stream()
                            .map(base -> measured.values(base, goal.value()).text(1))
                            .collect(Collectors.joining(" + ")),
                    goal.most(),
                    ratio.text(2),
                    isReached ? "" : ", missed");
        }
        return areReached ? 0 : 1;
    }
}
