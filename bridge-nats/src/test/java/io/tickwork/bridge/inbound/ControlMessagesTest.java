// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Message;
import io.tickwork.bridge.BridgeException;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.NodeResetDecoder;
import io.tickwork.codecs.sbe.ParameterChangeDecoder;
import io.tickwork.codecs.sbe.SessionState;
import io.tickwork.codecs.sbe.SessionStatusDecoder;
import io.tickwork.codecs.validate.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlMessagesTest {
    private static final String CHANGE = "{\"changes\":[{\"node\":\"fast\",\"parameter\":\"threshold\",\"value\":1.5},"
            + "{\"node\":\"fast\",\"parameter\":\"on\",\"value\":true}]}";

    private final Frames frames = new Frames();
    private final QueueSource source = new QueueSource();
    private final RingReader reader = new RingReader(16, 512);
    private final InboundCounters counters = new InboundCounters();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Refusal answer;
    private int askedCount;
    private InboundAgent agent = agent(withControls());

    private InboundContext withControls() {
        InboundContext context = new InboundContext().controlCheck((buffer, offset) -> {
            askedCount++;
            return answer;
        });
        for (ControlKind kind : ControlKind.values()) {
            context.controlPattern(kind, kind.defaultPattern());
        }
        return context;
    }

    private InboundAgent agent(InboundContext context) {
        context.symbols(Frames.SYMBOLS)
                .definedCount(2)
                .clocks(() -> Frames.TIME_NS + 5, () -> 0)
                .conclude();
        return new InboundAgent(source, null, context, counters, reader.ring);
    }

    private List<RingReader.Event> run(Message... messages) {
        source.add(messages);
        while (agent.doWork() > 0) {
            // Until nothing is left.
        }
        return reader.take();
    }

    /** Gives control messages a time. */
    private void trade() {
        assertThat(run(Frames.message("md.trade.ES", frames.trade(1)))).hasSize(1);
    }

    @Test
    void shouldNotBeTakenUnlessTheirSubjectsAreNamed() {
        agent = agent(new InboundContext());
        assertThat(run(Frames.json("control.parameter.ES", CHANGE))).isEmpty();
        assertThat(counters.get(InboundCounter.OTHERS)).isEqualTo(1);
        assertThatThrownBy(() -> new InboundContext()
                        .symbols(Frames.SYMBOLS)
                        .controlPattern(ControlKind.RESET, "control.reset.{symbol}")
                        .conclude())
                .hasMessageContaining("controlCheck");
        assertThatThrownBy(() -> withControls()
                        .symbols(Frames.SYMBOLS)
                        .controlPattern(ControlKind.RESET, "md.trade.{symbol}")
                        .conclude())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("TRADE and of RESET");
    }

    @Test
    void shouldReadChangesOfOneSymbolAndOfAll() {
        trade();
        List<RingReader.Event> events = run(
                Frames.json("control.parameter.BRK%2EB", CHANGE),
                Frames.message("control.parameter.%", frames.parameterChange()));

        ParameterChangeDecoder change =
                new ParameterChangeDecoder().wrapAndApplyHeader(events.get(0).message(), 0, header);
        assertThat(change.symbolId()).isEqualTo(1);
        assertThat(change.eventTimeNs()).as("as of the trade").isEqualTo(Frames.TIME_NS);
        assertThat(change.receiveTimeNs()).isEqualTo(Frames.TIME_NS + 5);
        ParameterChangeDecoder.ChangesDecoder changes = change.changes().next();
        assertThat(changes.value()).isEqualTo(1.5);
        assertThat(changes.node()).isEqualTo("fast");
        assertThat(changes.parameter()).isEqualTo("threshold");
        assertThat(changes.next().value()).isEqualTo(1);
        assertThat(InboundEvents.symbolId(events.get(1).message(), 0)).isEqualTo(InboundEvents.NO_SYMBOL);
        assertThat(askedCount).isEqualTo(2);
        assertThat(counters.get(InboundCounter.CONTROLS)).isEqualTo(2);
    }

    @Test
    void shouldReadResetsAndSessions() {
        trade();
        List<RingReader.Event> events = run(
                Frames.json("control.reset.ES", "{\"node\":\"fast\"}"),
                Frames.json("control.session.%", "{\"status\":\"open\",\"time\":" + (Frames.TIME_NS + 3) + "}"),
                Frames.message("control.reset.ES", frames.nodeReset()));

        assertThat(new NodeResetDecoder()
                        .wrapAndApplyHeader(events.get(0).message(), 0, header)
                        .node())
                .isEqualTo("fast");
        SessionStatusDecoder session =
                new SessionStatusDecoder().wrapAndApplyHeader(events.get(1).message(), 0, header);
        assertThat(session.status()).isEqualTo(SessionState.OPEN);
        assertThat(session.eventTimeNs()).isEqualTo(Frames.TIME_NS + 3);
        assertThat(events.get(2).eventTimeNs()).as("as of the event before").isEqualTo(Frames.TIME_NS + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "NODE, control.parameter.ES",
        "PARAMETER, control.parameter.ES",
        "VALUE, control.parameter.ES",
        "SYMBOL, control.parameter.NQ"
    })
    void shouldRefuseWhatTheGraphWouldNotTake(Refusal refusal, String subject) {
        trade();
        answer = refusal;
        assertThat(run(Frames.json(subject, CHANGE))).isEmpty();
        assertThat(counters.get(refusal)).isEqualTo(1);
        assertThat(counters.get(InboundCounter.CONTROLS)).isZero();
    }

    @Test
    void shouldNotAskTheGraphAboutWhatCannotEnter() {
        assertThat(run(Frames.json("control.parameter.ES", CHANGE))).isEmpty();
        assertThat(counters.get(Refusal.TIME)).as("nothing has told the time").isEqualTo(1);
        trade();
        assertThat(run(
                        Frames.json("control.parameter.ES", "{\"changes\":[]}"),
                        Frames.message("control.reset.ES", frames.parameterChange()),
                        Frames.json("control.parameter.ES", CHANGE.replace("true}", "1e999}")),
                        Frames.json("control.reset.ES", "{\"node\":\"" + "n".repeat(129) + "\"}"),
                        Frames.json(
                                "control.parameter.ES",
                                CHANGE.replace(
                                        "]}",
                                        ",{\"node\":\"slow\",\"parameter\":\"threshold\",\"value\":1}".repeat(20)
                                                + "]}"))))
                .isEmpty();
        assertThat(counters.get(Refusal.FORMAT)).isEqualTo(2);
        assertThat(counters.get(Refusal.TEMPLATE)).isEqualTo(1);
        assertThat(counters.get(Refusal.NOT_FINITE)).isEqualTo(1);
        assertThat(counters.get(Refusal.OVERSIZED)).isEqualTo(1);
        assertThat(askedCount).isZero();
    }

    @Test
    void shouldBeAsOfTheJournalAfterAStart() {
        agent = agent(withControls().engineTimeNs(Frames.TIME_NS - 7));
        assertThat(run(Frames.json("control.reset.ES", "{\"node\":\"fast\"}"))
                        .get(0)
                        .eventTimeNs())
                .isEqualTo(Frames.TIME_NS - 7);
    }
}
