// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.validate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwork.codecs.event.InboundEvents;
import io.tickwork.codecs.time.Timeframe;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundValidatorTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);
    private static final long AHEAD_MAX_NS = 1_000;
    private static final int SYMBOL_COUNT = 2;

    private final Messages messages = new Messages();
    private final InboundValidator validator = new InboundValidator(AHEAD_MAX_NS);

    InboundValidatorTest() {
        validator.symbolCount(SYMBOL_COUNT);
    }

    @Test
    void shouldAcceptASoundMessageOfEveryTemplate() {
        for (UnsafeBuffer message : messages.all()) {
            assertThat(validate(message))
                    .as("template %d", InboundEvents.templateId(message, 0))
                    .isNull();
        }
        for (Refusal refusal : Refusal.values()) {
            assertThat(validator.count(refusal)).isZero();
        }
    }

    @Test
    void shouldRefuseEveryMessageThatEndsEarlyOrLate() {
        long refusedCount = 0;
        for (UnsafeBuffer message : messages.all()) {
            for (int length = 0; length < message.capacity(); length++) {
                UnsafeBuffer shortened = new UnsafeBuffer(message, 0, length);
                assertThat(validate(shortened)).isEqualTo(Refusal.LENGTH);
                refusedCount++;
            }
            UnsafeBuffer lengthened = new UnsafeBuffer(new byte[message.capacity() + 1]);
            lengthened.putBytes(0, message, 0, message.capacity());
            assertThat(validate(lengthened)).isEqualTo(Refusal.LENGTH);
            refusedCount++;
        }
        assertThat(validator.count(Refusal.LENGTH)).isEqualTo(refusedCount);
    }

    /** Any byte of a sound message is replaced by any other: the answer is free, reading outside or throwing is not. */
    @Test
    void shouldStayWithinTheMessageWhateverItsBytes() {
        SplittableRandom random = new SplittableRandom(SEED);
        int acceptedCount = 0;
        for (int round = 0; round < 5_000; round++) {
            for (UnsafeBuffer message : messages.all()) {
                for (int change = random.nextInt(1, 5); change > 0; change--) {
                    message.putByte(random.nextInt(message.capacity()), (byte) random.nextInt());
                }
                try {
                    acceptedCount += validate(message) == null ? 1 : 0;
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + SEED + ", round " + round, e);
                }
            }
        }
        long refusedCount =
                Arrays.stream(Refusal.values()).mapToLong(validator::count).sum();
        assertThat(refusedCount).as("refused, seed %d", SEED).isPositive();
        assertThat(acceptedCount).as("accepted, seed %d", SEED).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"4, 1, SCHEMA", "6, 1, VERSION", "2, 0, TEMPLATE", "2, 21, TEMPLATE", "0, 47, LENGTH", "0, 49, LENGTH"})
    void shouldRefuseAForeignHeader(int fieldOffset, short value, Refusal refusal) {
        UnsafeBuffer message = messages.trade();
        message.putShort(fieldOffset, value, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(refusal);
        assertThat(validator.count(refusal)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"8, 0", "8, -1", "16, 0", "16, -9223372036854775808", "8, 9223372036854775807"})
    void shouldRefuseATimeThatCannotBe(int fieldOffset, long timeNs) {
        UnsafeBuffer message = messages.trade();
        message.putLong(fieldOffset, timeNs, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(Refusal.TIME);
    }

    @Test
    void shouldAllowClocksToDifferByWhatIsSet() {
        UnsafeBuffer message = messages.trade();
        message.putLong(InboundEvents.EVENT_TIME_NS_OFFSET, Messages.TIME_NS + AHEAD_MAX_NS, LITTLE_ENDIAN);
        assertThat(validate(message)).isNull();
        message.putLong(InboundEvents.EVENT_TIME_NS_OFFSET, Messages.TIME_NS + AHEAD_MAX_NS + 1, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(Refusal.TIME);
    }

    @Test
    void shouldRefuseASymbolThatIsNotDefined() {
        for (UnsafeBuffer message : messages.all()) {
            int templateId = InboundEvents.templateId(message, 0);
            message.putInt(InboundEvents.SYMBOL_ID_OFFSET, SYMBOL_COUNT, LITTLE_ENDIAN);
            assertThat(validate(message))
                    .as("template %d", templateId)
                    .isEqualTo(templateId == 6 ? null : Refusal.SYMBOL);
            message.putInt(InboundEvents.SYMBOL_ID_OFFSET, InboundEvents.NO_SYMBOL, LITTLE_ENDIAN);
            boolean mayBeForAll = templateId == 5 || templateId >= 7;
            assertThat(validate(message)).as("template %d", templateId).isEqualTo(mayBeForAll ? null : Refusal.SYMBOL);
            message.putInt(InboundEvents.SYMBOL_ID_OFFSET, -2, LITTLE_ENDIAN);
            assertThat(validate(message)).as("template %d", templateId).isEqualTo(Refusal.SYMBOL);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 0, PRICE", "32, -1, PRICE", "40, -1, SIZE"})
    void shouldRefuseATrade(int fieldOffset, long mantissa, Refusal refusal) {
        assertThat(validate(withLong(messages.trade(), fieldOffset, mantissa))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"32, 0, PRICE", "40, -1, SIZE", "48, 0, PRICE", "56, -1, SIZE"})
    void shouldRefuseAQuote(int fieldOffset, long mantissa, Refusal refusal) {
        assertThat(validate(withLong(messages.quote(), fieldOffset, mantissa))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"44, 0, PRICE", "188, 0, PRICE", "196, -1, SIZE", "208, 0, PRICE", "216, -1, SIZE"})
    void shouldRefuseALevel(int fieldOffset, long mantissa, Refusal refusal) {
        assertThat(validate(withLong(messages.depth(), fieldOffset, mantissa))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 15, LENGTH",
        "42, 11, LEVELS",
        "42, -1, LEVELS",
        "204, 17, LENGTH",
        "206, 11, LEVELS",
        "206, 2, LENGTH"
    })
    void shouldRefuseAGroupOfAnotherShape(int fieldOffset, short value, Refusal refusal) {
        UnsafeBuffer message = messages.depth();
        message.putShort(fieldOffset, value, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "32, 0, CANDLE",
        "32, 1, CANDLE",
        "40, 1385409600000000000, CANDLE",
        "40, 0, CANDLE",
        "48, 5, CANDLE",
        "56, 2, CANDLE",
        "64, 3, CANDLE",
        "64, 0, PRICE",
        "72, 5, CANDLE",
        "80, -1, SIZE"
    })
    void shouldRefuseACandle(int fieldOffset, long value, Refusal refusal) {
        assertThat(validate(withLong(messages.candle(), fieldOffset, value))).isEqualTo(refusal);
    }

    @Test
    void shouldAcceptABarThatIsShorterThanItsTimeframe() {
        long openTimeNs = Messages.TIME_NS - Timeframe.MIN_NS;
        assertThat(validate(withLong(messages.candle(), 40, openTimeNs))).isNull();
    }

    @Test
    void shouldRefuseWhatIsNoEnumeratorExponentOrName() {
        assertThat(validate(withByte(messages.trade(), 28, 3))).isEqualTo(Refusal.ENUMERATOR);
        assertThat(validate(withByte(messages.trade(), 28, 255))).isEqualTo(Refusal.ENUMERATOR);
        assertThat(validate(withByte(messages.sessionStatus(), 28, 4))).isEqualTo(Refusal.ENUMERATOR);
        assertThat(validate(withByte(messages.symbolDefinition(), 28, -19))).isEqualTo(Refusal.EXPONENT);
        assertThat(validate(withByte(messages.symbolDefinition(), 29, 10))).isEqualTo(Refusal.EXPONENT);
        assertThat(validate(withByte(messages.symbolDefinition(), 32, 0))).isEqualTo(Refusal.EMPTY);
        assertThat(validate(withByte(messages.nodeReset(), 32, 0))).isEqualTo(Refusal.EMPTY);
        assertThat(validate(withByte(messages.parameterChange(), 34, 0))).isEqualTo(Refusal.EMPTY);
    }

    @Test
    void shouldRefuseAParameterThatIsNotFinite() {
        UnsafeBuffer message = messages.parameterChange();
        message.putDouble(36, Double.NaN, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(Refusal.NOT_FINITE);
        message.putDouble(36, Double.NEGATIVE_INFINITY, LITTLE_ENDIAN);
        assertThat(validate(message)).isEqualTo(Refusal.NOT_FINITE);
    }

    @Test
    void shouldRefuseANegativeTolerance() {
        assertThatThrownBy(() -> new InboundValidator(-1)).hasMessage("aheadMaxNs=-1 is negative");
    }

    private Refusal validate(UnsafeBuffer message) {
        return validator.validate(message, 0, message.capacity());
    }

    private static UnsafeBuffer withLong(UnsafeBuffer message, int fieldOffset, long value) {
        message.putLong(fieldOffset, value, LITTLE_ENDIAN);
        return message;
    }

    private static UnsafeBuffer withByte(UnsafeBuffer message, int fieldOffset, int value) {
        message.putByte(fieldOffset, (byte) value);
        return message;
    }
}
