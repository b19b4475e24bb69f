// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.tickwork.bridge.BridgeException;
import io.tickwork.bridge.connection.NatsConnection;
import io.tickwork.bridge.connection.NatsContext;
import io.tickwork.bridge.support.Await;
import io.tickwork.bridge.support.NatsServer;
import io.tickwork.codecs.sbe.IndicatorValueDecoder;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever happens to either side, each output is in the stream once, in order. Method: an engine is stood in for
 * by a loop that gives two values for each event, begins again behind what is confirmed, and ends anywhere.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamOutboundTest {
    private static final long LIMIT_MS = 30_000;
    private static final int BATCH_LENGTH = 256;
    private static final String STREAM = "outputs";
    private static final String JOURNAL = "journal-1";
    /** The shortest that brokers take. */
    private static final Duration SHORT_DUPLICATE_WINDOW = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    private NatsServer server;
    private NatsConnection bridge;
    private Connection connection;

    @BeforeEach
    void connect() {
        server = NatsServer.start(directory.resolve("nats"), "-js");
        bridge = natsConnection();
        connection = bridge.client();
    }

    private NatsConnection natsConnection() {
        return NatsConnection.connect(new NatsContext().url(server.url()).reconnectWaitMs(20));
    }

    @AfterEach
    void close() {
        bridge.close();
        server.close();
    }

    @Test
    void shouldGoOnBehindWhatIsThere() throws IOException, JetStreamApiException {
        run(1, 0, 50);
        assertThat(position().confirmedSequence()).isEqualTo(50);
        run(1, 50, 100);
        requireEach(100);
    }

    @Test
    void shouldSkipWhatIsThereWhenAllIsMadeAgain() throws IOException, JetStreamApiException {
        run(1, 0, 50);
        Files.delete(positionFile());
        NatsOutbound outbound = begin(1, 50);
        assertThat(outbound.confirmedSequence()).isEqualTo(49);
        offer(outbound, 1, 1, 100);
        outbound.close();
        assertThat(outbound.counters().get(OutboundCounter.ALREADY_THERE)).isEqualTo(100);
        requireEach(100);
    }

    @Test
    void shouldCountEventsWithoutOutputsAsConfirmed() {
        NatsOutbound outbound = begin(1, 0);
        offer(outbound, 1, 1, 1);
        outbound.caughtUp(40);
        await(() -> outbound.confirmedSequence() == 40);
        outbound.close();
        assertThat(begin(1, 40).confirmedSequence()).isEqualTo(40);
    }

    @Test
    void shouldKnowWhatHasArrivedWhicheverGenerationItIsOf() throws IOException {
        NatsOutbound first = begin(1, 0);
        assertThat(first.arrivedSequence()).as("nothing was ever to arrive").isEqualTo(Long.MAX_VALUE);
        offer(first, 1, 1, 50);
        first.caughtUp(60);
        first.close();
        // Before it is told of the journal it leaves alone what was noted.
        NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW)).close();
        assertThat(position().confirmedSequence()).isEqualTo(60);
        NatsOutbound second = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        second.journal(JOURNAL, 2);
        assertThat(second.confirmedSequence()).isZero();
        assertThat(second.arrivedSequence()).isEqualTo(60);
        second.close();
        Files.delete(positionFile());
        NatsOutbound third = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        third.journal(JOURNAL, 2);
        assertThat(third.arrivedSequence()).as("of 50 there may be more").isEqualTo(49);
        third.close();
    }

    @Test
    void shouldPublishANewGenerationThoughItsEventsHaveOldNumbers() throws IOException, JetStreamApiException {
        run(1, 0, 50);
        // Events 31 to 50 were lost, and 31 to 60 of generation 2 came in their place; none of their outputs has left.
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        outbound.journal(JOURNAL, 2);
        assertThat(outbound.confirmedSequence()).isZero();
        outbound.start();
        offer(outbound, 1, 1, 30);
        offer(outbound, 2, 31, 60);
        outbound.goLive(JOURNAL, 2, 60);
        outbound.close();
        List<String> ids = ids();
        assertThat(ids).hasSize(100 + 60);
        assertThat(ids.get(100)).isEqualTo("journal-1:2:31:0:0:0:o0");
    }

    @Test
    void shouldBringEachOnceThroughKillsOfTheBrokerWhateverTheDuplicateWindow()
            throws IOException, JetStreamApiException {
        long seed = Long.getLong("tickwork.seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        outbound.journal(null, 0);
        outbound.goLive(JOURNAL, 1, 0);
        outbound.start();
        int sequence = 0;
        for (int kill = 0; kill < 4; kill++) {
            for (int count = 1_000 + random.nextInt(3_000); count > 0; count--) {
                sequence++;
                offer(outbound, 1, sequence, sequence);
            }
            long confirmed = outbound.counters().get(OutboundCounter.CONFIRMED);
            int more = random.nextInt(500);
            await(() -> outbound.counters().get(OutboundCounter.CONFIRMED) >= confirmed + more);
            server.kill();
            server.start();
        }
        int all = 2 * sequence;
        await(() -> outbound.counters().get(OutboundCounter.CONFIRMED) == all);
        outbound.close();
        assertThat(outbound.counters().get(OutboundCounter.READ_BACK))
                .as("seed %d", seed)
                .isPositive();
        requireEach(sequence);
    }

    @Test
    void shouldFenceTheOlderOfTwoEngines() throws IOException, JetStreamApiException {
        NatsOutbound first = begin(1, 0);
        offer(first, 1, 1, 10);
        await(() -> first.counters().get(OutboundCounter.CONFIRMED) == 20);
        NatsOutbound second = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        second.journal(JOURNAL, 1);
        second.goLive(JOURNAL, 1, 10);
        second.start();
        offer(second, 1, 10, 20);
        await(() -> second.counters().get(OutboundCounter.CONFIRMED) == 20);
        offer(first, 1, 12, 12);
        await(() -> first.failure() != null);
        assertThat(first.failure())
                .hasMessageContaining("from somebody else: another engine of this name is running, or has taken over");
        assertThatThrownBy(() -> first.hasRoom(BATCH_LENGTH)).isSameAs(first.failure());
        first.close();
        second.close();
        requireEach(20);
    }

    @Test
    void shouldFenceAnEngineThatSaysSomethingElseUnderTheSameId() {
        NatsOutbound first = begin(1, 0);
        NatsOutbound second = begin(1, 0);
        UnsafeBuffer one = Outputs.value(1, 0, 0, 1);
        UnsafeBuffer other = Outputs.value(1, 0, 0, 2);
        first.offer(1, one, 0, one.capacity());
        await(() -> first.counters().get(OutboundCounter.CONFIRMED) == 1);
        second.offer(1, other, 0, other.capacity());
        await(() -> second.failure() != null);
        assertThat(second.failure()).hasMessageContaining("has got message 1, with the id journal-1:1:1:0:0:0:o0,");
        first.close();
        second.close();
    }

    @Test
    void shouldTakeWhatADeadProcessHadSentForItsOwn() throws IOException, JetStreamApiException {
        run(1, 0, 10);
        // It knows 10 events of the stream; the dead one, whose journal it has, had sent those of 15.
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        outbound.journal(JOURNAL, 1);
        NatsOutbound dead = begin(1, 15);
        offer(dead, 1, 11, 15);
        await(() -> dead.counters().get(OutboundCounter.CONFIRMED) == 10);
        outbound.start();
        offer(outbound, 1, 11, 20);
        outbound.goLive(JOURNAL, 1, 20);
        await(() -> outbound.counters().get(OutboundCounter.CONFIRMED) > 0 && outbound.spoolSize() == 0);
        outbound.close();
        dead.close();
        assertThat(outbound.failure()).isNull();
        requireEach(20);
    }

    @Test
    void shouldRefuseTheStreamOfAnotherJournal() {
        run(1, 0, 1);
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        assertThatThrownBy(() -> outbound.journal("journal-2", 1))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("holds outputs of the journal journal-1, and this is journal-2");
        assertThatThrownBy(() -> outbound.journal(null, 0)).hasMessageContaining("and this engine begins a new one");
        outbound.close();
    }

    @Test
    void shouldRefuseAStreamThatIsAheadOfTheJournal() {
        run(1, 0, 10);
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        outbound.journal(JOURNAL, 1);
        assertThatThrownBy(() -> outbound.goLive(JOURNAL, 1, 9))
                .hasMessageContaining("holds outputs up to event 10 of generation 1, and the journal ends at event 9");
        outbound.goLive(JOURNAL, 2, 9);
        outbound.close();
    }

    @Test
    void shouldRefuseAStreamThatHasLostWhatWasConfirmed() throws IOException, JetStreamApiException {
        run(1, 0, 10);
        connection.jetStreamManagement().deleteStream(STREAM);
        assertThatThrownBy(() -> NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("ends with message 0, and 20 had been confirmed");
    }

    @Test
    void shouldGoOnWhereTheMessagesOfAStreamAreGone() throws IOException, JetStreamApiException {
        run(1, 0, 10);
        connection.jetStreamManagement().purgeStream(STREAM);
        run(1, 10, 12);
        assertThat(ids().get(0)).isEqualTo("journal-1:1:11:0:0:0:o0");
    }

    @Test
    void shouldRefuseAStreamThatDoesNotTakeTheSubject() throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("indicators.OTHER.>")
                        .build());
        NatsOutbound outbound = begin(1, 0);
        offer(outbound, 1, 1, 1);
        await(() -> outbound.failure() != null);
        assertThat(outbound.failure())
                .hasMessageContaining("takes [indicators.OTHER.>], and not the subject indicators.S0.o0");
        outbound.close();
    }

    @Test
    void shouldSayWhichSubjectsOverlap() throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("other")
                        .subjects("indicators.>")
                        .build());
        assertThatThrownBy(() -> NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("another stream takes some of the subjects indicators.>, strategy.signals.>");
    }

    @Test
    void shouldRefuseAStreamOfSomethingElse() throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("indicators.>")
                        .build());
        connection.jetStream().publish("indicators.ES.fast", new byte[1]);
        assertThatThrownBy(() -> NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("number 1, is gone or has no id");
    }

    /** Gives the outputs of some events in a run of its own. */
    private void run(long generation, long journaledSequence, long lastSequence) {
        NatsOutbound outbound = begin(generation, journaledSequence);
        offer(outbound, generation, journaledSequence + 1, lastSequence);
        outbound.caughtUp(lastSequence);
        outbound.close();
    }

    private NatsOutbound begin(long generation, long journaledSequence) {
        NatsOutbound outbound = NatsOutbound.open(bridge, context(SHORT_DUPLICATE_WINDOW));
        outbound.journal(journaledSequence == 0 ? null : JOURNAL, journaledSequence == 0 ? 0 : generation);
        outbound.goLive(JOURNAL, generation, journaledSequence);
        outbound.start();
        return outbound;
    }

    private OutboundContext context(Duration duplicateWindow) {
        return new OutboundContext()
                        .engine("e1")
                        .names(new Outputs.Names())
                        .dashboardIntervalNs(0)
                        .drainLimitNs(TimeUnit.SECONDS.toNanos(30))
                        .spoolDirectory(directory)
                        .spoolCapacity(1 << 22)
                        .stream(new StreamSettings(
                        STREAM, List.of("indicators.>", "strategy.signals.>"), duplicateWindow, 64, positionFile()));
    }

    private Path positionFile() {
        return directory.resolve("position");
    }

    private ConfirmedPosition position() {
        return ConfirmedPosition.read(positionFile());
    }

    private static void offer(NatsOutbound outbound, long generation, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            await(() -> outbound.hasRoom(BATCH_LENGTH));
            for (int output = 0; output < 2; output++) {
                UnsafeBuffer frame = Outputs.value(sequence, 0, output * 2, sequence + output);
                outbound.offer(generation, frame, 0, frame.capacity());
            }
        }
    }

    private List<MessageInfo> messages() throws IOException, JetStreamApiException {
        var streams = connection.jetStreamManagement();
        var state = streams.getStreamInfo(STREAM).getStreamState();
        List<MessageInfo> messages = new ArrayList<>();
        for (long i = state.getFirstSequence(); i <= state.getLastSequence(); i++) {
            messages.add(streams.getMessage(STREAM, i));
        }
        return messages;
    }

    private List<String> ids() throws IOException, JetStreamApiException {
        return messages().stream().map(StreamEnd::id).toList();
    }

    /** Two outputs for each event, once, in order, as they were made. */
    private void requireEach(int eventCount) throws IOException, JetStreamApiException {
        List<MessageInfo> messages = messages();
        assertThat(messages).hasSize(2 * eventCount);
        IndicatorValueDecoder value = new IndicatorValueDecoder();
        for (int i = 0; i < messages.size(); i++) {
            value.wrapAndApplyHeader(new UnsafeBuffer(messages.get(i).getData()), 0, new MessageHeaderDecoder());
            assertThat(value.sequence()).isEqualTo(i / 2 + 1);
            assertThat(value.outputId()).isEqualTo(i % 2 * 2);
            assertThat(Double.longBitsToDouble(value.valueBits())).isEqualTo(value.sequence() + i % 2);
        }
    }

    private static void await(BooleanSupplier condition) {
        Await.until("what the test waits for", LIMIT_MS, condition);
    }
}
