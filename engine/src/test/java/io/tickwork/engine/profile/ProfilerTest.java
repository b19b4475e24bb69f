// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.Outcome;
import io.tickwork.dag.node.State;
import io.tickwork.dag.plan.NodeAround;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.profile.GraphProfile.NodeProfile;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what a profile counts is what happened. Method: the journal is replayed a second time by the compiled plan,
 * with something around each node that counts its runs and what it returned, and a handler that counts what came out of
 * the graph. None of that is used by the profiler, which counts in the interpreter.
 */
class ProfilerTest {
    private static final int TRADES = 3_000;
    private static final String GRAPH = """
            all: {type: copy, inputs: [Tick], publish: true}
            steps: {type: copy, inputs: [Tick], emit: on-change(0.05), publish: true}
            behind: {type: copy, inputs: [steps], publish: true}
            bars: {type: copy, inputs: [Candle(1s)], publish: true}
            fuse: {type: fuse, inputs: [Candle(1s)], publish: true}
            lost: {type: copy, inputs: [fuse], publish: true}
            """;

    @TempDir
    private static Path journal;

    @BeforeAll
    static void write() {
        EngineContext context = SteppedEngine.context(journal, GRAPH);
        new SteppedEngine(context, TRADES).run().close();
    }

    private static ReplayContext context() {
        return new ReplayContext().journalDirectory(journal).catalogue(TestNodes.CATALOGUE);
    }

    private static Map<String, NodeProfile> profile(ReplayContext context) {
        Profiler profiler = new Profiler(0);
        assertThat(Replay.of(context.observer(profiler)).isIdentical()).isTrue();
        Map<String, NodeProfile> nodes = new TreeMap<>();
        profiler.profile().nodes().forEach(node -> nodes.put(node.id(), node));
        return nodes;
    }

    @Test
    void shouldCountWhatHappened() {
        Map<String, NodeProfile> profile = profile(context());
        Counted counted = new Counted();
        Replay.of(context().plans(counted::plan).outputs((graph, symbols) -> counted.outputs(graph)));

        assertThat(profile.keySet()).isEqualTo(counted.runs.keySet());
        profile.forEach((id, node) -> {
            NodeCounts counts = node.counts();
            assertThat(counts.runs()).as("runs of %s", id).isEqualTo(counted.runs.get(id));
            assertThat(counts.emissions()).as("emissions of %s", id).isEqualTo(counted.emissions.getOrDefault(id, 0L));
            assertThat(counts.emissions() + counts.cutoffs())
                    .as("values of %s", id)
                    .isEqualTo(counted.values.getOrDefault(id, 0L));
            assertThat(node.samples())
                    .as("samples of %s", id)
                    .isBetween(Math.min(150, counts.runs() - 1), counts.runs());
        });
        assertThat(profile.get("all").counts().runs()).isEqualTo(TRADES);
        assertThat(profile.get("steps").counts().cutoffs()).isPositive();
        assertThat(profile.get("behind").counts().runs())
                .isEqualTo(profile.get("steps").counts().emissions());
        NodeCounts fuse = profile.get("fuse").counts();
        assertThat(fuse.runs()).isEqualTo(3);
        assertThat(fuse.faults()).isEqualTo(1);
        assertThat(fuse.quarantined()).isPositive();
        assertThat(profile.get("lost").counts().runs()).isEqualTo(2);
    }

    @Test
    void shouldCountOnlyTheEventsOfTheRange() {
        Map<String, NodeProfile> profile = profile(context().range(500, 600));
        assertThat(profile.get("all").counts().runs()).isEqualTo(101);
        assertThat(profile.get("fuse").counts().runs()).isZero();
        assertThat(profile.get("fuse").counts().quarantined()).isPositive();
    }

    @Test
    void shouldSayHowLongRunsTook() {
        Profiler profiler = new Profiler(10_000_000);
        Replay.of(context().observer(profiler));
        GraphProfile profile = profiler.profile();
        assertThat(profile.events()).isEqualTo(TRADES + 1);
        assertThat(profile.eventNs()).isPositive();
        assertThat(profile.clockNs()).isPositive();
        assertThat(profile.nodes()).allSatisfy(node -> {
            assertThat(node.runNs()).isNotNegative().isLessThanOrEqualTo(node.runNsMax());
            assertThat(node.runNsP50()).isLessThanOrEqualTo(node.runNsP99());
        });
        assertThat(profile.nodes().stream().mapToDouble(profile::share).sum()).isBetween(0.999, 1.001);
    }

    /** Counts beside the compiled plan. */
    private static final class Counted {
        private final Map<String, Long> runs = new TreeMap<>();
        private final Map<String, Long> values = new TreeMap<>();
        private final Map<String, Long> emissions = new TreeMap<>();

        Plan plan(Subgraph subgraph) {
            List<GraphNode> nodes = new ArrayList<>();
            for (GraphNode node : subgraph.nodes()) {
                runs.put(node.id(), 0L);
                nodes.add(node.with(new Counting(node.node(), node.id(), this)));
            }
            return PlanCompiler.compile(subgraph.with(nodes));
        }

        OutputHandler outputs(Graph graph) {
            return new EachOutput(
                    output -> emissions.merge(graph.outputs().get(output).name(), 1L, Long::sum));
        }
    }

    private record Counting(Node inner, String id, Counted counted) implements NodeAround {
        @Override
        public void start(State state) {
            inner.start(state);
        }

        @Override
        public long compute(State state) {
            counted.runs.merge(id, 1L, Long::sum);
            long outcome = inner.compute(state);
            if (Outcome.isProduced(outcome, 0)) {
                counted.values.merge(id, 1L, Long::sum);
            }
            return outcome;
        }
    }
}
