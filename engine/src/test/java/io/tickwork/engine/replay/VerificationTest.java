// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.node.Catalogue;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.dag.yaml.GraphSource;
import io.tickwork.dag.yaml.YamlGraphReader;
import io.tickwork.engine.EngineContext;
import io.tickwork.engine.SteppedEngine;
import io.tickwork.engine.TestNodes;
import io.tickwork.engine.replay.VerifiedGraph.Divergence;
import io.tickwork.engine.replay.VerifiedGraph.Output;
import io.tickwork.indicators.arithmetic.Subtract;
import io.tickwork.indicators.average.Ema;
import io.tickwork.indicators.average.Sma;
import io.tickwork.indicators.momentum.Macd;
import io.tickwork.indicators.momentum.Rsi;
import io.tickwork.indicators.statistic.Highest;
import io.tickwork.indicators.statistic.ZScore;
import io.tickwork.indicators.volatility.Atr;
import io.tickwork.indicators.volatility.Bollinger;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalHandler;
import io.tickwork.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever a build computes otherwise than the one that wrote a journal, verification names the node that began
 * it and the first event. Method: journals of sound builds, verified by builds in which one class of nodes is broken by
 * one unit in the last place. Both builds beside each other, which verification never has, tell what is right.
 */
class VerificationTest {
    private static final int TRADES = 2_000;
    private static final int CHECKPOINT_INTERVAL = 150;

    /** Declared before what they read, published and not, triggered by trades and by bars. */
    private static final String KINDS = """
            gap: {type: sub, inputs: [quick, slow], publish: true}
            quick: {type: ema, inputs: [Tick], params: {period: 5}}
            slow: {type: sma, inputs: [quick], params: {period: 30}}
            high: {type: highest, inputs: [Candle(5s).high], params: {period: 4}}
            rsi: {type: rsi, inputs: [Candle(5s)], params: {period: 7}, publish: true}
            macd: {type: macd, inputs: [Candle(5s)], params: {fast: 3, slow: 6, signal: 3}, publish: true}
            atr: {type: atr, inputs: [Candle(1s)], params: {period: 9}}
            band: {type: bollinger, inputs: [Candle(5s)], publish: [upper]}
            score: {type: zscore, inputs: [atr], params: {period: 20}, publish: true}
            far: {type: sub, inputs: [high, quick], publish: true}
            """;

    @TempDir
    private Path temporary;

