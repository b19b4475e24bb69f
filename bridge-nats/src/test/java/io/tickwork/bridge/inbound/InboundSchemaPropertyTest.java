// SPDX-License-Identifier: Apache-2.0
package io.tickwork.bridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickwork.codecs.time.Timeframe;
import io.tickwork.codecs.validate.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published schema and the reader of payloads say the same. Documents are made sound and then, most of them,
 * changed a little; the validator of the schema, which shares no code with us, tells which still are.
 *
 * <p>{@code -Dtickwork.documents=1000000} for the long run, {@code -Dtickwork.seed} for other documents.
 */
class InboundSchemaPropertyTest {
    private static final int DOCUMENT_COUNT = Integer.getInteger("tickwork.documents", 5_000);
    private static final long SEED = Long.getLong("tickwork.seed", 7_012);
    private static final long RECEIVE_TIME_NS = Frames.TIME_NS;

    /** So fine that no change of one sign asks for more decimals. */
    private static final MarketSymbol SYMBOL = new MarketSymbol(0, "ES", -9, -9);

    private static final String[] ODD_VALUES = {
        "null",
        "true",
        "{}",
        "[]",
        "[1]",
        "\"\"",
        "\"abc\"",
        "\"1e5\"",
        "\"0x1\"",
        "\" 1\"",
        "\"1 \"",
        "\"NaN\"",
        "\"1,5\"",
        "\"--1\"",
        "\"1.2.3\"",
        "\".\"",
        "\"+\"",
        "\"-\"",
        "\"\uFF11\"",
        "\"1_0\"",
        "\"1f\"",
        "1.5",
        "-1",
        "0",
        "\"-1\"",
        "\"0\"",
        "\"1.0\"",
        "7.0",
        "\"buy\"",
        "\"BUY\"",
        "\"2023-11-14\"",
        "\"2023-11-14T22:00Z\"",
        "\"2023-11-14t22:00:00Z\"",
        "\"2023-11-14T22:00:00z\"",
        "\"2023-11-14T22:00:00+01\"",
        "\"2023-11-14T22:00:00+0100\"",
        "\"2023-11-14T24:00:00Z\"",
        "\"2023-11-14T22:00:60Z\"",
        "\"2023-13-14T22:00:00Z\"",
        "\"+12023-11-14T22:00:00Z\"",
        "\"2023-11-14T22:00:00.1234567891Z\"",
        "\"2023-11-14T22:00:00.Z\"",
        "\"2023-11-14T22:00:00\"",
        "\"2023-11-14T22:00:00+15:00\"",
        "\"2023-11-14T22:00:00+01:00[Europe/Paris]\"",
        "\"" + "0".repeat(64) + "\"",
        "\"" + "0".repeat(65) + "\""
    };
    private static final String ODD_SIGNS = "0123456789+-.:TZ eE/x";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final JsonEvents events = new JsonEvents(new UnsafeBuffer(new byte[MessageDecoder.EVENT_LENGTH_MAX]));
    private final MessageDecoder decoder =
            new MessageDecoder(1, 0, MessageDecoder.EVENT_LENGTH_MAX, (event, offset) -> null);

    /** A field and its value, as they are written. */
    private record Field(String name, String value) {}

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldReadWhatTheSchemaAllowsAndNothingElse(InboundKind kind) throws IOException {
        Schema schema = schema(kind);
        decoder.passed(RECEIVE_TIME_NS);
        Route route = Route.of(kind, SYMBOL, kind == MarketKind.CANDLE ? Timeframe.parse("5m") : 0);
        int allowedCount = 0;
        for (int i = 0; i < DOCUMENT_COUNT; i++) {
            String document = document(kind);
            boolean isAllowed = schema.validate(document, InputFormat.JSON).isEmpty();
            Refusal refusal = isAllowed
                    ? events.decode(document.getBytes(UTF_8), route, RECEIVE_TIME_NS)
                    : decoder.decode(Frames.json("any", document), route, RECEIVE_TIME_NS);
            assertThat(refusal == null)
                    .as("seed %d, document %d: %s is %s, by the schema %s", SEED, i, document, refusal, isAllowed)
                    .isEqualTo(isAllowed);
            allowedCount += isAllowed ? 1 : 0;
        }
        System.out.printf("%s: %,d documents, seed %d: %,d allowed%n", kind, DOCUMENT_COUNT, SEED, allowedCount);
        assertThat(allowedCount).isBetween(DOCUMENT_COUNT / 10, DOCUMENT_COUNT * 9 / 10);
    }

