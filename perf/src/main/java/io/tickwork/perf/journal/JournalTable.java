// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.journal;

import io.tickwork.perf.rounds.Cost;
import io.tickwork.perf.rounds.Form;
import io.tickwork.perf.rounds.Rounds;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs {@link AppendBenchmark} and {@link ReadBenchmark} in rounds, in each of which every form has a process of its
 * own, and prints tables in Markdown. A ratio is formed within a round, so that it does not depend on what else the
 * machine does in another; printed is the median of the rounds, and half the distance from the least to the greatest.
 */
public final class JournalTable {
    private static final int ROUNDS_DEFAULT = 5;

    private final int rounds;

    private JournalTable(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Measures and prints.
     *
     * @param arguments the number of rounds; without, 5.
     * @throws RunnerException when a benchmark fails, the check of its answer included.
     */
    public static void main(String[] arguments) throws RunnerException {
        JournalTable table = new JournalTable(arguments.length == 0 ? ROUNDS_DEFAULT : Integer.parseInt(arguments[0]));
        List<Form> appends = new ArrayList<>();
        appends.add(new Form("bare queue, default", AppendBenchmark.class, "bare", "setting", "DEFAULT"));
        appends.add(new Form("bare queue, set as ours", AppendBenchmark.class, "bare", "setting", "AS_OURS"));
        for (int batch : new int[] {1, 4, 16, 64, 256}) {
            appends.add(
                    new Form("journal, batches of " + batch, AppendBenchmark.class, "journal", "batch", "" + batch));
        }
        table.print("append", appends, appends.subList(0, 2), "to default", "to set as ours");

        List<Form> reads = new ArrayList<>();
        reads.add(new Form("tailer, an excerpt an event", ReadBenchmark.class, "bareEvents"));
        for (int batch : new int[] {1, 16}) {
            Form bare = new Form(
                    "tailer, the journal's frames of " + batch,
                    ReadBenchmark.class,
                    "bareSameBytes",
                    "batch",
                    "" + batch);
            reads.add(bare);
        }
        for (int batch : new int[] {1, 16}) {
            reads.add(new Form("journal, batches of " + batch, ReadBenchmark.class, "journal", "batch", "" + batch));
        }
        table.print("read", reads, reads.subList(0, 3), "to events", "to frames of 1", "to frames of 16");
    }

    private void print(String what, List<Form> forms, List<Form> bases, String... ratios) throws RunnerException {
        Rounds measured = Rounds.run(what, rounds, forms);
        System.out.printf(
                "| %s | CPU ns per event | %s | keeper's CPU ns | ns on the clock |%n",
                what, String.join(" | ", ratios));
        System.out.println("| --- ".repeat(ratios.length + 4) + "|");
        for (Form form : forms) {
            StringBuilder row = new StringBuilder("| " + form.name());
            row.append(" | ").append(measured.values(form, Cost::ownNs).text(1));
            for (Form base : bases) {
                row.append(" | ")
                        .append(measured.ratios(form, base, Cost::ownNs).text(2));
            }
            row.append(" | ").append(measured.values(form, Cost::helpersNs).text(1));
            row.append(" | ").append(measured.values(form, Cost::clockNs).text(1));
            System.out.println(row.append(" |"));
        }
        System.out.println();
    }
}
