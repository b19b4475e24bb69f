// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.State;
import io.tickwork.indicators.Harness;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingAbsoluteDeviationTest {
    private static final double ERROR_MAX = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 1_000})
    void shouldStayExactOverManyValuesOfSmallSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        // Uniform over 0.0346: a variance of 1e-4 at a price of 100,000.
        check(length, 300_000, 9_973, () -> 100_000 + 0.0346 * random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 20, 300})
    void shouldForgetOutliersAndJumps(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] level = {100_000};
        check(length, 20_000, 397, () -> {
            if (random.nextInt(3 * length) == 0) {
                level[0] = 100_000 * random.nextDouble();
            }
            double noise = 1e-2 * random.nextDouble();
            return random.nextInt(5 * length) == 0 ? 1e12 * random.nextDouble() : level[0] + noise;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20, 300})
    void shouldTellEqualValuesApart(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, 20_000, 397, () -> random.nextInt(-2, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 300, 4_000})
    void shouldFollowRisesAndFalls(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] price = {0};
        double[] step = {1};
        check(length, 20_000, 1_997, () -> {
            step[0] = random.nextInt(5 * length) == 0 ? -step[0] : step[0];
            return price[0] += step[0];
        });
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(int length, int valueCount, int interval, DoubleSupplier values) {
        Harness<RollingAbsoluteDeviation> harness =
                Harness.of(wiring -> RollingAbsoluteDeviation.of(wiring, "deviation", length));
        double[] ring = new double[length];
        for (int i = 0; i < valueCount; i++) {
            double value = values.getAsDouble();
            ring[i % length] = value;
            harness.subject().update(harness.state(), value);
            if (harness.subject().isReady(harness.state()) != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            boolean isOften = length < 50 ? i % 29 == 0 : i < length + 20;
            if (i >= length - 1 && (isOften || i % interval == 0 || i >= valueCount - 5)) {
                compare(harness, value, ring, "at " + i + ", seed " + length);
            }
        }
    }

    private static void compare(Harness<RollingAbsoluteDeviation> harness, double value, double[] ring, String place) {
        BigDecimal mean = Exact.of(ring).exactMean();
        BigDecimal sum = BigDecimal.ZERO;
        for (double each : ring) {
            sum = sum.add(new BigDecimal(each).subtract(mean).abs());
        }
        double distance = new BigDecimal(value).subtract(mean).doubleValue();
        double distanceSum = sum.doubleValue();
        assertThat(harness.subject().distanceSum(harness.state()))
                .as("sum of distances " + place)
                .isCloseTo(distanceSum, within(ERROR_MAX * distanceSum + 1e-40));
        assertThat(harness.subject().distance(harness.state()))
                .as("distance " + place)
                .isCloseTo(distance, within(ERROR_MAX * distanceSum + 1e-40));
    }

    @Test
    void shouldHaveNoDistancesAtAllWhenAllValuesAreEqual() {
        Harness<RollingAbsoluteDeviation> harness =
                Harness.of(wiring -> RollingAbsoluteDeviation.of(wiring, "deviation", 7));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double value = 1e5 * random.nextDouble();
            for (int k = 0; k < 7; k++) {
                harness.subject().update(harness.state(), value);
            }
            assertThat(harness.subject().distance(harness.state())).isZero();
            assertThat(harness.subject().distanceSum(harness.state())).isZero();
        }
    }

    @Test
    void shouldStayBalanced() {
        for (int seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Harness<RollingAbsoluteDeviation> harness =
                    Harness.of(wiring -> RollingAbsoluteDeviation.of(wiring, "deviation", 200));
            RollingAbsoluteDeviation deviation = harness.subject();
            for (int i = 0; i < 2_000; i++) {
                boolean isRandom = i / 300 % 2 == 0;
                deviation.update(harness.state(), isRandom ? random.nextInt(100) : i);
                checkBalance(deviation, harness.state(), (int) deviation.root().get(harness.state()), "seed " + seed);
            }
        }
    }

    /** No side may have more than three times the places of the other. */
    private static long checkBalance(RollingAbsoluteDeviation deviation, State state, int top, String place) {
        if (top == 0) {
            return 0;
        }
        long left = checkBalance(deviation, state, (int) deviation.lefts().get(state, top), place);
        long right = checkBalance(deviation, state, (int) deviation.rights().get(state, top), place);
        if (left + 1 > 3 * (right + 1) || right + 1 > 3 * (left + 1)) {
            throw new AssertionError(place + ": " + left + " on the left, " + right + " on the right");
        }
        if (deviation.counts().get(state, top) != left + right + 1) {
            throw new AssertionError(place + ": counted wrongly");
        }
        return left + right + 1;
    }
}
