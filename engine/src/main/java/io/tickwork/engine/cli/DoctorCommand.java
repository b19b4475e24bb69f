// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.cli;

import io.tickwork.engine.Topology;
import io.tickwork.engine.doctor.Checkup;
import io.tickwork.engine.doctor.Finding;
import io.tickwork.engine.doctor.Finding.Verdict;
import io.tickwork.engine.doctor.HostFiles;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what on this host costs latency. */
@Command(
        name = "doctor",
        description =
                "Looks at this host and this JVM for what costs latency, and says what to do about it: exit 0 when"
                        + " nothing was found, 1 when something was.")
final class DoctorCommand implements Callable<Integer> {
    private static final int JAVA_NEWER = 23;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Where the journal is, or is to be. Default: the directory this is run in.")
    private Path journal = Path.of("");

    @Option(
            names = "--wait",
            paramLabel = "MODE",
            converter = WordConverter.OfWaitMode.class,
            completionCandidates = WordConverter.OfWaitMode.class,
            description = "What the engine thread will do without work: ${COMPLETION-CANDIDATES}. Default: busy-spin.")
    private WaitMode waitMode = WaitMode.BUSY_SPIN;

    @Option(
            names = "--topology",
            paramLabel = "WHERE",
            converter = WordConverter.OfTopology.class,
            completionCandidates = WordConverter.OfTopology.class,
            description = "Where events will be journaled: ${COMPLETION-CANDIDATES}. Default: inline.")
    private Topology topology = Topology.INLINE;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** A finding as it is printed; the names are keys that scripts rely on. */
    private record FindingDescription(String check, String verdict, String found, String why, String todo) {}

    /** All of it. */
    private record Description(boolean good, List<FindingDescription> findings) {}

    @Override
    public Integer call() {
        List<Finding> findings = Checkup.of(HostFiles.ofThisHost(), setup());
        boolean isGood = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.COSTS);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    new Description(
                            isGood,
                            findings.stream().map(DoctorCommand::describe).toList()),
                    out);
        } else {
            print(findings, out);
        }
        return isGood ? ExitCode.OK : ExitCode.NO;
    }

    private Checkup.Setup setup() {
        int spinning = waitMode == WaitMode.BUSY_SPIN ? (topology == Topology.PARALLEL ? 2 : 1) : 0;
        return new Checkup.Setup(
                journal.toAbsolutePath().normalize(),
                spinning,
                Runtime.version().feature(),
                Runtime.version().toString(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                shippedFlags());
    }

    private static List<String> shippedFlags() {
        List<String> flags = new ArrayList<>(flagsIn("config/jvm.options"));
        flags.addAll(flagsIn("config/jvm-engine.options"));
        if (Runtime.version().feature() >= JAVA_NEWER) {
            flags.addAll(flagsIn("config/jvm-" + JAVA_NEWER + ".options"));
        }
        return flags;
    }

    private static List<String> flagsIn(String file) {
        try (var lines = Files.lines(Home.file(file))) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw CommandException.environment(
                    Home.file(file) + ": the flags that come with the program cannot be read (" + e
                            + "); start with ./tickwork",
                    e);
        }
    }

    private static FindingDescription describe(Finding finding) {
        return new FindingDescription(
                finding.check(),
                finding.verdict().name().toLowerCase(Locale.ROOT),
                finding.found(),
                finding.why(),
                finding.todo().isEmpty() ? null : finding.todo());
    }

    private static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
            out.printf(Locale.ROOT, "%-8s %-14s %s%n", verdict, finding.check(), finding.found());
            if (finding.verdict() == Verdict.COSTS) {
                out.printf(Locale.ROOT, "%23s %s%n", "", finding.why());
                out.printf(Locale.ROOT, "%23s Do: %s%n", "", finding.todo());
            }
        }
        long costs = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.COSTS)
                .count();
        out.printf(Locale.ROOT, "%d of %d cost latency.%n", costs, findings.size());
    }
}
