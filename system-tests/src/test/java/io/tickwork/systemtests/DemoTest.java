// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.systemtests.TickworkProcess.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job in processes of its own: on the real trades, with a real journal on a real disk. */
@Timeout(300)
class DemoTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReplayBitForBitWhateverTheWaitModeAndTheBatchLimit() throws Exception {
        Result first = TickworkProcess.run("demo");
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out())
                .contains("Events       100,001")
                .contains("Candle(1m)", "Candle(5m)", "Candle(15m)", "Candle(1h)")
                .containsPattern("cross +BUY [1-9][0-9,]*, SELL [1-9]")
                .contains("p99.9")
                .contains("bit-identical");
        for (List<String> options :
                List.of(List.of("--wait", "sleeping"), List.of("--wait", "yielding", "--batch-limit", "1"))) {
            Result other = TickworkProcess.run(
                    Stream.concat(Stream.of("demo"), options.stream()).toArray(String[]::new));
            assertThat(other.hashes()).as("%s", options).isEqualTo(first.hashes());
        }
    }

    @Test
    void shouldWriteTheSameValuesAndSignalsEveryTime() throws Exception {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        Result first = TickworkProcess.run("demo", "--wait", "sleeping", "--out", one.toString());
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        TickworkProcess.run("demo", "--wait", "yielding", "--batch-limit", "7", "--out", two.toString());
        assertThat(one.resolve("values.csv")).hasSameBinaryContentAs(two.resolve("values.csv"));
        assertThat(one.resolve("signals.csv")).hasSameBinaryContentAs(two.resolve("signals.csv"));
        assertThat(Files.readAllLines(one.resolve("signals.csv"))).hasSizeGreaterThan(10);

        Result third = TickworkProcess.run("demo", "--wait", "sleeping", "--out", one.toString());
        assertThat(third.exitCode()).isEqualTo(2);
        assertThat(third.err()).contains("values.csv: already exists");
    }

    @Test
    void shouldMakeUpTheSameTradesFromTheSameSeed() throws Exception {
        String[] command = {"demo", "--wait", "sleeping", "--synthetic", "30000", "--seed", "7"};
        Result first = TickworkProcess.run(command);
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(TickworkProcess.run(command).hashes()).isEqualTo(first.hashes());
        command[command.length - 1] = "8";
        assertThat(TickworkProcess.run(command).hashes()).isNotEqualTo(first.hashes());
    }

    @Test
    void shouldRunTheExampleGraphAsItStands() throws Exception {
        Result result = TickworkProcess.run(
                "demo",
                "--wait",
                "sleeping",
                "--graph",
                Path.of(System.getProperty("tickwork.root"), "config/examples/probes.yaml")
                        .toString());
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.err()).contains("node 'D' has no type and is run as a probe");
    }

    @Test
    void shouldEndTheJournalCleanlyOnCtrlC() throws Exception {
        Path journal = directory.resolve("journal");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = TickworkProcess.start(
                out, err, "demo", "--wait", "sleeping", "--speed", "600", "--journal", journal.toString());
        while (!TickworkProcess.text(err).contains("Events")) {
            assertThat(process.isAlive()).as(TickworkProcess.text(err)).isTrue();
            Thread.onSpinWait();
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).contains("the journal is closed");

        Result replay = TickworkProcess.run("replay", journal.toString());
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).contains("Bit-identical").doesNotContain("no checkpoint of a clean end");
    }

    @Test
    void shouldLeaveNothingBehindOnCtrlCDuringTheReplay() throws Exception {
        Path out = directory.resolve("out");
        Process process = TickworkProcess.start(
                out, directory.resolve("err"), "demo", "--wait", "sleeping", "--synthetic", "500000");
        while (!TickworkProcess.text(out).contains("\nJournal ")) { // the last line of the report
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);

        String report = TickworkProcess.text(out);
        assertThat(report).contains("Stopped before the end of the replay");
        Path journal = Path.of(report.substring(report.indexOf("journal in ") + "journal in ".length())
                .lines()
                .findFirst()
                .orElseThrow());
        assertThat(journal.getParent()).doesNotExist();
        assertThat(process.descendants()).isEmpty();
    }

    @Test
    void shouldRefuseADirectoryThatHoldsAJournalAndLeaveItAlone() throws Exception {
        Path journal = directory.resolve("journal");
        Result first = TickworkProcess.run(
                "demo", "--wait", "sleeping", "--synthetic", "1000", "--journal", journal.toString());
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();

        Result second = TickworkProcess.run(
                "demo", "--wait", "sleeping", "--synthetic", "1000", "--journal", journal.toString());
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains(journal.toString());
        assertThat(TickworkProcess.run("replay", journal.toString()).hashes()).isEqualTo(first.hashes());
    }

    @Test
    void shouldAnswerNoForAJournalThatWasChanged() throws Exception {
        Path journal = directory.resolve("journal");
        TickworkProcess.run("demo", "--wait", "sleeping", "--synthetic", "20000", "--journal", journal.toString());
        try (Stream<Path> files = Files.walk(journal)) {
            Path data = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (var channel = java.nio.channels.FileChannel.open(data, java.nio.file.StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), 1_000_000);
            }
        }
        Result replay = TickworkProcess.run("replay", journal.toString());
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isEqualTo(1);
        assertThat(replay.err()).contains("damaged");
    }
}
