// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.sbe.EngineState;
import io.tickwork.codecs.sbe.SignalSide;
import io.tickwork.codecs.sbe.ValueKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every message is as the page says it is, and as the schema that we publish says; doubles come back as they were. */
class OutboundJsonTest {
    private static final int RANDOM_DOUBLES = 20_000;
    private static final int RANDOM_OUTPUTS = 5_000;

    private final OutboundJson json = new OutboundJson(new Outputs.Names());
    private final Schema schema = schema();

    @Test
    void shouldWriteAValue() {
        assertThat(text(Outputs.value(7, 0, 2, 0.1)))
                .isEqualTo("{\"type\":\"value\",\"sequence\":7,\"cycle\":0,\"cycleTimeNs\":\"1385337600000000001\","
                        + "\"symbol\":\"S0\",\"output\":\"o2\",\"kind\":\"double\",\"value\":0.1}");
    }

    @Test
    void shouldWriteLongsAsTextAndBooleansAsThemselves() {
        assertThat(text(Outputs.value(7, 0, 2, ValueKind.LONG, Long.MIN_VALUE)))
                .endsWith("\"kind\":\"long\",\"value\":\"-9223372036854775808\"}");
        assertThat(text(Outputs.value(7, 0, 2, ValueKind.BOOLEAN, 1))).endsWith("\"kind\":\"boolean\",\"value\":true}");
    }

    @Test
    void shouldWriteAVector() {
        assertThat(text(Outputs.vector(7, 1, 3, ValueKind.DOUBLE, bits(1), bits(-0.0), bits(Double.NaN))))
                .endsWith("\"symbol\":\"S1\",\"output\":\"o3.signal\",\"kind\":\"double\",\"values\":[1.0,-0.0,null]}");
        assertThat(text(Outputs.vector(7, 1, 3, ValueKind.LONG))).endsWith("\"kind\":\"long\",\"values\":[]}");
        assertThat(text(Outputs.vector(7, 1, 3, ValueKind.BOOLEAN, 0, 1))).endsWith("\"values\":[false,true]}");
    }

    @Test
    void shouldWriteASignal() {
        assertThat(text(Outputs.signal(8, InboundEvents.NO_SYMBOL, 4, SignalSide.SELL)))
                .isEqualTo("{\"type\":\"signal\",\"sequence\":8,\"cycle\":2,\"cycleTimeNs\":\"1385337600000000001\","
                        + "\"symbol\":\"\",\"output\":\"o4\",\"side\":\"sell\",\"strength\":0.1,"
                        + "\"referencePrice\":1.0E9,\"reason\":\"r3\"}");
    }

    @Test
    void shouldWriteAFaultWhateverItSays() {
        assertThat(text(Outputs.fault(9, 0, 5, "\"it\"\nbroke")))
                .isEqualTo("{\"type\":\"fault\",\"sequence\":9,\"cycle\":0,\"cycleTimeNs\":\"1385337600000000001\","
                        + "\"symbol\":\"S0\",\"node\":\"n5\",\"cause\":\"\\\"it\\\"\\nbroke\"}");
    }

    @Test
    void shouldWriteAStatus() {
        assertThat(text(Outputs.status(10, EngineState.LIVE)))
                .isEqualTo(
                        "{\"type\":\"status\",\"state\":\"live\",\"sequence\":10,"
                                + "\"engineTimeNs\":\"1385337600000000001\",\"events\":4,\"values\":3,\"signals\":2,\"faults\":1}");
    }

    @Test
    void shouldBringEveryDoubleBack() {
        long seed = Long.getLong("tickwork.seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < RANDOM_DOUBLES; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(number)) {
                continue;
            }
            byte[] bytes = json.encode(Outputs.value(7, 0, 2, number), 0);
            String text = new String(bytes, UTF_8);
            String written = text.substring(text.indexOf("\"value\":") + "\"value\":".length(), text.length() - 1);
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(written)))
                    .as("seed %d: %s", seed, written)
                    .isEqualTo(Double.doubleToRawLongBits(number));
        }
    }

    @Test
    void shouldWriteWhatTheSchemaAllowsWhateverComesOut() {
        long seed = Long.getLong("tickwork.seed", 2);
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < RANDOM_OUTPUTS; i++) {
            text(randomOutput(random)); // checks
        }
    }

    private static UnsafeBuffer randomOutput(SplittableRandom random) {
        long sequence = random.nextLong(1L << 53);
        int symbolId = random.nextInt(8) - 1;
        int id = random.nextInt(100);
        ValueKind kind = new ValueKind[] {ValueKind.DOUBLE, ValueKind.LONG, ValueKind.BOOLEAN}[random.nextInt(3)];
        return switch (random.nextInt(5)) {
            case 0 -> Outputs.value(sequence, symbolId, id, kind, randomBits(random, kind));
            case 1 ->
                Outputs.vector(
                        sequence,
                        symbolId,
                        id,
                        kind,
                        random.ints(random.nextInt(20))
                                .mapToLong(any -> randomBits(random, kind))
                                .toArray());
            case 2 -> Outputs.signal(sequence, symbolId, id, random.nextBoolean() ? SignalSide.BUY : SignalSide.SELL);
            case 3 -> Outputs.fault(sequence, symbolId, id, randomText(random));
            default ->
                Outputs.status(sequence, EngineState.get((short) random.nextInt(EngineState.values().length - 1)));
        };
    }

    private static long randomBits(SplittableRandom random, ValueKind kind) {
        return switch (kind) {
            case DOUBLE ->
                random.nextInt(4) == 0
                        ? bits(new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE}
                                [random.nextInt(4)])
                        : random.nextLong();
            case BOOLEAN -> random.nextInt(2);
            default -> random.nextBoolean() ? random.nextLong() : Long.MIN_VALUE + random.nextInt(2);
        };
    }

    /** Quotes, control characters and whole code points of all planes. */
    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            int sign = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT);
            text.appendCodePoint(Character.isSurrogate((char) sign) ? '"' : sign);
        }
        return text.toString();
    }

    @Test
    void shouldRefuseWhatNoEnginePutsOut() {
        UnsafeBuffer inbound = Outputs.value(1, 0, 0, 1);
        inbound.putShort(2, (short) 1);
        assertThatThrownBy(() -> json.encode(inbound, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("template 1 is none that an engine puts out");
    }

    private String text(UnsafeBuffer frame) {
        String text = new String(json.encode(frame, 0), UTF_8);
        assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
        return text;
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }

    private static Schema schema() {
        try {
            Path published = Path.of(System.getProperty("tickwork.root"), "docs/formats/outbound.schema.json");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(published), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
