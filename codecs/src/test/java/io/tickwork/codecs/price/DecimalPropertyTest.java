// SPDX-License-Identifier: Apache-2.0
package io.tickwork.codecs.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares {@link Decimal} with {@link BigDecimal} and {@link Double#parseDouble}, which are slow and right. */
class DecimalPropertyTest {
    private static final long SEED = Long.getLong("tickwork.seed", 20261122L);
    private static final int ROUNDS = 200_000;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void shouldConvertToTheDoubleNearestToTheText() {
        for (int i = 0; i < ROUNDS; i++) {
            assertNearestDouble(mantissa(), exponent());
        }
    }

    @Test
    void shouldConvertAtTheEdgesOfTheFastPathAndOfTheMantissa() {
        long[] centres = {0, 1L << 53, -(1L << 53), 1L << 54, Long.MAX_VALUE - 40, Long.MIN_VALUE + 40};
        for (int exponent = Decimal.MIN_EXPONENT; exponent <= Decimal.MAX_EXPONENT; exponent++) {
            for (long centre : centres) {
                for (int distance = -40; distance <= 40; distance++) {
                    assertNearestDouble(centre + distance, exponent);
                }
            }
        }
    }

    /**
     * Rounding matters where a decimal lies on, or one unit beside, the middle between two doubles; chance alone would
     * hardly find these.
     */
    @Test
    void shouldRoundTiesToEvenAndTheirNeighboursToTheirOwnSide() {
        int tieCount = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int exponent = exponent();
            double near = Math.abs(Decimal.toDouble(random.nextLong(1L << 54, Long.MAX_VALUE), exponent));
            BigDecimal middle = new BigDecimal(near)
                    .add(new BigDecimal(Math.ulp(near)).divide(BigDecimal.valueOf(2), MathContext.UNLIMITED));
            BigDecimal scaled = middle.scaleByPowerOfTen(-exponent);
            if (scaled.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0) {
                long mantissa = scaled.longValue();
                tieCount += exponent < 0 && scaled.stripTrailingZeros().scale() <= 0 ? 1 : 0;
                for (int distance = -1; distance <= 1; distance++) {
                    assertNearestDouble(mantissa + distance, exponent);
                    assertNearestDouble(-mantissa - distance, exponent);
                }
            }
        }
        assertThat(tieCount).as("exact ties of quotients, seed %d", SEED).isPositive();
    }

    @Test
    void shouldParseEveryPlainTextOfADecimal() {
        for (int i = 0; i < ROUNDS; i++) {
            long mantissa = mantissa();
            int exponent = exponent();
            String plain = BigDecimal.valueOf(mantissa, -exponent).toPlainString();
            String padded = plain + (plain.indexOf('.') < 0 ? "." : "") + "0".repeat(random.nextInt(4));
            String signed = (mantissa >= 0 && random.nextBoolean() ? "+" : "") + padded;
            assertThat(Decimal.parse(signed, exponent))
                    .as("seed %d, %s at %d", SEED, signed, exponent)
                    .isEqualTo(mantissa);
        }
    }

    @Test
    void shouldFormatTheShortestPlainText() {
        for (int i = 0; i < ROUNDS; i++) {
            long mantissa = mantissa();
            int exponent = exponent();
            String text = Decimal.format(mantissa, exponent);
            assertThat(text)
                    .as("seed %d, mantissa %d, exponent %d", SEED, mantissa, exponent)
                    .isEqualTo(BigDecimal.valueOf(mantissa, -exponent)
                            .stripTrailingZeros()
                            .toPlainString());
            assertThat(Decimal.parse(text, exponent)).isEqualTo(mantissa);
        }
    }

    private static void assertNearestDouble(long mantissa, int exponent) {
        double expected = Double.parseDouble(mantissa + "e" + exponent);
        double actual = Decimal.toDouble(mantissa, exponent);
        if (Double.doubleToRawLongBits(actual) != Double.doubleToRawLongBits(expected)) {
            assertThat(actual)
                    .as("seed %d, mantissa %d, exponent %d", SEED, mantissa, exponent)
                    .isEqualTo(expected);
        }
    }

    /** All magnitudes alike, the extremes now and then. */
    private long mantissa() {
        return switch (random.nextInt(50)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextLong() >> random.nextInt(Long.SIZE);
        };
    }

    private int exponent() {
        return random.nextInt(Decimal.MIN_EXPONENT, Decimal.MAX_EXPONENT + 1);
    }
}
