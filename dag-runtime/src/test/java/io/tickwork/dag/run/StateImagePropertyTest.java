// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.graph.Bars;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.SourceKind;
import io.tickwork.dag.graph.Subgraph;
import io.tickwork.dag.plan.Plan;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Images;
import io.tickwork.dag.support.RandomEvents;
import io.tickwork.dag.support.RandomGraph;
import io.tickwork.dag.support.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Goal: a processor that begins with an image is in no way to be told from the one it was taken of, and an image taken
 * while events go on is the same, byte for byte, as one taken at once. Method: random graphs get random events; every
 * now and then a processor is saved and others, in either form, begin with the image; all outputs, counters, hashes and
 * images are compared after every event. A taker copies a random amount after each event, or none for a while.
 *
 * <p>{@code -Dtickwork.images=10000} runs more graphs, {@code -Dtickwork.seed=7} others.
 */
class StateImagePropertyTest {
    private static final int EVENTS = 300;
    private static final int LOADED_MAX = 2;

    private final int graphCount = Integer.getInteger("tickwork.images", 120);
    private final long firstSeed = Long.getLong("tickwork.seed", 20_260_101L);

    private int loadCount;
    private int loadOfLoadedCount;
    private int haltedCount;
    private int changedForAllCount;
    private int quarantinedCount;
    private int openBarCount;
    private int joinedCount;
    private int timerCount;
    private int takenCount;
    private int takenLateCount;
    private int definedMeanwhileCount;
    private int outputCount;

    /** One of the processors that are all to do the same. */
    private record Twin(GraphProcessor processor, Recorder outputs, boolean isLoaded, Taking taking) {}

    private Twin twin(Graph graph, Function<Subgraph, Plan> plans, boolean isLoaded) {
        Recorder outputs = new Recorder(graph);
        GraphProcessor processor = new GraphProcessor(graph, plans, outputs);
        return new Twin(processor, outputs, isLoaded, new Taking(processor));
    }

    @Test
    void shouldGoOnFromAnImageAsIfNothingHadHappened() {
        System.out.println("graphs: " + graphCount + ", first seed: " + firstSeed);
        for (int i = 0; i < graphCount; i++) {
            run(firstSeed + i);
        }
        // An image of a state in which nothing has happened proves nothing.
        assertThat(loadCount).as("images loaded").isGreaterThan(10 * graphCount);
        assertThat(loadOfLoadedCount)
                .as("images of processors that were loaded")
                .isGreaterThan(graphCount);
        assertThat(haltedCount).as("images after a halt").isGreaterThan(graphCount / 100);
        assertThat(changedForAllCount).as("images with changes for all").isGreaterThan(graphCount / 2);
        assertThat(quarantinedCount).as("images with quarantined nodes").isGreaterThan(graphCount);
        assertThat(openBarCount).as("images with open bars").isGreaterThan(graphCount);
        assertThat(joinedCount).as("images with bars that are joined").isGreaterThan(graphCount / 4);
        assertThat(timerCount).as("images with timers").isGreaterThan(graphCount);
        assertThat(takenCount).as("images taken while events went on").isGreaterThan(10 * graphCount);
        assertThat(takenLateCount).as("of which complete events later").isGreaterThan(graphCount);
        assertThat(definedMeanwhileCount).as("symbols defined meanwhile").isGreaterThan(graphCount / 4);
        assertThat(outputCount).as("outputs of processors that were loaded").isGreaterThan(100 * graphCount);
    }

    private void run(long seed) {
        Random random = new Random(seed);
        Graph graph = RandomGraph.of(random);
        Function<Subgraph, Plan> compiled = Form.COMPILED.plans();
        List<Twin> twins = new ArrayList<>();
        twins.add(twin(graph, compiled, false));
        twins.add(twin(graph, Form.INTERPRETED::plan, false));
        RandomEvents events = new RandomEvents(
                graph, random, twins.get(0).processor(), twins.get(1).processor());
        boolean wasHalted = false;
        for (int i = 0; i < EVENTS; i++) {
            if (random.nextInt(15) == 0) {
                load(graph, compiled, random, twins, events, "seed " + seed + ", before event " + i);
            }
            String where = "seed " + seed + ", event " + i;
            for (Twin twin : twins) {
                twin.taking()
                        .step(twins.get(0).processor(), random, events.events().sequence(), where);
            }
            events.next();
            compare(twins, where);
            if (!wasHalted && twins.get(0).processor().isHalted()) {
                wasHalted = true;
                load(graph, compiled, random, twins, events, where + ", which halted it");
            }
        }
        compareStates(graph, twins, "seed " + seed + ", at the end");
    }

    private void load(
            Graph graph,
            Function<Subgraph, Plan> compiled,
            Random random,
            List<Twin> twins,
            RandomEvents events,
            String where) {
        compareStates(graph, twins, where);
        Twin original = twins.get(random.nextInt(twins.size()));
        byte[] image = Images.of(original.processor());
        assertThat(original.processor().imageLength()).as(where).isEqualTo(image.length);
        Twin loaded = twin(graph, random.nextInt(4) == 0 ? Form.INTERPRETED::plan : compiled, true);
        Images.load(loaded.processor(), image);
        count(original, graph);
        if (twins.size() == 2 + LOADED_MAX) {
            events.events().remove(twins.remove(2).processor());
        }
        twins.add(loaded);
        events.events().add(loaded.processor());
        compareStates(graph, twins, where + ", with the loaded one");
    }

