// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nats.client.Message;
import io.tickwork.codecs.validate.InboundValidator;
import java.util.Arrays;
import java.util.List;

/**
 * A target for Jazzer. In an ordinary build it runs over the inputs that are kept beside it; {@code JAZZER_FUZZ=1 mvn
 * test -pl bridge-nats -am -Dtest=InboundFuzzTest -Dsurefire.failIfNoSpecifiedTests=false} looks for more.
 */
class InboundFuzzTest {
    private static final List<String> SUBJECTS =
            List.of("md.trade.ES", "md.quote.ES", "md.depth.ES", "md.candle.5m.ES");

    /** The first byte says which subject, and whether the rest is JSON. */
    @FuzzTest(maxDuration = "5m")
    void shouldThrowNothingAndCountEverything(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String subject = SUBJECTS.get(input[0] & 3);
        byte[] payload = Arrays.copyOfRange(input, 1, input.length);
        Message message = (input[0] & 4) == 0
                ? Frames.message(subject, payload)
                : Frames.message(subject, payload, MessageHeaders.CONTENT_TYPE, MessageHeaders.JSON);
        QueueSource source = new QueueSource();
        RingReader reader = new RingReader(2, 512);
        InboundCounters counters = new InboundCounters();
        InboundContext context = new InboundContext()
                .symbols(Frames.SYMBOLS)
                .definedCount(Frames.SYMBOLS.size())
                .conclude();
        source.add(message);
        new InboundAgent(source, null, context, counters, reader.ring).doWork();

        InboundValidator validator = new InboundValidator(context.aheadMaxNs());
        validator.symbolCount(Frames.SYMBOLS.size());
        List<RingReader.Event> entered = reader.take();
        assertThat(entered)
                .allSatisfy(event -> assertThat(validator.validate(
                                event.message(), 0, event.message().capacity()))
                        .isNull());
        assertThat(entered.size() + counters.get(InboundCounter.REFUSED)).isEqualTo(1);
    }
}
