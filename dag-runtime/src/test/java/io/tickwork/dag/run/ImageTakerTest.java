// SPDX-License-Identifier: Apache-2.0
package io.tickwork.dag.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.dag.graph.CandleSettings;
import io.tickwork.dag.graph.Graph;
import io.tickwork.dag.graph.GraphBuilder;
import io.tickwork.dag.graph.Location;
import io.tickwork.dag.session.SessionRules;
import io.tickwork.dag.support.Events;
import io.tickwork.dag.support.Form;
import io.tickwork.dag.support.Images;
import io.tickwork.dag.support.Rig;
import io.tickwork.dag.support.TestNodes;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Images that are taken while events go on. */
class ImageTakerTest {
    private static final String YAML = """
            indicators:
              mid: {type: sum, inputs: [Tick], publish: true}
              line: {inputs: [Tick], publish: true}
              bar: {type: sum, inputs: [Candle(1m)], publish: true}
            groups: {both: {type: sum, inputs: [S0/mid, S1/mid], publish: true}}
            """;

    private final Rig rig = Rig.of(Form.COMPILED, YAML).define(1).define(2);
    private final GraphProcessor processor = rig.processor();
    private final ImageTaker taker = processor.imageTaker();

    @Test
    void shouldGiveTheImageOfWhenItBegan() {
        rig.trade(0, 1, 10).trade(1, 2, 5);
        byte[] expected = Images.of(processor);
        assertThat(taker.begin(5)).isTrue();
        rig.trade(0, 3, 20).trade(0, 4, 30); // copied before the first of them, and not again
        taker.copySome(1);
        rig.trade(1, 5, 20).clock(60);
        taker.copySome(Long.MAX_VALUE);
        assertThat(taker.isComplete()).isTrue();
        assertThat(Images.of(taker)).isEqualTo(expected);
        assertThat(Images.of(taker)).as("written once more").isEqualTo(expected);
        assertThat(taker.imageLength()).isEqualTo(expected.length);
        assertThat(taker.sequence()).isEqualTo(5);
    }

    @Test
    void shouldCopyOnlySymbolsThatHaveChanged() {
        rig.trade(0, 1, 10);
        take();
        taker.begin(4);
        assertThat(taker.isComplete()).as("nothing has changed").isTrue();
        assertThat(Images.of(taker)).isEqualTo(Images.of(processor));
        taker.release();

        rig.trade(1, 2, 5).trade(1, 3, 6);
        taker.begin(6);
        assertThat(taker.isComplete()).isFalse();
        taker.copySome(1);
        assertThat(taker.isComplete()).as("one has changed, and one was copied").isTrue();
        assertThat(Images.of(taker)).isEqualTo(Images.of(processor));
    }

    @Test
    void shouldCopyASymbolBeyondTheBudgetOnlyToBeginWith() {
        taker.begin(3);
        taker.copySome(0);
        taker.copySome(1);
        taker.copySome(1);
        assertThat(taker.isComplete()).as("two of three").isFalse();
        taker.copySome(1);
        assertThat(taker.isComplete()).isTrue();
        assertThat(Images.of(taker)).isEqualTo(Images.of(processor));
    }

    @Test
    void shouldNotTouchSymbolsAtABoundaryThatIsNotTheirs() {
        rig.trade(0, 1, 10).trade(1, 2, 5);
        take();
        rig.clock(60); // closes bars of two symbols
        taker.begin(6);
        taker.copySome(1);
        assertThat(taker.isComplete()).isFalse();
        taker.copySome(1);
        assertThat(taker.isComplete()).as("two of three had a bar").isTrue();
        assertThat(Images.of(taker)).isEqualTo(Images.of(processor));
    }

    @Test
    void shouldHaveSymbolsDefinedMeanwhileInTheNextImage() {
        rig.define(9).trade(9, 1, 10);
        byte[] expected = Images.of(processor);
        taker.begin(5);
        rig.define(5).trade(5, 2, 3).trade(9, 2, 3); // between two others, and so in the midst of the next image
        taker.copySome(Long.MAX_VALUE);
        rig.define(12).define(7);
        assertThat(Images.of(taker)).isEqualTo(expected);
        taker.release();
        take();
    }

