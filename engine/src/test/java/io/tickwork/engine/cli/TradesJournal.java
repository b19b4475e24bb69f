// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small journals: a trade a second, and three nodes on bars of ten. */
final class TradesJournal {
    private static final long FIRST_TIME_S = 1_700_000_000;
    private static final int FIRST_PRICE = 100;

    private TradesJournal() {}

    /** Writes one into a directory of this name, beside its graph and its trades. */
    static Path write(Path directory, String name, String symbol, int tradeCount) throws IOException {
        Path input = directory.resolve(name + ".csv");
        StringBuilder csv = new StringBuilder("timestamp,price,size\n");
        for (int i = 0; i < tradeCount; i++) {
            csv.append(FIRST_TIME_S + i).append(',').append(FIRST_PRICE + i).append(",1\n");
        }
        Files.writeString(input, csv);
        Path graph = directory.resolve(name + ".yaml");
        Files.writeString(graph, """
                fast: {type: ema, inputs: [Candle(10s)], params: {period: 2}, publish: true}
                slow: {type: ema, inputs: [Candle(10s)], params: {period: 5}, publish: true}
                gap:  {type: sub, inputs: [fast, slow], publish: true}
                """);
        Path journal = directory.resolve(name);
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                input.toString(),
                "--symbol",
                symbol,
                "--journal",
                journal.toString(),
                "--graph",
                graph.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return journal;
    }
}