    private void count(Twin original, Graph graph) {
        GraphProcessor processor = original.processor();
        loadCount++;
        loadOfLoadedCount += original.isLoaded() ? 1 : 0;
        haltedCount += processor.isHalted() ? 1 : 0;
        changedForAllCount += processor.changesForAll().isEmpty() ? 0 : 1;
        timerCount += graph.template().sources(SourceKind.TIMER).isEmpty() ? 0 : 1;
        boolean isExternal = graph.template().bars().stream().anyMatch(bars -> bars.feed() == Bars.Feed.EXTERNAL);
        joinedCount += isExternal && graph.candles().join() ? 1 : 0;
        boolean hasQuarantined = false;
        boolean hasOpenBar = false;
        for (int id = 0; id < processor.symbolCount(); id++) {
            SymbolInstance symbol = processor.symbol(id);
            for (int node = 0; node < graph.template().nodes().size(); node++) {
                hasQuarantined |= symbol.state().isQuarantined(node);
            }
            hasOpenBar |= symbol.nextCloseNs() != Long.MAX_VALUE;
        }
        quarantinedCount += hasQuarantined ? 1 : 0;
        openBarCount += hasOpenBar ? 1 : 0;
    }

    private void compare(List<Twin> twins, String where) {
        GraphProcessor first = twins.get(0).processor();
        for (Twin twin : twins) {
            GraphProcessor other = twin.processor();
            assertThat(twin.outputs().lines())
                    .as(where)
                    .isEqualTo(twins.get(0).outputs().lines());
            assertThat(other.eventDigest()).as(where).isEqualTo(first.eventDigest());
            assertThat(other.outputsHash()).as(where).isEqualTo(first.outputsHash());
            assertThat(other.isHalted()).as(where).isEqualTo(first.isHalted());
            outputCount += twin.isLoaded() ? twin.outputs().lines().size() : 0;
        }
        twins.forEach(twin -> twin.outputs().lines().clear());
    }

    private static void compareStates(Graph graph, List<Twin> twins, String where) {
        GraphProcessor first = twins.get(0).processor();
        long[] digests = new long[first.nodeDigestCount()];
        long hash = first.stateHash(digests);
        byte[] image = Images.of(first);
        for (Twin twin : twins) {
            GraphProcessor other = twin.processor();
            long[] otherDigests = new long[other.nodeDigestCount()];
            assertThat(other.stateHash(otherDigests)).as(where).isEqualTo(hash);
            assertThat(otherDigests).as(where).isEqualTo(digests);
            assertThat(counters(graph, other)).as(where).isEqualTo(counters(graph, first));
            assertEqual(Images.of(other), image, where);
        }
    }

    private static List<Long> counters(Graph graph, GraphProcessor of) {
        List<Long> counters = new ArrayList<>(List.of(
                of.engineTimeNs(),
                of.eventCount(),
                of.outputCount(),
                of.lateTradeCount(),
                of.outsideTradeCount(),
                of.lateCandleCount(),
                of.refusedCount(),
                of.ignoredEventCount(),
                of.nonFiniteCount()));
        for (int timeframe = 0; timeframe < graph.template().bars().size(); timeframe++) {
            counters.add(of.candleCount(timeframe));
        }
        return counters;
    }

    /** Images of one of them that are taken one after another, while events go on. */
    private final class Taking {
        private final GraphProcessor processor;
        private ImageTaker taker;
        private byte[] expected;
        private long sequence;
        private int symbolCount;

        Taking(GraphProcessor processor) {
            this.processor = processor;
        }

        void step(GraphProcessor other, Random random, long lastSequence, String where) {
            if (taker == null) { // to be made when there are symbols, or before
                taker = random.nextInt(20) == 0 ? processor.imageTaker() : null;
            } else if (taker.isIdle()) {
                if (random.nextInt(4) == 0) {
                    expected = Images.of(other);
                    sequence = lastSequence;
                    symbolCount = processor.symbolCount();
                    assertThat(taker.begin(lastSequence)).as(where).isTrue();
                }
            } else if (!taker.isComplete()) {
                assertThat(taker.begin(lastSequence)).as(where).isFalse();
                taker.copySome(random.nextInt(3) > 0 ? 0 : random.nextInt(random.nextInt(100_000) + 1));
            } else if (random.nextInt(3) == 0) { // the writer takes its time
                assertThat(taker.begin(lastSequence)).as(where).isFalse();
                assertThat(taker.sequence()).as(where).isEqualTo(sequence);
                assertThat(taker.imageLength()).as(where).isEqualTo(expected.length);
                assertEqual(Images.of(taker), expected, where + ", taken at " + sequence);
                takenCount++;
                takenLateCount += lastSequence > sequence + 2 ? 1 : 0;
                definedMeanwhileCount += processor.symbolCount() - symbolCount;
                taker.release();
            }
        }
    }

    private static void assertEqual(byte[] image, byte[] expected, String where) {
        assertThat(Arrays.mismatch(image, expected))
                .as(where + ": first byte that differs")
                .isEqualTo(-1);
    }
}