    private static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(Ema.class, List.of("SYNTH/quick")),
                Arguments.of(Sma.class, List.of("SYNTH/slow")),
                Arguments.of(Subtract.class, List.of("SYNTH/gap", "SYNTH/far")),
                Arguments.of(Highest.class, List.of("SYNTH/high")),
                Arguments.of(Rsi.class, List.of("SYNTH/rsi")),
                Arguments.of(Macd.class, List.of("SYNTH/macd")),
                Arguments.of(Atr.class, List.of("SYNTH/atr")),
                Arguments.of(Bollinger.class, List.of("SYNTH/band")),
                Arguments.of(ZScore.class, List.of("SYNTH/score")));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldNameTheNodeThatIsBrokenByOneUlpAndTheFirstEvent(Class<?> broken, List<String> nodes) {
        write(Catalogue.load(), KINDS);

        Catalogue build = BrokenBuild.of(broken);
        VerifiedGraph verified = verify(build, false).get(0);

        Truth truth = truth(build);
        assertThat(verified.sameGraph()).isFalse();
        assertThat(verified.isIdentical()).isFalse();
        Divergence divergence = verified.divergence();
        assertThat(divergence.node()).isIn(nodes);
        assertThat(divergence.outputSequence()).isEqualTo(truth.firstOutputs);
        assertThat(divergence.checkpointSequence()).isEqualTo(behind(truth.firstState));
        assertThat(divergence.sequence()).isEqualTo(Math.min(truth.firstOutputs, behind(truth.firstState)));
        assertThat(divergence.equalSequence()).isLessThan(truth.firstState);
        assertThat(divergence.outputs()).extracting(Output::name).contains(divergence.output());
        assertThat(divergence.outputs()).isNotEmpty();
    }

    /** The checkpoint that covers an event. */
    private static long behind(long sequence) {
        return (sequence + CHECKPOINT_INTERVAL - 1) / CHECKPOINT_INTERVAL * CHECKPOINT_INTERVAL;
    }

    /** Where builds that run beside each other part. */
    private static final class Truth {
        long firstOutputs = Long.MAX_VALUE;
        long firstState = Long.MAX_VALUE;
    }

    private Truth truth(Catalogue build) {
        GraphProcessor sound = processor(Catalogue.load());
        GraphProcessor other = processor(build);
        long[] digests = new long[sound.nodeDigestCountMax()];
        Truth truth = new Truth();
        try (JournalReader reader = JournalReader.open(temporary)) {
            reader.readAll(new JournalHandler() {
                @Override
                public void onEvent(
                        long sequence, int sourceId, long sourceSequence, DirectBuffer buffer, int offset, int length) {
                    sound.onEvent(sequence, buffer, offset);
                    other.onEvent(sequence, buffer, offset);
                    if (sound.eventDigest() != other.eventDigest()) {
                        truth.firstOutputs = Math.min(truth.firstOutputs, sequence);
                    }
                    if (sound.stateHash(digests) != other.stateHash(digests)) {
                        truth.firstState = Math.min(truth.firstState, sequence);
                    }
                }
            });
        }
        return truth;
    }

    private GraphProcessor processor(Catalogue build) {
        return new GraphProcessor(graph(build, KINDS), PlanCompiler::compile, OutputHandler.NONE);
    }

    @Test
    void shouldNameANodeWhoseStateAloneDiffers() {
        new SteppedEngine(temporary, 60).run().close();

        Divergence divergence = verify(TestNodes.OTHER_STATE, false).get(0).divergence();

        long first = TestNodes.FIRST_OTHER_RUN + 1;
        assertThat(divergence.checkpointSequence()).isEqualTo((first / 10 + 1) * 10);
        assertThat(divergence.sequence()).isEqualTo(divergence.checkpointSequence());
        assertThat(divergence.equalSequence()).isEqualTo(divergence.sequence() - 10);
        assertThat(divergence.node()).isEqualTo("SYNTH/one");
        assertThat(divergence.nodes()).startsWith("SYNTH/one", "SYNTH/two", "SYNTH/three");
        assertThat(divergence.outputSequence()).isEqualTo(Long.MIN_VALUE);
        assertThat(divergence.output()).isNull();
        assertThat(divergence.outputs()).isEmpty();
    }

    @Test
    void shouldNameTheEventWhereNoCheckpointFollows() {
        new SteppedEngine(
                        SteppedEngine.context(temporary, SteppedEngine.COPIES)
                                .batchLimit(1)
                                .checkpointInterval(1_000),
                        60)
                .run()
                .fail();
        VerifiedGraph verified = verify(TestNodes.OTHER_OUTPUT, false).get(0);
        assertThat(verified.isComplete()).isFalse();
        Divergence divergence = verified.divergence();
        assertThat(divergence.sequence()).isEqualTo(TestNodes.FIRST_OTHER_RUN + 1);
        assertThat(divergence.node()).isNull();
        assertThat(divergence.checkpointSequence()).isEqualTo(Long.MIN_VALUE);
        assertThat(divergence.outputs()).extracting(Output::name).contains("SYNTH/one", "SYNTH/two", "SYNTH/three");
    }

    @Test
    void shouldVerifyEveryGraphOfAJournalUpToItsEnd() {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        new SteppedEngine(temporary, 100).run().fail();
        new SteppedEngine(SteppedEngine.context(temporary, other), 200).run().close();
        new SteppedEngine(temporary, 300).run().close();
        SteppedEngine last = new SteppedEngine(SteppedEngine.context(temporary, other), 400).run();
        last.close();
        List<Long> progress = new ArrayList<>();

        List<VerifiedGraph> verified = Verification.of(
                new ReplayContext()
                        .journalDirectory(temporary)
                        .catalogue(TestNodes.CATALOGUE)
                        .progress(progress::add),
                false);

        assertThat(verified).hasSize(2).allMatch(VerifiedGraph::isIdentical).allMatch(VerifiedGraph::sameGraph);
        assertThat(verified.get(0).manifest().generation()).isEqualTo(1);
        assertThat(verified.get(0).lastSequence()).isEqualTo(301);
        assertThat(verified.get(0).checkedEventCount()).isBetween(190L, 201L);
        assertThat(verified.get(0).checkpointCount()).isEqualTo(10 + 11);
        assertThat(verified.get(1).manifest().generation()).isEqualTo(2);
        assertThat(verified.get(1).lastSequence()).isEqualTo(401);
        assertThat(verified.get(1).checkedEventCount()).isEqualTo(200);
        assertThat(verified.get(1).isComplete()).isTrue();
        assertThat(verified.get(1).stateHash()).isEqualTo(last.stateHash());
        assertThat(progress).hasSize(401 + 301);

        assertThat(verify(TestNodes.OTHER_OUTPUT, false))
                .extracting(each -> each.divergence().sequence())
                .containsExactly(
                        TestNodes.FIRST_OTHER_RUN + 1L, 102L); // its first generation had nothing to compare before
    }

    @Test
    void shouldBeginWithASnapshotWhereItIsToldTo() {
        SteppedEngine live = new SteppedEngine(temporary, 995).run();
        live.close();
        TestSnapshots.write(temporary, TestNodes.CATALOGUE, 300);
        long snapshot = TestSnapshots.write(temporary, TestNodes.CATALOGUE, 700);

        VerifiedGraph whole = verify(TestNodes.CATALOGUE, false).get(0);
        assertThat(whole.startSequence()).isEqualTo(Long.MIN_VALUE);
        assertThat(whole.eventCount()).isEqualTo(996);
        VerifiedGraph tail = verify(TestNodes.CATALOGUE, true).get(0);
        assertThat(tail.isIdentical()).isTrue();
        assertThat(tail.isComplete()).isTrue();
        assertThat(tail.startSequence()).isEqualTo(snapshot);
        assertThat(tail.eventCount()).isEqualTo(996 - snapshot);
        assertThat(tail.outputsHash()).isEqualTo(live.outputsHash()).isEqualTo(whole.outputsHash());
        assertThat(tail.stateHash()).isEqualTo(live.stateHash()).isEqualTo(whole.stateHash());

        VerifiedGraph other = verify(TestNodes.OTHER_OUTPUT, true).get(0);
        assertThat(other.startSequence())
                .as("snapshots of other code are not used")
                .isEqualTo(Long.MIN_VALUE);
        assertThat(other.divergence().sequence()).isEqualTo(TestNodes.FIRST_OTHER_RUN + 1);
    }

    private void write(Catalogue build, String yaml) {
        EngineContext context = new EngineContext()
                .graph(graph(build, yaml), List.of(new GraphSource("test.yaml", yaml)))
                .journalDirectory(temporary)
                .journal(new JournalContext())
                .batchLimit(7)
                .checkpointInterval(CHECKPOINT_INTERVAL);
        new SteppedEngine(context, TRADES).run().close();
    }

    private static Graph graph(Catalogue build, String yaml) {
        return YamlGraphReader.read(build, List.of(new GraphSource("test.yaml", yaml)));
    }

    private List<VerifiedGraph> verify(Catalogue build, boolean isFromSnapshot) {
        return Verification.of(new ReplayContext().journalDirectory(temporary).catalogue(build), isFromSnapshot);
    }
}