    static Stream<InboundKind> kinds() {
        return Stream.concat(Arrays.stream(MarketKind.values()), Arrays.stream(ControlKind.values()));
    }

    /** The description of the schema names these, since a schema cannot refuse them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FORMAT    | {"time":1,"price":1e3,"size":1}
            FORMAT    | {"time":1,"price":1,"price":1,"size":1}
            FORMAT    | {"time":1,"price":0.00000000000000000000000000000000000000000000000000000000000000001,"size":1}
            PRECISION | {"time":1,"price":0.0000000001,"size":1}
            PRECISION | {"time":1,"price":"99999999999","size":1}
            TIME      | {"time":"2023-02-30T00:00:00Z","price":1,"size":1}
            TIME      | {"time":"1969-12-31T00:00:00Z","price":1,"size":1}
            TIME      | {"time":"2263-01-01T00:00:00Z","price":1,"size":1}
            PRICE     | {"time":1,"price":0,"size":1}
            SIZE      | {"time":1,"price":1,"size":-1}
            """)
    void shouldRefuseWhatTheSchemaCannotSay(Refusal expected, String document) throws IOException {
        assertThat(schema(MarketKind.TRADE).validate(document, InputFormat.JSON))
                .isEmpty();
        assertThat(decoder.decode(Frames.json("any", document), Route.of(MarketKind.TRADE, SYMBOL, 0), RECEIVE_TIME_NS))
                .isEqualTo(expected);
    }

    @Test
    void shouldOfferASchemaForEachKind() throws IOException {
        String text = text();
        assertThat(kinds())
                .allSatisfy(kind -> assertThat(text.substring(rootIndex(text))).contains(reference(kind)));
    }

    private String document(InboundKind kind) {
        List<Field> fields = kind instanceof ControlKind control ? sound(control) : sound((MarketKind) kind);
        if (random.nextInt(3) > 0) {
            change(fields);
        }
        if (random.nextInt(200) == 0) {
            return oddValue();
        }
        return text(fields);
    }

    private String text(List<Field> fields) {
        StringBuilder text = new StringBuilder("{");
        while (!fields.isEmpty()) { // in any order
            Field field = fields.remove(random.nextInt(fields.size()));
            text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(field.name())
                    .append("\":")
                    .append(field.value());
        }
        return text.append('}').toString();
    }

    private void change(List<Field> fields) {
        int at = random.nextInt(fields.size());
        Field field = fields.get(at);
        switch (random.nextInt(6)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(new Field(random.nextBoolean() ? "other" : "Time", "1"));
            case 2 -> fields.set(at, new Field(field.name().toUpperCase(Locale.ROOT), field.value()));
            case 3 -> fields.set(at, new Field(field.name(), withOddSign(field.value())));
            default -> fields.set(at, new Field(field.name(), oddValue()));
        }
    }

    private String oddValue() {
        return ODD_VALUES[random.nextInt(ODD_VALUES.length)];
    }

    /** Of strings only, so that what comes of it is JSON; and not of dates, of which the calendar has more to say. */
    private String withOddSign(String value) {
        boolean isTime = value.indexOf('T') > 0;
        int start = isTime ? value.indexOf('T') : 1;
        if (value.charAt(0) != '"' || value.indexOf('\\') >= 0 || value.length() < start + 2) {
            return oddValue();
        }
        int at = random.nextInt(start, value.length() - 1);
        char sign = ODD_SIGNS.charAt(random.nextInt(ODD_SIGNS.length()));
        return value.substring(0, at) + (random.nextInt(4) == 0 ? "" : sign) + value.substring(at + 1);
    }

    private List<Field> sound(MarketKind kind) {
        List<Field> fields = new ArrayList<>();
        switch (kind) {
            case TRADE -> {
                add(fields, "time", time());
                add(fields, "price", decimal());
                add(fields, "size", decimal());
                addSometimes(fields, "side", new String[] {"\"buy\"", "\"sell\"", "\"unknown\""}[random.nextInt(3)]);
                addSometimes(fields, "id", integer());
            }
            case QUOTE -> {
                add(fields, "time", time());
                for (String name : new String[] {"bid", "bidSize", "ask", "askSize"}) {
                    add(fields, name, decimal());
                }
            }
            case DEPTH -> {
                add(fields, "time", time());
                addSometimes(fields, "id", integer());
                add(fields, "bids", levels());
                add(fields, "asks", levels());
            }
            case CANDLE -> {
                add(fields, "openTime", time());
                addSometimes(fields, "closeTime", time());
                for (String name : new String[] {"open", "high", "low", "close", "volume"}) {
                    add(fields, name, decimal());
                }
                addSometimes(fields, "trades", integer());
            }
        }
        return fields;
    }

