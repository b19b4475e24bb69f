// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeFaultDecoder;
import io.tickwork.dag.plan.PlanCompiler;
import io.tickwork.dag.run.GraphProcessor;
import io.tickwork.dag.run.OutputHandler;
import io.tickwork.journal.Checkpoint;
import io.tickwork.journal.Journal;
import io.tickwork.journal.JournalContext;
import io.tickwork.journal.JournalEnd;
import io.tickwork.journal.JournalException;
import io.tickwork.journal.JournalWriter;
import io.tickwork.journal.SourcePositions;
import io.tickwork.ring.EventRing;
import io.tickwork.ring.WaitMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with a real journal; stepped by hand except where two threads are the point. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineTest {
    private static final int TRADES = 34;
    /** The definition of the symbol, and the trades. */
    private static final int EVENTS = TRADES + 1;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 256})
    void shouldCutBatchesWhereACheckpointIsDue(int batchLimit) {
        run("journal", batchLimit).close();

        JournalContent journal = journal("journal");
        assertThat(journal.lastSequence()).isEqualTo(EVENTS);
        assertThat(journal.frames).allSatisfy(frame -> {
            assertThat(frame.last() - frame.first() + 1).isLessThanOrEqualTo(batchLimit);
            assertThat((frame.first() - 1) / 10).isEqualTo((frame.last() - 1) / 10);
        });
        assertThat(journal.checkpoints.stream().map(Checkpoint::sequence)).containsExactly(10L, 20L, 30L, 35L);
        assertThat(journal.endsCleanly()).isTrue();
    }

    @Test
    void shouldJournalOneFrameABatch() {
        run("journal", 256).close();
        assertThat(journal("journal").frames)
                .containsExactly(
                        new JournalContent.Frame(1, 10),
                        new JournalContent.Frame(11, 20),
                        new JournalContent.Frame(21, 30),
                        new JournalContent.Frame(31, EVENTS));
    }

    @Test
    void shouldGiveTheSameWhateverTheBatchLimit() {
        SteppedEngine alone = run("1", 1);
        alone.close();
        for (int batchLimit : new int[] {2, 7, 256}) {
            SteppedEngine batched = run("" + batchLimit, batchLimit);
            batched.close();
            assertThat(batched.outputsHash()).isEqualTo(alone.outputsHash());
            assertThat(batched.stateHash()).isEqualTo(alone.stateHash());
            assertThat(journal("" + batchLimit).checkpoints).isEqualTo(journal("1").checkpoints);
            assertThat(journal("" + batchLimit).outcomes).isEqualTo(journal("1").outcomes);
        }
    }

    @Test
    void shouldJournalTheDigestOfTheOutputsOfEachEvent() {
        SteppedEngine engine = run("journal", 1);
        engine.close();
        assertThat(engine.digests).hasSize(EVENTS);
        assertThat(journal("journal").outcomes).isEqualTo(engine.digests);
    }

    @Test
    void shouldWaitForTheOutboundRingAndLoseNothing() {
        SteppedEngine stepped = new SteppedEngine(narrow("journal"), TRADES);
        Engine engine = stepped.engine;
        engine.start();
        fillOutboundRing(stepped);
        List<String> outputs = new ArrayList<>();
        while (!engine.isIdle() || engine.processor().eventCount() < EVENTS) {
            stepped.publish();
            engine.outboundConsumer().poll((ring, first, last) -> values(outputs, ring, first, last), 1);
        }
        stepped.close();
        engine.outboundConsumer().poll((ring, first, last) -> values(outputs, ring, first, last), 8);

        assertThat(engine.failure()).isNull();
        List<String> expected = new ArrayList<>();
        SteppedEngine wide = new SteppedEngine(context("wide"), TRADES);
        wide.publish();
        while (wide.engine.agent().doWork() > 0) {
            wide.engine.outboundConsumer().poll((ring, first, last) -> values(expected, ring, first, last), 10_000);
        }
        wide.close();
        assertThat(outputs).hasSizeGreaterThan(3 * TRADES).isEqualTo(expected);
    }

    @Test
    void shouldEndWhenCancelledWhileItWaitsForTheOutboundRing() {
        SteppedEngine stepped = new SteppedEngine(narrow("journal"), TRADES);
        stepped.engine.start();
        fillOutboundRing(stepped);

        stepped.engine.cancel();
        stepped.close();

        assertThat(stepped.engine.failure()).isInstanceOf(CancellationException.class);
        assertThat(journal("journal").endsCleanly()).isFalse();
    }

    @Test
    void shouldGoOnAfterANodeHasThrown() {
        EngineContext context = SteppedEngine.context(temporary.resolve("journal"), """
                fuse: {type: fuse, inputs: [Tick], publish: true}
                copy: {type: copy, inputs: [Tick], publish: true}
                """);
        SteppedEngine stepped = new SteppedEngine(context, TRADES);
        stepped.publish();
        List<String> faults = new ArrayList<>();
        while (stepped.engine.agent().doWork() > 0) {
            stepped.engine.outboundConsumer().poll((ring, first, last) -> faults(faults, ring, first, last), 10_000);
        }
        stepped.close();

        assertThat(faults).containsExactly("4 java.lang.IllegalStateException: blown");
        assertThat(stepped.engine.failure()).isNull();
        assertThat(stepped.engine.processor().eventCount()).isEqualTo(EVENTS);
        assertThat(journal("journal").endsCleanly()).isTrue();
    }

    @Test
    void shouldEndWithTheFailureWhenTheJournalFails() {
        EngineContext context = context("unused").batchLimit(5).conclude();
        EventRing inbound = new EventRing(64, EngineContext.SLOT_LENGTH_BYTES);
        GraphProcessor processor = new GraphProcessor(context.graph(), PlanCompiler::compile, OutputHandler.NONE);
        RunManifest manifest = new RunManifest(context, processor);
        Journal journal = Journal.own(temporary.resolve("journal"));
        JournalWriter writer = journal.append(new JournalContext(), JournalEnd.EMPTY, new SourcePositions());
        writer.manifest(manifest.manifest());
        LiveSnapshots none = new LiveSnapshots(context, processor, null, 0);
        EventLog log = new InlineLog(writer, none, 1);
        EngineAgent agent = new EngineAgent(context, inbound.addConsumer(), log, none, processor, manifest, 0);
        SteppedEngine.feed(inbound, TRADES).poll(TRADES);
        agent.doWork();
        journal.close(); // what a broken disk comes to: it accepts nothing any more

        assertThatThrownBy(agent::doWork).isInstanceOf(AgentTerminationException.class);
        assertThat(agent.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed or has failed");
        assertThat(journal("journal").lastSequence()).isEqualTo(5);
        assertThat(journal("journal").endsCleanly()).isFalse();
    }

    @Test
    void shouldReleaseNoOutputBeforeItsEventIsJournaled() {
        SteppedEngine stepped = new SteppedEngine(context("journal").topology(Topology.PARALLEL), TRADES);
        Engine engine = stepped.engine;
        stepped.publish();
        while (engine.agent().doWork() > 0) {
            // up to the first checkpoint, which the journaler has to take before it goes on
        }
        assertThat(engine.processor().eventCount()).isEqualTo(10);
        assertThat(released(engine)).isZero();

        engine.journaler().doWork(3);
        assertThat(engine.releasedSequence()).isEqualTo(3);
        assertThat(released(engine)).as("three outputs of each of two trades").isGreaterThanOrEqualTo(6);
        engine.journaler().doWork();
        assertThat(engine.releasedSequence()).isEqualTo(10);
        while (engine.agent().doWork() + engine.journaler().doWork() > 0) {
            released(engine);
        }
        stepped.close();
        assertThat(engine.failure()).isNull();
        assertThat(journal("journal").lastSequence()).isEqualTo(EVENTS);
        assertThat(journal("journal").outcomes).hasSize(EVENTS);
        assertThat(journal("journal").endsCleanly()).isTrue();
    }

    private static int released(Engine engine) {
        return engine.outboundConsumer().poll((ring, first, last) -> {}, Integer.MAX_VALUE, engine.releasedSequence());
    }

    @Test
    void shouldEndTheJournalOfAnEngineThatNeverRan() {
        new SteppedEngine(context("journal"), TRADES).close();
        JournalContent journal = journal("journal");
        assertThat(journal.frames).isEmpty();
        assertThat(journal.endsCleanly()).isTrue();
    }

    @Test
    void shouldLeaveNoJournalWhereTheSettingsAreWrong() {
        assertThatThrownBy(() -> Engine.create(context("journal").slotCount(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slotCount=3 is not a power of two");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void shouldRefuseADirectoryThatHoldsSomething() throws Exception {
        Path journal = Files.createDirectory(temporary.resolve("journal"));
        Files.writeString(journal.resolve("precious"), "");
        assertThatThrownBy(() -> Journal.refuseUnlessNew(journal)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> Engine.create(context("journal"))).isInstanceOf(JournalException.class);
        assertThat(journal).isDirectoryContaining("glob:**precious");
    }

    private EngineContext context(String directory) {
        return SteppedEngine.context(temporary.resolve(directory), SteppedEngine.COPIES);
    }

    /** Settings with rings that are full after one trade. */
    private EngineContext narrow(String directory) {
        return context(directory).slotCount(2).waitMode(WaitMode.YIELDING);
    }

    private SteppedEngine run(String directory, int batchLimit) {
        return new SteppedEngine(context(directory).batchLimit(batchLimit), TRADES).run();
    }

    private JournalContent journal(String directory) {
        return new JournalContent(temporary.resolve(directory));
    }

    private static void fillOutboundRing(SteppedEngine stepped) {
        while (stepped.engine.outboundBackPressureCount() == 0) {
            stepped.publish();
            Thread.onSpinWait();
        }
    }

    private static void values(List<String> values, EventRing ring, long first, long last) {
        IndicatorValueDecoder value = new IndicatorValueDecoder();
        for (long slot = first; slot <= last; slot++) {
            value.wrapAndApplyHeader(ring.buffer(), ring.payloadOffset(slot), new MessageHeaderDecoder());
            values.add(value.sequence() + "/" + value.cycle() + " " + value.outputId() + "=" + value.valueBits());
        }
    }

    private static void faults(List<String> faults, EventRing ring, long first, long last) {
        NodeFaultDecoder fault = new NodeFaultDecoder();
        for (long slot = first; slot <= last; slot++) {
            int offset = ring.payloadOffset(slot);
            if (InboundEvents.templateId(ring.buffer(), offset) == NodeFaultDecoder.TEMPLATE_ID) {
                fault.wrapAndApplyHeader(ring.buffer(), offset, new MessageHeaderDecoder());
                faults.add(fault.sequence() + " " + fault.cause());
            }
        }
    }
}
