// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.codecs.event.Schema.Block;
import io.tickwork.codecs.event.Schema.Field;
import io.tickwork.codecs.sbe.MessageHeaderDecoder;
import io.tickwork.codecs.sbe.MessageHeaderEncoder;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every template of the schema: random values are encoded into a buffer full of garbage and decoded again; they
 * must be equal, and encoding them once more over other garbage must give the same bytes, or two journals of the same
 * events would differ.
 */
class RoundTripPropertyTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);
    private static final int ROUNDS = 300;
    private static final int OFFSET = 24;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static Stream<Block> messages() {
        return Schema.load().messages().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldDecodeWhatWasEncodedAndEncodeTheSameBytesAgain(Block message) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Map<String, Object> values = randomValues(message);
            MutableDirectBuffer buffer = garbage();
            int length = encode(message, values, buffer);
            MutableDirectBuffer other = garbage();
            int otherLength = encode(message, values, other);

            assertThat(decode(message, buffer, length))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(values);
            assertThat(bytes(other, otherLength))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(bytes(buffer, length));
        }
    }

    /** A value for each field, a list of maps for each group, a text for each piece of variable-length data. */
    private Map<String, Object> randomValues(Block block) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            Class<?> type = block.decoder().getMethod(field.name()).getReturnType();
            values.put(field.name(), type.isEnum() ? randomConstant(type) : randomNumber(field.primitiveType()));
        }
        for (Block group : block.groups()) {
            List<Map<String, Object>> entries = new ArrayList<>();
            int countMax = (int) group.decoder().getMethod("countMaxValue").invoke(null);
            for (int count = random.nextInt(Math.min(countMax, 10) + 1); count > 0; count--) {
                entries.add(randomValues(group));
            }
            values.put(group.name(), entries);
        }
        for (Field data : block.data()) {
            values.put(data.name(), random.nextBoolean() ? "" : "ES/é" + random.nextInt());
        }
        return values;
    }

    private Object randomConstant(Class<?> type) {
        List<?> constants = Stream.of(type.getEnumConstants())
                .filter(constant -> !constant.toString().equals("NULL_VAL"))
                .toList();
        return constants.get(random.nextInt(constants.size()));
    }

    private Object randomNumber(String primitiveType) {
        long bits = random.nextLong() >> random.nextInt(Long.SIZE);
        return switch (primitiveType) {
            case "int64" -> bits;
            case "int32" -> (int) bits;
            case "uint16" -> (int) bits & 0xFFFF;
            case "int8" -> (byte) bits;
            case "double" -> Double.longBitsToDouble(random.nextLong());
            default -> throw new AssertionError("no values for " + primitiveType);
        };
    }

    private MutableDirectBuffer garbage() {
        byte[] bytes = new byte[1024];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return new UnsafeBuffer(bytes);
    }

    private static int encode(Block message, Map<String, Object> values, MutableDirectBuffer buffer) throws Exception {
        Object encoder = message.encoder().getConstructor().newInstance();
        method(encoder, "wrapAndApplyHeader", 3).invoke(encoder, buffer, OFFSET, new MessageHeaderEncoder());
        int stampedCount = 0;
        if (message.isInbound()) {
            InboundEvents.stamp(
                    buffer, OFFSET, (long) values.get("eventTimeNs"), (long) values.get("receiveTimeNs"), (int)
                            values.get("symbolId"));
            stampedCount = 3;
        }
        encodeBody(message, stampedCount, encoder, values);
        encoder.getClass().getMethod("checkEncodingIsComplete").invoke(encoder);
        return MessageHeaderEncoder.ENCODED_LENGTH
                + (int) encoder.getClass().getMethod("encodedLength").invoke(encoder);
    }

    private static void encodeBody(Block block, int fromField, Object encoder, Map<String, Object> values)
            throws Exception {
        for (Field field : block.fields().subList(fromField, block.fields().size())) {
            method(encoder, field.name(), 1).invoke(encoder, values.get(field.name()));
        }
        for (Block group : block.groups()) {
            List<?> entries = (List<?>) values.get(group.name());
            Object entryEncoder = method(encoder, group.name() + "Count", 1).invoke(encoder, entries.size());
            for (Object entry : entries) {
                entryEncoder.getClass().getMethod("next").invoke(entryEncoder);
                encodeBody(group, 0, entryEncoder, asMap(entry));
            }
        }
        for (Field data : block.data()) {
            encoder.getClass().getMethod(data.name(), String.class).invoke(encoder, values.get(data.name()));
        }
    }

    private static Map<String, Object> decode(Block message, DirectBuffer buffer, int length) throws Exception {
        Object decoder = message.decoder().getConstructor().newInstance();
        method(decoder, "wrapAndApplyHeader", 3).invoke(decoder, buffer, OFFSET, new MessageHeaderDecoder());
        Map<String, Object> values = decodeBody(message, decoder);
        assertThat(decoder.getClass().getMethod("limit").invoke(decoder)).isEqualTo(OFFSET + length);
        return values;
    }

    private static Map<String, Object> decodeBody(Block block, Object decoder) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            values.put(field.name(), decoder.getClass().getMethod(field.name()).invoke(decoder));
        }
        for (Block group : block.groups()) {
            List<Map<String, Object>> entries = new ArrayList<>();
            Object entryDecoder = decoder.getClass().getMethod(group.name()).invoke(decoder);
            int count = (int) entryDecoder.getClass().getMethod("count").invoke(entryDecoder);
            for (int i = 0; i < count; i++) {
                method(entryDecoder, "next", 0).invoke(entryDecoder);
                entries.add(decodeBody(group, entryDecoder));
            }
            values.put(group.name(), entries);
        }
        for (Field data : block.data()) {
            values.put(data.name(), decoder.getClass().getMethod(data.name()).invoke(decoder));
        }
        return values;
    }

    private static byte[] bytes(DirectBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(OFFSET, bytes);
        return bytes;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object entry) {
        return (Map<String, Object>) entry;
    }

    private static Method method(Object target, String name, int parameterCount) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getParameterCount() == parameterCount && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }
}
