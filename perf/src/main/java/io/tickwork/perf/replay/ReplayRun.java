// SPDX-License-Identifier: Apache-2.0
package io.tickwork.perf.replay;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.graph.Subgraph.Area;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayCursor;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.JournalReader;
import io.tickwork.perf.graph.BenchmarkSources;
import io.tickwork.perf.journal.BareFrames;
import io.tickwork.perf.journal.Scratch;
import io.tickwork.perf.rounds.CpuTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Questions: how fast is a replay with all its checks, beside the graph alone fed from memory and the bare tailer over
 * the same bytes? What do the digests of outputs and of nodes cost the engine thread? How long does a step back take?
 *
 * <p>Method: a live engine writes a journal of made-up trades with the graph of 37 nodes. Then everything runs in turn,
 * in one process, round by round; the first round is not counted. Ratios are formed within a round; printed is the
 * median, and half the distance from the least to the greatest. Times are those of the processor, since the machine may
 * have other things to do. What digests cost is what it costs to make them a second time.
 */
@Command(
        name = "perf/jmh --replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures replays, digests and steps back on a journal of made-up trades.")
public final class ReplayRun implements Callable<Integer> {
    private static final double GOAL = 0.8;
    private static final int CHECKPOINT_INTERVAL = 10_000;
    private static final double NS_PER_MS = 1e6;
    private static final int STEPS = 10;

    @Option(names = "--events", paramLabel = "N", description = "Trades of the journal. Default: ${DEFAULT-VALUE}.")
    private long events = 10_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--batch", paramLabel = "N", description = "Most events of a frame. Default: ${DEFAULT-VALUE}.")
    private int batch = 256;

    @Option(names = "--jumps", paramLabel = "N", description = "Places that are jumped to. Default: ${DEFAULT-VALUE}.")
    private int jumps = 30;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Keeps the journal there, or takes the one that is there. Default: removed at the end.")
    private Path kept;

    private final Map<String, List<Cost>> costs = new HashMap<>();
    private final Map<Area, Plan> plansOfReplay = new EnumMap<>(Area.class);
    private final Map<Area, Plan> plansOfMemory = new EnumMap<>(Area.class);
    private Cost firstReplay;

    private ReplayRun() {}

