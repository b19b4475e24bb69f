// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.engine.replay.Replay;
import io.tickwork.engine.replay.ReplayResult;
import io.tickwork.journal.Durability;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.SegmentFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: whoever looks at an engine that went on with its journal cannot tell that it was away. */
class ResumeTest {
    private static final int TRADES = 340;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "9, true", "10, true", "99, true", "100, false", "123, true", "340, true"})
    void shouldEndAsIfItHadNeverBeenAway(int tradesBefore, boolean isFailing) {
        SteppedEngine first = new SteppedEngine(context("journal"), tradesBefore).run();
        if (isFailing) {
            first.fail();
        } else {
            first.close();
        }
        SteppedEngine second = new SteppedEngine(context("journal"), TRADES);
        assertThat(second.engine.resumePoint().lastSequence()).isEqualTo(tradesBefore == 0 ? 0 : tradesBefore + 1);
        assertThat(second.engine.resumePoint().generation()).isEqualTo(1);
        second.run().close();

        assertSameAsWithoutABreak(second, "journal");
    }

    @Test
    void shouldBeStoppedAndGoOnTimeAndAgain() {
        for (int trades = 1; trades < TRADES; trades += 37) {
            SteppedEngine stepped = new SteppedEngine(context("journal").batchLimit(1 + trades % 5), trades).run();
            stepped.fail();
        }
        SteppedEngine last = new SteppedEngine(context("journal"), TRADES).run();
        last.close();
        assertSameAsWithoutABreak(last, "journal");
        assertThat(SegmentFiles.list(temporary.resolve("journal"))).hasSizeGreaterThan(9);
    }

    @Test
    void shouldGoOnWithADiskThatIsWaitedFor() {
        new SteppedEngine(powerful("journal"), 100).run().fail();
        SteppedEngine second = new SteppedEngine(powerful("journal"), TRADES).run();
        second.close();
        assertThat(second.engine.releasedSequence()).isEqualTo(TRADES + 1);
        assertSameAsWithoutABreak(second, "journal");
    }

    @Test
    void shouldPutOutAgainWhatIsNotConfirmed() {
        new SteppedEngine(context("journal"), 100).run().fail();

        assertThat(firstOutputs(context("journal"))).isEmpty();
        assertThat(firstOutputs(context("journal").confirmedSequence(() -> 90)))
                .hasSizeGreaterThan(30)
                .allSatisfy(sequence -> assertThat(sequence).isBetween(91L, 101L));
        assertThat(firstOutputs(context("journal").confirmedSequence(() -> 0)))
                .hasSizeGreaterThan(300)
                .startsWith(2L);
    }

    /** Sequences of the events whose outputs are there when a journal has been opened. */
    private List<Long> firstOutputs(EngineContext context) {
        List<Long> sequences = new ArrayList<>();
        try (SteppedEngine stepped = new SteppedEngine(context, 0)) {
            IndicatorValueDecoder value = new IndicatorValueDecoder();
            stepped.engine
                    .outboundConsumer()
                    .poll(
                            (ring, first, last) -> {
                                for (long slot = first; slot <= last; slot++) {
                                    value.wrapAndApplyHeader(
                                            ring.buffer(), ring.payloadOffset(slot), new MessageHeaderDecoder());
                                    sequences.add(value.sequence());
                                }
                            },
                            Integer.MAX_VALUE);
        }
        return sequences;
    }

    @Test
    void shouldBeginAGenerationWithAnotherGraphWhoseStateIsMadeFromTheWholeJournal() {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        new SteppedEngine(context("journal"), 100).run().fail();

        EngineContext context =
                SteppedEngine.context(temporary.resolve("journal"), other).confirmedSequence(() -> 0);
        SteppedEngine second = new SteppedEngine(context, TRADES);
        assertThat(second.engine.resumePoint().generation()).isEqualTo(2);
        assertThat(second.engine.outboundConsumer().poll((ring, first, last) -> {}, 1))
                .as("outputs of the past")
                .isZero();
        second.run().close();

        SteppedEngine alone = new SteppedEngine(SteppedEngine.context(temporary.resolve("alone"), other), TRADES).run();
        alone.close();
        assertThat(second.stateHash()).isEqualTo(alone.stateHash());
        assertThat(second.outputsHash()).isEqualTo(alone.outputsHash());

        SteppedEngine third = new SteppedEngine(context("journal"), TRADES);
        assertThat(third.engine.resumePoint().generation()).isEqualTo(3);
        third.close();
        assertThat(third.stateHash()).isEqualTo(withoutABreak().stateHash());
    }

    @Test
    void shouldRefuseADamagedJournalUnlessToldToGoOn() throws IOException {
        new SteppedEngine(context("journal"), 100).run().close();
        new SteppedEngine(context("journal"), 200).run().close();
        new SteppedEngine(context("journal"), 300).run().close();
        flip(SegmentFiles.list(temporary.resolve("journal")).get(1).dataFile(), 8_000);
        Map<Path, byte[]> before = contents();

        assertThatThrownBy(() -> new SteppedEngine(context("journal"), TRADES))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is damaged at byte ")
                .hasMessageContaining("Events up to 1")
                .hasMessageContaining("start with --recover");

        SteppedEngine recovered = new SteppedEngine(context("journal").recover(true), TRADES);
        ResumePoint resumed = recovered.engine.resumePoint();
        assertThat(resumed.lastSequence()).isBetween(101L, 200L);
        assertThat(resumed.sources().get(1)).as("sources go on behind it").isEqualTo(resumed.lastSequence());
        assertThat(resumed.generation()).isEqualTo(2);
        recovered.run().close();

        assertSameAsWithoutABreak(recovered, "journal");
        assertThat(contents()).as("no file has changed").containsAllEntriesOf(before);
        SteppedEngine again = new SteppedEngine(context("journal"), TRADES);
        assertThat(again.engine.resumePoint().generation()).isEqualTo(2);
        again.close();
    }

    @Test
    void shouldNotUseAGenerationTwiceThatIsGivenUp() throws IOException {
        String other = "mean: {type: scaled, inputs: [Tick], publish: true}\n" + SteppedEngine.COPIES;
        new SteppedEngine(context("journal"), 100).run().close();
        new SteppedEngine(SteppedEngine.context(temporary.resolve("journal"), other), 200)
                .run()
                .close();
        new SteppedEngine(context("journal"), 300).run().close();
        flip(SegmentFiles.list(temporary.resolve("journal")).get(0).dataFile(), 8_000);

        SteppedEngine recovered = new SteppedEngine(context("journal").recover(true), TRADES);
        assertThat(recovered.engine.resumePoint().lastSequence()).isBetween(1L, 100L);
        assertThat(recovered.engine.resumePoint().generation())
                .as("outputs have left as 1, 2 and 3")
                .isEqualTo(4);
        recovered.run().close();
        SteppedEngine again = new SteppedEngine(context("journal"), TRADES);
        assertThat(again.engine.resumePoint().generation()).isEqualTo(4);
        again.close();
    }

    @Test
    void shouldPutOutAgainWhatIsNotConfirmedWhereTheHeadOfTheNextSegmentIsDamaged() throws IOException {
        new SteppedEngine(context("journal"), 100).run().fail();
        new SteppedEngine(context("journal"), 150).run().fail();
        flip(SegmentFiles.list(temporary.resolve("journal")).get(1).dataFile(), 263_800);

        EngineContext recovering = context("journal").recover(true).confirmedSequence(() -> 95);
        List<Long> again = firstOutputs(recovering);
        assertThat(again)
                .contains(96L, 101L)
                .allSatisfy(sequence -> assertThat(sequence).isBetween(96L, 101L));

        SteppedEngine recovered = new SteppedEngine(context("journal"), TRADES);
        assertThat(recovered.engine.resumePoint().lastSequence()).isEqualTo(101);
        recovered.run().close();
        assertSameAsWithoutABreak(recovered, "journal");
    }

    @Test
    void shouldBeginAnewWhereNotEvenTheBeginningIsSound() throws IOException {
        new SteppedEngine(context("journal"), 100).run().close();
        flip(SegmentFiles.list(temporary.resolve("journal")).get(0).dataFile(), 262_460);
        assertThatThrownBy(() -> new SteppedEngine(context("journal"), TRADES)).hasMessageContaining("--recover");

        SteppedEngine recovered = new SteppedEngine(context("journal").recover(true), TRADES);
        assertThat(recovered.engine.resumePoint().lastSequence()).isZero();
        assertThat(recovered.engine.resumePoint().generation()).isEqualTo(2);
        recovered.run().close();
        assertSameAsWithoutABreak(recovered, "journal");
    }

    private static void flip(Path file, int fromEnd) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long place = fromEnd < 100_000 ? bytes.length() - fromEnd : fromEnd;
            bytes.seek(place);
            int value = bytes.read();
            bytes.seek(place);
            bytes.write(value ^ 0x10);
        }
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(temporary.resolve("journal"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".cq4")).toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private void assertSameAsWithoutABreak(SteppedEngine engine, String directory) {
        SteppedEngine alone = withoutABreak();
        assertThat(engine.engine.failure()).isNull();
        assertThat(engine.outputsHash()).isEqualTo(alone.outputsHash());
        assertThat(engine.stateHash()).isEqualTo(alone.stateHash());
        ReplayResult replayed =
                Replay.of(temporary.resolve(directory), TestNodes.CATALOGUE, OutputHandler.NONE, sequence -> {});
        assertThat(replayed.difference()).isNull();
        assertThat(replayed.isComplete()).isTrue();
        assertThat(replayed.eventCount()).isEqualTo(TRADES + 1);
        assertThat(replayed.stateHash()).isEqualTo(alone.stateHash());
    }

    private SteppedEngine withoutABreak() {
        SteppedEngine alone = new SteppedEngine(context("alone"), TRADES).run();
        alone.close();
        return alone;
    }

    private EngineContext context(String directory) {
        return SteppedEngine.context(temporary.resolve(directory), SteppedEngine.COPIES);
    }

    private EngineContext powerful(String directory) {
        return context(directory).journal(new JournalContext().durability(Durability.POWER));
    }
}
