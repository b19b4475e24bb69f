// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.indicators.Harness;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedMomentsTest {
    private static final double ERROR_MAX = 1e-9;
    private static final double UNIT = 0x1p-20;

    /** Prices are whole multiples of 2^-20 above 100,000 and weights whole numbers, so that sums of longs are exact. */
    @Test
    void shouldStayExactOverTenMillionValuesOfSmallSpread() {
        Harness<WeightedMoments> harness = Harness.of(wiring -> WeightedMoments.of(wiring, "moments"));
        SplittableRandom random = new SplittableRandom(1);
        long weights = 0;
        long products = 0;
        long squares = 0;
        for (int i = 0; i < 10_000_000; i++) {
            // Uniform over 0.0346: a variance of 1e-4.
            long units = random.nextInt(36_280);
            long weight = random.nextInt(4);
            harness.subject().update(harness.state(), 100_000 + units * UNIT, weight);
            weights += weight;
            products += weight * units;
            squares += weight * units * units;
        }
        double mean = (double) products / weights;
        BigDecimal spread = BigDecimal.valueOf(weights)
                .multiply(BigDecimal.valueOf(squares))
                .subtract(BigDecimal.valueOf(products).pow(2));
        double deviation = UNIT * Math.sqrt(spread.doubleValue()) / weights;
        assertThat(harness.subject().mean(harness.state())).isEqualTo(100_000 + mean * UNIT);
        assertThat(harness.subject().deviation(harness.state())).isCloseTo(deviation, within(1e-13 * deviation));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldFollowATrend(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] price = {1e-3};
        check(seed, 20_000, 997, () -> price[0] += random.nextDouble(), () -> 1e6 * random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldBearOutliersAndUnequalWeights(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        check(
                seed,
                20_000,
                97,
                () -> random.nextInt(500) == 0 ? 1e12 * random.nextDouble() : 100 + 0.01 * random.nextInt(3),
                () -> random.nextInt(4) * StrictMath.pow(10, random.nextInt(9) - 6));
    }

    private static void check(int seed, int valueCount, int interval, DoubleSupplier values, DoubleSupplier weights) {
        Harness<WeightedMoments> harness = Harness.of(wiring -> WeightedMoments.of(wiring, "moments"));
        WeightedMoments moments = harness.subject();
        ExactWeighted exact = new ExactWeighted();
        double greatest = 0;
        for (int i = 0; i < valueCount; i++) {
            double value = values.getAsDouble();
            double weight = weights.getAsDouble();
            greatest = Math.max(greatest, value);
            moments.update(harness.state(), value, weight);
            exact.add(value, weight);
            assertReady(moments.isReady(harness.state()), exact.weight() > 0, i);
            if (exact.weight() > 0 && (i < 20 || i % interval == 0 || i >= valueCount - 3)) {
                String place = "at %d, seed %d".formatted(i, seed);
                assertThat(moments.mean(harness.state()))
                        .as("mean " + place)
                        .isCloseTo(exact.mean(), within(1e-15 * greatest));
                assertThat(moments.deviation(harness.state()))
                        .as("deviation " + place)
                        .isCloseTo(exact.deviation(), within(ERROR_MAX * exact.deviation()));
            }
        }
    }

    private static void assertReady(boolean ours, boolean theirs, int i) {
        if (ours != theirs) {
            throw new AssertionError("ready at " + i);
        }
    }

    @Test
    void shouldHaveNoSpreadWhileAllValuesAreEqual() {
        Harness<WeightedMoments> harness = Harness.of(wiring -> WeightedMoments.of(wiring, "moments"));
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 100; round++) {
            double value = 1e6 * random.nextDouble();
            for (int i = 0; i < 100; i++) {
                harness.subject().update(harness.state(), value, random.nextDouble());
                assertThat(harness.subject().mean(harness.state())).isEqualTo(value);
                assertThat(harness.subject().deviation(harness.state())).isZero();
            }
            harness.subject().clear(harness.state());
            assertThat(harness.subject().isReady(harness.state())).isFalse();
        }
    }

    @Test
    void shouldPassOverValuesWithoutAWeight() {
        Harness<WeightedMoments> harness = Harness.of(wiring -> WeightedMoments.of(wiring, "moments"));
        harness.subject().update(harness.state(), 7, 0);
        harness.subject().update(harness.state(), 7, -1);
        assertThat(harness.subject().isReady(harness.state())).isFalse();
        harness.subject().update(harness.state(), 5, 2);
        harness.subject().update(harness.state(), 1e12, 0);
        assertThat(harness.subject().mean(harness.state())).isEqualTo(5);
        assertThat(harness.subject().deviation(harness.state())).isZero();
    }
}