    /** What something took, in ns: of the processor, and on the clock. */
    private record Cost(double cpuNs, double clockNs) {}

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}.
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Path directory = Scratch.create();
        try {
            Path journal = kept == null ? directory.resolve("journal") : kept;
            if (Files.notExists(journal)) {
                SyntheticDay.write(journal, events, batch);
            }
            BareFrames frames = new BareFrames(journal, directory.resolve("queue"));
            long last = JournalReader.lastSequence(journal);
            EventMemory memory = new EventMemory(journal, directory.resolve("events"), last);
            System.out.printf(
                    Locale.ROOT,
                    "%,d events in %,d frames; JDK %s, %d processors%n%n",
                    last,
                    frames.frameCount(),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors());
            Graph graph = SyntheticDay.graph();
            for (int round = 0; round <= rounds; round++) {
                if (round == 1) {
                    firstReplay = costs.get("replay").get(0);
                    costs.clear();
                }
                round(journal, frames, memory, graph);
                System.err.printf("round %d of %d%n", round, rounds);
            }
            report();
            digests(graph, memory);
            stepBack(journal, last);
        } finally {
            Scratch.remove(directory);
        }
        return 0;
    }

    private void round(Path journal, BareFrames frames, EventMemory memory, Graph graph) {
        long count = memory.count();
        long[] replayed = new long[1];
        measure("replay", count, () -> {
            ReplayResult result = Replay.of(context(journal).plans(subgraph -> kept(plansOfReplay, subgraph)));
            require(result.isIdentical() && result.isComplete() && result.checkedEventCount() == count, "replay");
            return replayed[0] = result.outputsHash();
        });
        long alone = measure("graph", count, () -> run(graph, memory));
        measure("tailer", count, frames::tail);
        require(alone == replayed[0], "graph alone");
    }

    private static void require(boolean isRight, String what) {
        if (!isRight) {
            throw new IllegalStateException("the " + what + " did not do what it should");
        }
    }

    private static ReplayContext context(Path journal) {
        return new ReplayContext().journalDirectory(journal).catalogue(BenchmarkSources.catalogue());
    }

    /** A plan is compiled once for all rounds, so that in those that count, the JIT has compiled all of it. */
    private static Plan kept(Map<Area, Plan> plans, Subgraph subgraph) {
        return plans.computeIfAbsent(subgraph.area(), area -> PlanCompiler.compile(subgraph));
    }

    private GraphProcessor processor(Graph graph, OutputHandler outputs) {
        return new GraphProcessor(graph, subgraph -> kept(plansOfMemory, subgraph), outputs);
    }

    private long run(Graph graph, EventMemory memory) {
        GraphProcessor processor = processor(graph, OutputHandler.NONE);
        run(processor, memory, 1, memory.count());
        return processor.outputsHash();
    }

    private static void run(GraphProcessor processor, EventMemory memory, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            processor.onEvent(sequence, memory.buffer(sequence), EventMemory.offset(sequence));
        }
    }

    private long measure(String what, long count, LongSupplier work) {
        long startNs = System.nanoTime();
        long startCpuNs = CpuTimes.ofCurrentThread();
        long answer = work.getAsLong();
        long cpuNs = CpuTimes.ofCurrentThread() - startCpuNs;
        long clockNs = System.nanoTime() - startNs;
        costs.computeIfAbsent(what, each -> new ArrayList<>())
                .add(new Cost((double) cpuNs / count, (double) clockNs / count));
        return answer;
    }

    private void report() {
        System.out.println("| | CPU ns per event | events per second of CPU | ns on the clock |");
        System.out.println("| --- | --- | --- | --- |");
        row("replay, with all checks", "replay");
        row("graph alone, from memory", "graph");
        row("bare tailer, the same bytes", "tailer");
        System.out.printf(
                Locale.ROOT,
                "| the first replay of the process | %.0f | %,.0f | %.0f |%n",
                firstReplay.cpuNs,
                1e9 / firstReplay.cpuNs,
                firstReplay.clockNs);
        double[] ratios = new double[rounds];
        double[] toGraph = new double[rounds];
        double[] toTailer = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double replay = costs.get("replay").get(i).cpuNs;
            toGraph[i] = costs.get("graph").get(i).cpuNs / replay;
            toTailer[i] = costs.get("tailer").get(i).cpuNs / replay;
            ratios[i] = Math.max(toGraph[i], toTailer[i]); // the slower of the two takes more
        }
        System.out.printf(
                "%nA replay runs at %s of the rate of the graph alone, %s of that of the tailer, %s of the slower; the"
                        + " goal is %.1f%n%n",
                text(toGraph), text(toTailer), text(ratios), GOAL);
    }

    private void row(String name, String what) {
        double[] cpu = costs.get(what).stream().mapToDouble(Cost::cpuNs).toArray();
        double[] clock = costs.get(what).stream().mapToDouble(Cost::clockNs).toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %s |%n",
                name,
                text(cpu),
                1e9 / Arrays.stream(cpu).sorted().toArray()[rounds / 2],
                text(clock));
    }

    /**
     * Runs the events once more, from checkpoint to checkpoint in turn as always, with outputs digested twice, and with
     * the digests of nodes made at the end: neighbours in time are disturbed alike.
     */
    private void digests(Graph graph, EventMemory memory) {
        DigestingAgain again = new DigestingAgain();
        GraphProcessor plain = processor(graph, OutputHandler.NONE);
        GraphProcessor twice = processor(graph, again);
        long[] nodeDigests = new long[plain.nodeDigestCountMax()];
        long stateHash = 0;
        List<Double> ofOutputs = new ArrayList<>();
        List<Double> ofNodes = new ArrayList<>();
        long last = memory.count() / CHECKPOINT_INTERVAL * CHECKPOINT_INTERVAL;
        for (long first = 1; first <= last; first += CHECKPOINT_INTERVAL) {
            long end = first + CHECKPOINT_INTERVAL - 1;
            long beginNs = CpuTimes.ofCurrentThread();
            run(plain, memory, first, end);
            long plainNs = CpuTimes.ofCurrentThread();
            stateHash ^= plain.stateHash(nodeDigests);
            long hashedNs = CpuTimes.ofCurrentThread();
            run(twice, memory, first, end);
            long twiceNs = CpuTimes.ofCurrentThread();
            double base = plainNs - beginNs;
            ofNodes.add((hashedNs - plainNs) / base);
            ofOutputs.add((twiceNs - hashedNs) / base - 1);
        }
        require(plain.outputsHash() == twice.outputsHash() && again.hash() != stateHash, "graph alone");
        System.out.println("| digests | part of the graph alone, median |");
        System.out.println("| --- | --- |");
        part(
                String.format(Locale.ROOT, "of outputs, %.2f an event", (double) plain.outputCount() / memory.count()),
                ofOutputs);
        part("of all nodes, every " + CHECKPOINT_INTERVAL + " events", ofNodes);
        System.out.println();
    }

    private static void part(String name, List<Double> parts) {
        List<Double> counted = parts.subList(parts.size() / 2, parts.size()); // by then all is compiled
        double median = counted.stream().sorted().toList().get(counted.size() / 2);
        System.out.printf(Locale.ROOT, "| %s | %.1f %% |%n", name, 100 * median);
    }

    private static String text(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double spread = (sorted[sorted.length - 1] - sorted[0]) / 2;
        return String.format(Locale.ROOT, "%.3g ± %.2g", sorted[sorted.length / 2], spread);
    }

    /** Jumps to places all over the day, and at each goes back event by event. */
    private void stepBack(Path journal, long last) {
        SplittableRandom random = new SplittableRandom(1);
        List<Cost> jumped = new ArrayList<>();
        List<Cost> first = new ArrayList<>();
        List<Cost> further = new ArrayList<>();
        try (ReplayCursor cursor = ReplayCursor.open(context(journal))) {
            cursor.moveTo(last / 10); // what comes first is that of code not compiled yet
            for (int i = 0; i < jumps; i++) {
                long place = random.nextLong(last / 10, last);
                jumped.add(timed(() -> cursor.moveTo(place)));
                first.add(timed(cursor::back));
                for (int step = 0; step < STEPS; step++) {
                    further.add(timed(cursor::back));
                }
                require(cursor.sequence() == place - 1 - STEPS, "cursor");
            }
        }
        System.out.println("| step | CPU ms, median | greatest | ms on the clock, median | greatest |");
        System.out.println("| --- | --- | --- | --- | --- |");
        steps("to an event anywhere in the day", jumped);
        steps("back by one event, the first there", first);
        steps("back by one event, further ones", further);
    }

    private static Cost timed(Runnable work) {
        long startNs = System.nanoTime();
        long startCpuNs = CpuTimes.ofCurrentThread();
        work.run();
        return new Cost(CpuTimes.ofCurrentThread() - startCpuNs, System.nanoTime() - startNs);
    }

    private static void steps(String name, List<Cost> costs) {
        double[] cpu = costs.stream().mapToDouble(Cost::cpuNs).sorted().toArray();
        double[] clock = costs.stream().mapToDouble(Cost::clockNs).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                cpu[cpu.length / 2] / NS_PER_MS,
                cpu[cpu.length - 1] / NS_PER_MS,
                clock[clock.length / 2] / NS_PER_MS,
                clock[clock.length - 1] / NS_PER_MS);
    }
}
