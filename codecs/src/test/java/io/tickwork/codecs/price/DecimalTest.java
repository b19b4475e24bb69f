// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwork.codecs.price.DecimalException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "800.01, -9, 800010000000",
        "800.010000000000, -9, 800010000000",
        ".5, -1, 5",
        "5., -1, 50",
        "-0.5, -1, -5",
        "+7, 0, 7",
        "-0, -9, 0",
        "0, 9, 0",
        "1200, 2, 12",
        "000.0, -18, 0",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "-9.223372036854775808, -18, -9223372036854775808",
    })
    void shouldParseExactly(String text, int exponent, long mantissa) {
        assertThat(Decimal.parse(text, exponent)).isEqualTo(mantissa);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "-", ".", "-.", "1e5", "1E5", " 1", "1 ", "1,000", "1.2.3", "--1", "1-", "NaN", "٣"})
    void shouldRefuseWhatIsNoPlainDecimal(String text) {
        assertThat(reasonOf(text, -9)).isEqualTo(Reason.NOT_A_DECIMAL);
    }

    @ParameterizedTest
    @CsvSource({"800.0100000001, -9", "0.1, 0", "1250, 2", "5, 1"})
    void shouldRefuseWhatIsFinerThanTheExponent(String text, int exponent) {
        assertThat(reasonOf(text, exponent)).isEqualTo(Reason.TOO_PRECISE);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 0",
        "-9223372036854775809, 0",
        "9223372036.854775808, -9",
        "9223372037, -9",
        "10, -18",
        "99999999999999999999999999999999999999999, 0",
        "36893488147419103232, 0",
    })
    void shouldRefuseWhatDoesNotFit(String text, int exponent) {
        assertThat(reasonOf(text, exponent)).isEqualTo(Reason.OVERFLOW);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> Decimal.parse("1.23", -1))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("more decimals than exponent -1 holds: 1.23");
    }

    @ParameterizedTest
    @CsvSource({
        "800010000000, -9, 800.01",
        "-5, -1, -0.5",
        "-1, -18, -0.000000000000000001",
        "0, -9, 0",
        "0, 3, 0",
        "12, 2, 1200",
        "100, -2, 1",
        "-9223372036854775808, -18, -9.223372036854775808",
        "-9223372036854775808, 0, -9223372036854775808",
    })
    void shouldFormatShortest(long mantissa, int exponent, String text) {
        assertThat(Decimal.format(mantissa, exponent)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {Decimal.MIN_EXPONENT - 1, Decimal.MAX_EXPONENT + 1})
    void shouldRefuseAnExponentOutOfRange(int exponent) {
        String message = "exponent=" + exponent + " is not from -18 to 9";
        assertThatThrownBy(() -> Decimal.toDouble(1, exponent)).hasMessage(message);
        assertThatThrownBy(() -> Decimal.parse("1", exponent)).hasMessage(message);
        assertThatThrownBy(() -> Decimal.format(1, exponent)).hasMessage(message);
    }

    private static Reason reasonOf(String text, int exponent) {
        return catchThrowableOfType(DecimalException.class, () -> Decimal.parse(text, exponent))
                .reason();
    }
}
