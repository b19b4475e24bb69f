// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphNode;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.node.State;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.diff.Diff;
import io.tickwork.engine.diff.DiffContext;
import io.tickwork.engine.diff.DiffResult;
import io.tickwork.engine.record.RecordedOutputs;
import io.tickwork.engine.record.ReplayRecording;
import io.tickwork.engine.sink.SummarySink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/replay.md are in this class, line by line, and do what the page says. */
class ReplayGuideTest {
    private static final Path ROOT = Path.of(System.getProperty("tickwork.root"));

    @TempDir
    private Path journal;

    @BeforeEach
    void write() {
        List<GraphSource> sources = List.of(
                new GraphSource("test.yaml", "fast: {type: ema, inputs: [Tick], params: {period: 5}, publish: true}"));
        EngineContext context = new EngineContext()
                .graph(YamlGraphReader.read(Catalogue.load(), sources), sources)
                .journalDirectory(journal);
        new SteppedEngine(context, 1_500).run().close();
    }

    @Test
    void shouldReplayAndMoveAbout() {
        ReplayContext context = new ReplayContext().journalDirectory(journal);
        assertThat(Replay.of(context).isIdentical()).isTrue();

        try (ReplayCursor cursor = ReplayCursor.open(context)) {
            cursor.moveTo(1_000);
            GraphNode ema = cursor.graph().template().node("fast");
            int slot = ema.slots().outputs().get(0).doubleSlot();
            double then = cursor.processor().state(0).getDouble(slot);
            cursor.back();
            assertThat(cursor.processor().state(0).getDouble(slot)).isNotEqualTo(then);
        }
    }

    @Test
    void shouldTakeOutputsOfARange() {
        List<Double> values = new ArrayList<>();
        Replay.of(new ReplayContext()
                .journalDirectory(journal)
                .range(500, 600)
                .outputs((graph, symbols) -> new ValuesOf(graph, "fast", values::add)));

        assertThat(values).hasSize(101).doesNotContain(0.0);
    }

    @Test
    void shouldCompareTwoGraphs() {
        Graph faster = graph("fast: {type: ema, inputs: [Tick], params: {period: 4}, publish: true}");
        DiffResult diff = Diff.of(new DiffContext().journalDirectory(journal).second(faster));
        assertThat(diff.isEqual()).isFalse();
        assertThat(diff.nodes().get(0).details()).containsExactly("period 5 -> 4");
        assertThat(diff.outputs().get(0).first().sequence()).isEqualTo(5);
    }

    @Test
    void shouldRecordOutputs(@TempDir Path temporary) {
        Path recorded = temporary.resolve("recorded");
        ReplayContext context = new ReplayContext().journalDirectory(journal);
        ReplayRecording recording = new ReplayRecording(recorded, journal, null, Long.MIN_VALUE);
        try (OutputFiles files = new OutputFiles(List.of(recording))) {
            ReplayResult result = Replay.of(context.outputs(files));
            files.complete();
            recording.completeUpTo(result.lastSequence());
        }
        assertThat(Diff.of(new DiffContext().journalDirectory(journal).against(recorded))
                        .isEqual())
                .isTrue();
        SummarySink sink = new SummarySink();
        try (RecordedOutputs outputs = RecordedOutputs.open(recorded)) {
            while (outputs.next()) {
                assertThat(outputs.recording().has(outputs.sequence())).isTrue();
                outputs.give(sink);
            }
        }
        assertThat(sink.outputs().get(0).valueCount()).isEqualTo(1_496);
    }

    private static Graph graph(String yaml) {
        return YamlGraphReader.read(Catalogue.load(), List.of(new GraphSource("other.yaml", yaml)));
    }

    @Test
    void shouldBeOnThePageAsItIsHere() throws IOException {
        Path source = ROOT.resolve("engine/src/test/java/io/tickwork/engine/replay/ReplayGuideTest.java");
        String here = unindented(Files.readString(source));
        String[] blocks = Files.readString(ROOT.resolve("docs/replay.md")).split("```");
        List<String> examples = Arrays.stream(blocks)
                .filter(block -> block.startsWith("java\n"))
                .map(block -> unindented(block.substring("java\n".length())))
                .toList();
        assertThat(examples).hasSize(5);
        assertThat(examples).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    /** Takes the values of one output. */
    private static final class ValuesOf implements OutputHandler {
        private final int id;
        private final DoubleConsumer values;

        ValuesOf(Graph graph, String output, DoubleConsumer values) {
            id = graph.outputs().stream()
                    .filter(each -> each.name().equals(output))
                    .findFirst()
                    .orElseThrow()
                    .id();
            this.values = values;
        }

        @Override
        public void onDouble(long sequence, int cycle, long cycleTimeNs, int symbol, int output, double value) {
            if (output == id) {
                values.accept(value);
            }
        }

        @Override
        public void onLong(long sequence, int cycle, long cycleTimeNs, int symbol, int output, long value) {}

        @Override
        public void onDoubles(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onLongs(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                State state,
                int slot,
                int length) {}

        @Override
        public void onSignal(
                long sequence,
                int cycle,
                long cycleTimeNs,
                int symbol,
                int output,
                int side,
                int reason,
                double strength,
                double referencePrice) {}

        @Override
        public void onFault(long sequence, int cycle, long cycleTimeNs, int symbol, int node, Exception cause) {}
    }
}
