// SPDX-License-Identifier: Apache-2.0
package io.tickwork.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.interpret.Interpreter;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.Digest;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.Pipeline;
import io.tickwork.engine.Topology;
import io.tickwork.engine.feed.Pacer;
import io.tickwork.engine.feed.Symbol;
import io.tickwork.engine.feed.SyntheticMarket;
import io.tickwork.engine.feed.SyntheticTradeSource;
import io.tickwork.engine.feed.TradeFeed;
import io.tickwork.engine.feed.TradePublisher;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.ring.WaitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the same events give the same hashes, whatever runs them. Method: live engines of both topologies and several
 * batch limits write journals of the same trades, with all indicators and strategies that come as configuration; each
 * journal is replayed compiled and interpreted; and one is replayed in processes of other collectors and compilers, of
 * other JDKs too.
 *
 * <p>{@code -Dtickwork.jvmForms=1000000} runs so many trades, with every collector there is; without, a few thousand
 * with three forms of the JVM. {@code -Dtickwork.jvms=HOME,HOME} names JDKs to replay with; by default the one in use.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class JvmFormsTest {
    private static final Path ROOT = Path.of(System.getProperty("tickwork.root"));
    private static final boolean IS_LONG = System.getProperty("tickwork.jvmForms") != null;
    private static final int TRADES = Integer.getInteger("tickwork.jvmForms", 3_000);
    /** Without any compiler a trade takes tens of times as long. */
    private static final int INTERPRETED_TRADES = Math.min(TRADES, 200_000);

    private static final int[] BATCH_LIMITS = {1, 7, 1_024};
    private static final int SOURCE_ID = 1;
    private static final long LOOK_INTERVAL_NS = 1_000_000;
    private static final List<String> COLLECTORS = List.of("Epsilon", "Z", "Serial", "Parallel", "G1", "Shenandoah");
    private static final int SHORT_COLLECTORS = 2;

    @TempDir
    private Path directory;

    private final List<GraphSource> sources = sources();
    private final Graph graph = YamlGraphReader.read(Catalogue.load(), sources);

    private static List<GraphSource> sources() {
        List<GraphSource> sources = new ArrayList<>();
        for (String name : List.of("config/indicators.yaml", "config/strategies.yaml")) {
            try {
                sources.add(new GraphSource(name, Files.readString(ROOT.resolve(name))));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return sources;
    }

    @Test
    void shouldGiveTheSameHashesInEveryForm() throws Exception {
        Map<String, String> hashes = new LinkedHashMap<>();
        Path last = null;
        for (Topology topology : Topology.values()) {
            for (int limit : BATCH_LIMITS) {
                String form = topology + ", batch limit " + limit;
                last = directory.resolve(topology + "-" + limit);
                hashes.put(form + ", live", runLive(last, topology, limit, TRADES));
                hashes.put(form + ", compiled", replay(last, PlanCompiler::compile));
                if (IS_LONG) {
                    hashes.put(form + ", interpreted", replay(last, Interpreter::new));
                }
            }
        }
        hashes.put("the last of them, interpreted", replay(last, Interpreter::new));
        String expected = hashes.values().iterator().next();
        for (String home : jvms()) {
            for (String collector : IS_LONG ? COLLECTORS : COLLECTORS.subList(0, SHORT_COLLECTORS)) {
                List<String> flags = List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+Use" + collector + "GC");
                if (isThere(home, flags)) {
                    hashes.put(collector + " of " + home, replayInProcess(home, flags, last));
                } else {
                    System.out.println("There is no collector " + collector + " in " + home);
                }
            }
        }
        hashes.forEach((form, found) -> System.out.println(found + "  " + form));
        assertThat(hashes)
                .allSatisfy((form, found) -> assertThat(found).as(form).isEqualTo(expected));
        assertThat(hashes).hasSizeGreaterThan(2 * BATCH_LIMITS.length * Topology.values().length);
    }

    @Test
    void shouldGiveTheSameHashesWithoutACompiler() throws Exception {
        Path journal = directory.resolve("journal");
        String expected = runLive(journal, Topology.INLINE, EngineContext.BATCH_LIMIT_DEFAULT, INTERPRETED_TRADES);
        for (String home : jvms()) {
            assertThat(replayInProcess(home, List.of("-Xint"), journal))
                    .as(home)
                    .isEqualTo(expected);
            System.out.println(expected + "  " + INTERPRETED_TRADES + " trades, -Xint of " + home);
        }
    }

    private static List<String> jvms() {
        return List.of(System.getProperty("tickwork.jvms", System.getProperty("java.home"))
                .split(","));
    }

    private String runLive(Path journal, Topology topology, int batchLimit, int tradeCount) {
        EngineContext context = new EngineContext()
                .graph(graph, sources)
                .journalDirectory(journal)
                .topology(topology)
                .batchLimit(batchLimit)
                .checkpointInterval(1_000)
                .waitMode(WaitMode.SLEEPING);
        Pipeline pipeline = new Pipeline(
                context,
                (ring, resumed) -> new TradeFeed(
                        new SyntheticTradeSource(tradeCount, 1, SyntheticMarket.DEFAULT),
                        Symbol.named("SYNTH"),
                        new TradePublisher(ring, SOURCE_ID, 0),
                        Pacer.AT_ONCE),
                List.of());
        try (pipeline) {
            pipeline.start();
            while (!pipeline.isDone()) {
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            }
        }
        return hashes(
                pipeline.engine().processor().outputsHash(), pipeline.engine().stateHash());
    }

    private static String replay(Path journal, Function<Subgraph, Plan> plans) {
        ReplayResult result =
                Replay.of(new ReplayContext().journalDirectory(journal).plans(plans));
        assertThat(result.isIdentical() && result.isComplete()).isTrue();
        return hashes(result.outputsHash(), result.stateHash());
    }

    private static String hashes(long outputsHash, long stateHash) {
        return "outputs " + Digest.format(outputsHash) + " state " + Digest.format(stateHash);
    }

    private static boolean isThere(String home, List<String> flags) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(home, "bin", "java").toString()));
        command.addAll(flags);
        command.add("-version");
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String replayInProcess(String home, List<String> flags, Path journal) throws Exception {
        TickworkProcess.Result result = TickworkProcess.run(home, flags, "replay", journal.toString(), "--no-progress");
        assertThat(result.exitCode()).as("%s %s: %s", home, flags, result.err()).isZero();
        assertThat(result.out()).contains("Bit-identical");
        return result.hashes();
    }
}