    @Test
    void shouldKeepChangesForAllOfEarlierImages() {
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j <= i % 3; j++) {
                rig.change(-1, i + 1, "line", i % 2 == 0 ? "factor" : "offset", i % 5);
            }
            take();
        }
        assertThat(processor.changesForAll()).hasSizeGreaterThan(30);
        rig.define(3);
        take();
    }

    @Test
    void shouldTakeNoOtherImageUntilOneIsReleased() {
        assertThat(taker.isIdle()).isTrue();
        assertThat(taker.begin(3)).isTrue();
        assertThat(taker.isIdle()).isFalse();
        assertThat(taker.begin(3)).as("while it is taken").isFalse();
        assertThatThrownBy(taker::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Images.of(taker)).isInstanceOf(IllegalStateException.class);
        taker.copySome(Long.MAX_VALUE);
        rig.trade(0, 1, 10);
        assertThat(taker.begin(4)).as("while it is complete").isFalse();
        assertThat(taker.sequence()).isEqualTo(3);
        taker.release();
        assertThat(taker.begin(4)).isTrue();
        assertThat(processor.imageTaker()).as("there is one").isSameAs(taker);
    }

    @Test
    void shouldGoOnWithAProcessorThatWasLoaded() {
        rig.trade(0, 1, 10).trade(1, 2, 5).define(4);
        Rig other = Rig.of(Form.COMPILED, YAML);
        GraphProcessor loaded = new GraphProcessor(other.graph(), Form.COMPILED::plan, OutputHandler.NONE);
        ImageTaker ofLoaded = loaded.imageTaker();
        Images.load(loaded, Images.of(processor));
        ofLoaded.begin(6);
        ofLoaded.copySome(Long.MAX_VALUE);
        assertThat(Images.of(ofLoaded)).isEqualTo(Images.of(processor));
    }

    /** Sessions are found when the first time is known, and open at boundaries at which nothing else happens. */
    @Test
    void shouldCopyASymbolBeforeItsSessionsChange() {
        GraphBuilder builder = new GraphBuilder(TestNodes.CATALOGUE);
        builder.calendar(SessionRules.of("york", "America/New_York", LocalTime.of(9, 30), LocalTime.of(16, 0))
                .between(LocalDate.of(2013, 11, 20), LocalDate.of(2014, 3, 1))
                .expand());
        builder.candles(new CandleSettings(0, false, "york", 0, Map.of(), Location.CODE));
        builder.node("sum", "session-sum").input("Tick").publish().end();
        Graph graph = builder.build();
        GraphProcessor other = new GraphProcessor(graph, Form.COMPILED::plan, OutputHandler.NONE);
        ImageTaker ofOther = other.imageTaker();
        Events events = new Events(other).define(0, "S0").define(1, "S1");
        long lastOpenNs = Long.MAX_VALUE;
        int openCount = 0;
        for (long hour = 14; hour < 60; hour++) { // from before an opening on
            byte[] expected = Images.of(other);
            assertThat(ofOther.begin(events.sequence())).isTrue();
            events.clock(Rig.START_NS + hour * 3_600_000_000_000L);
            ofOther.copySome(Long.MAX_VALUE);
            assertThat(Images.of(ofOther)).as("before %d o'clock", hour).isEqualTo(expected);
            ofOther.release();
            openCount += other.symbol(0).nextSessionNs() != lastOpenNs ? 1 : 0;
            lastOpenNs = other.symbol(0).nextSessionNs();
        }
        assertThat(openCount).as("the first to be found, and two that opened").isEqualTo(3);
    }

    /**
     * Goal: nothing of an image is written again before the writer has let go of it. Method: do it, with two threads.
     */
    @Test
    void shouldBeWrittenByAnotherThreadWhileEventsGoOn() throws Exception {
        int imageCount = 300;
        byte[][] expected = new byte[imageCount][];
        CompletableFuture<List<byte[]>> written = CompletableFuture.supplyAsync(() -> {
            List<byte[]> images = new ArrayList<>();
            while (images.size() < imageCount) {
                if (taker.isComplete()) {
                    assertThat(taker.sequence()).isEqualTo(images.size());
                    images.add(Images.of(taker));
                    taker.release();
                }
                Thread.onSpinWait();
            }
            return images;
        });
        int begun = 0;
        for (int i = 0; !written.isDone(); i++) {
            rig.trade(i % 3, i * 0.7, i % 1000);
            if (begun < imageCount && taker.isIdle()) {
                expected[begun] = Images.of(processor);
                assertThat(taker.begin(begun++)).isTrue();
            }
            taker.copySome(i % 4 == 0 ? 1 : 0);
        }
        assertThat(written.get()).containsExactly(expected);
    }

    private void take() {
        byte[] expected = Images.of(processor);
        assertThat(taker.begin(0)).isTrue();
        taker.copySome(Long.MAX_VALUE);
        assertThat(Images.of(taker)).isEqualTo(expected);
        taker.release();
    }
}