    private List<Field> sound(ControlKind kind) {
        List<Field> fields = new ArrayList<>();
        addSometimes(fields, "time", time());
        switch (kind) {
            case PARAMETER -> add(fields, "changes", changes());
            case RESET -> add(fields, "node", name());
            case SESSION ->
                add(
                        fields,
                        "status",
                        new String[] {"\"closed\"", "\"pre-open\"", "\"open\"", "\"halted\""}[random.nextInt(4)]);
        }
        return fields;
    }

    private String changes() {
        List<String> changes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<Field> fields = new ArrayList<>();
            add(fields, "node", name());
            add(fields, "parameter", name());
            add(fields, "value", new String[] {"1", "-2.5", "1e3", "true", "false"}[random.nextInt(5)]);
            if (random.nextInt(6) == 0) {
                change(fields);
            }
            changes.add(text(fields));
        }
        return "[" + String.join(",", changes) + "]";
    }

    private String name() {
        return "\"" + new String[] {"fast", "a/b", "\\u00e9", "t-1"}[random.nextInt(4)] + "\"";
    }

    private static void add(List<Field> fields, String name, String value) {
        fields.add(new Field(name, value));
    }

    private void addSometimes(List<Field> fields, String name, String value) {
        if (random.nextBoolean()) {
            add(fields, name, value);
        }
    }

    private String time() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(random.nextLong(1, RECEIVE_TIME_NS));
            case 1 -> "\"" + random.nextLong(1, 1_000_000_000_000L) + "\"";
            case 2 ->
                String.format("\"20%02d-1%d-2%dT10:%02dZ\"", randomDigits(22), randomDigits(2), randomDigits(8), 59);
            default ->
                String.format(
                        "\"2022-0%d-1%dT2%d:%02d:%02d.%d%s%02d:30\"",
                        1 + randomDigits(8),
                        randomDigits(9),
                        randomDigits(3),
                        randomDigits(59),
                        randomDigits(59),
                        random.nextInt(1_000_000_000),
                        random.nextBoolean() ? "+" : "-",
                        randomDigits(14));
        };
    }

    private int randomDigits(int max) {
        return random.nextInt(max + 1);
    }

    private String decimal() {
        String number = Integer.toString(random.nextInt(1, 10_000));
        return switch (random.nextInt(7)) {
            case 0 -> number;
            case 1 -> number + "." + random.nextInt(1_000);
            case 2 -> "\"" + number + "\"";
            case 3 -> "\"" + number + ".\"";
            case 4 -> "\"." + number + "\"";
            case 5 -> "\"+0" + number + "." + random.nextInt(100) + "\"";
            default -> "\"" + number + ".00\"";
        };
    }

    private String integer() {
        String number = Integer.toString(random.nextInt(-1_000_000, 1_000_000));
        return random.nextBoolean() ? number : "\"" + number + "\"";
    }

    private String levels() {
        int count = random.nextInt(12); // two of twelve are too many, or nearly
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < Math.min(11, count); i++) {
            levels.add(
                    switch (random.nextInt(100)) {
                        case 0 -> "[" + decimal() + "]";
                        case 1 -> "[" + decimal() + "," + decimal() + "," + decimal() + "]";
                        case 2 -> "[" + decimal() + "," + oddValue() + "]";
                        case 3 -> oddValue();
                        default -> "[" + decimal() + "," + decimal() + "]";
                    });
        }
        return "[" + String.join(",", levels) + "]";
    }

    /** {@return the schema of one kind: that of all, with another root} */
    private static Schema schema(InboundKind kind) throws IOException {
        String text = text();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text.substring(0, rootIndex(text)) + reference(kind) + "}", InputFormat.JSON);
    }

    private static int rootIndex(String text) {
        return text.lastIndexOf("\"anyOf\"");
    }

    private static String reference(InboundKind kind) {
        return "\"$ref\": \"#/$defs/" + kind.toString().toLowerCase(Locale.ROOT) + "\"";
    }

    private static String text() throws IOException {
        return Files.readString(Path.of(System.getProperty("tickwork.root"), "docs/formats/inbound.schema.json"));
    }
}
