// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Message;
import io.tickwork.codecs.validate.InboundValidator;
import io.tickwork.codecs.validate.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Messages that are nearly sound: what enters passes the validator whole, nothing is thrown, and every message is
 * counted as one thing. {@code -Dtickwork.frames=10000000} for the long run, {@code -Dtickwork.seed} for other frames.
 */
class MalformedFramesTest {
    private static final int FRAME_COUNT = Integer.getInteger("tickwork.frames", 100_000);
    private static final long SEED = Long.getLong("tickwork.seed", 7_011);

    private final Frames frames = new Frames();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Message> sound = List.of(
            Frames.message("md.trade.ES", frames.trade(1)),
            Frames.message("md.quote.ES", frames.quote()),
            Frames.message("md.depth.BRK%2EB", frames.depth()),
            Frames.message("md.candle.5m.ES", frames.candle()),
            Frames.json("md.trade.ES", "{\"time\":1,\"price\":4500.25,\"size\":\"3\",\"side\":\"buy\",\"id\":7}"),
            Frames.json("md.quote.ES", "{\"time\":\"1\",\"bid\":\"4\",\"bidSize\":1,\"ask\":5,\"askSize\":2}"),
            Frames.json("md.depth.ES", "{\"time\":1,\"bids\":[[1.00,0],[0.99,1]],\"asks\":[[\"1.01\",\"5\"]]}"),
            Frames.message("control.parameter.ES", frames.parameterChange()),
            Frames.message("control.reset.%", frames.nodeReset()),
            Frames.json(
                    "control.parameter.%",
                    "{\"changes\":[{\"node\":\"fast\",\"parameter\":\"threshold\",\"value\":1.5}]}"),
            Frames.json("control.reset.ES", "{\"time\":1,\"node\":\"fast\"}"),
            Frames.json("control.session.ES", "{\"time\":1,\"status\":\"pre-open\"}"),
            Frames.json(
                    "md.candle.5m.ES",
                    "{\"openTime\":\"2023-11-14T22:08:20Z\",\"open\":2,\"high\":4,\"low\":1,\"close\":3,\"volume\":0}"));

    @Test
    void shouldLetNothingUnsoundInWhateverComes() {
        QueueSource source = new QueueSource();
        RingReader reader = new RingReader(1_024, 512);
        InboundCounters counters = new InboundCounters();
        InboundContext context =
                new InboundContext().symbols(Frames.SYMBOLS).definedCount(2).controlCheck((buffer, offset) -> null);
        for (ControlKind kind : ControlKind.values()) {
            context.controlPattern(kind, kind.defaultPattern());
        }
        context.conclude();
        InboundAgent agent = new InboundAgent(source, null, context, counters, reader.ring);
        InboundValidator validator = new InboundValidator(context.aheadMaxNs());
        validator.symbolCount(2);
        long enteredCount = 0;
        for (int i = 0; i < FRAME_COUNT; i++) {
            Message message = mutated(sound.get(random.nextInt(sound.size())));
            source.add(message);
            try {
                agent.doWork();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", frame " + i, e);
            }
            for (RingReader.Event event : reader.take()) {
                enteredCount++;
                assertThat(validator.validate(
                                event.message(), 0, event.message().capacity()))
                        .as("seed %d, frame %d", SEED, i)
                        .isNull();
            }
        }
        assertThat(counters.get(InboundCounter.RECEIVED)).isEqualTo(FRAME_COUNT);
        assertThat(counters.get(InboundCounter.PUBLISHED)).isEqualTo(enteredCount);
        assertThat(Arrays.stream(Refusal.values()).mapToLong(counters::get).sum())
                .isEqualTo(counters.get(InboundCounter.REFUSED));
        assertThat(enteredCount
                        + counters.get(InboundCounter.REFUSED)
                        + counters.get(InboundCounter.DUPLICATES)
                        + counters.get(InboundCounter.OTHERS))
                .isEqualTo(FRAME_COUNT);
        assertThat(counters.get(InboundCounter.REFUSED)).isGreaterThan(FRAME_COUNT / 2);
        assertThat(enteredCount).as("some are still sound").isPositive();
        System.out.printf(
                "%,d frames, seed %d: %,d entered, %,d refused%n",
                FRAME_COUNT, SEED, enteredCount, counters.get(InboundCounter.REFUSED));
    }

    private Message mutated(Message message) {
        byte[] payload = message.getData().clone();
        for (int change = random.nextInt(1, 4); change > 0 && payload.length > 0; change--) {
            int at = random.nextInt(payload.length);
            switch (random.nextInt(6)) {
                case 0 -> payload[at] = (byte) random.nextInt();
                case 1 -> payload[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> payload = Arrays.copyOf(payload, at);
                case 3 -> payload = Arrays.copyOf(payload, payload.length + random.nextInt(1, 600));
                case 4 -> Arrays.fill(payload, at, Math.min(payload.length, at + 8), (byte) -random.nextInt(2));
                default -> {
                    byte[] other = sound.get(random.nextInt(sound.size())).getData();
                    System.arraycopy(other, 0, payload, at, Math.min(other.length, payload.length - at));
                }
            }
        }
        String subject = message.getSubject();
        if (random.nextInt(20) == 0) {
            subject = sound.get(random.nextInt(sound.size())).getSubject();
        }
        if (message.getHeaders() != null ^ random.nextInt(50) == 0) {
            return Frames.json(subject, new String(payload, UTF_8));
        }
        return random.nextInt(10) == 0
                ? Frames.sequenced(subject, payload, "s" + random.nextInt(20), random.nextInt(5_000))
                : Frames.message(subject, payload);
    }
}
