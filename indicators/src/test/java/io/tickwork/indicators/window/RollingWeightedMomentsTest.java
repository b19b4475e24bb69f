// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.indicators.Harness;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingWeightedMomentsTest {
    private static final double ERROR_MAX = 1e-9;

    @ParameterizedTest
    @ValueSource(ints = {2, 1_000})
    void shouldStayExactOverTenMillionValuesOfSmallSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        // Uniform over 0.0346: a variance of 1e-4 at a price of 100,000.
        check(length, 10_000_000, 499_979, () -> 100_000 + 0.0346 * random.nextDouble(), () -> random.nextInt(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldForgetOutliersAndJumps(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] level = {100_000};
        check(
                length,
                100_000,
                97,
                () -> {
                    if (random.nextInt(3 * length) == 0) {
                        level[0] = 100_000 * random.nextDouble();
                    }
                    double noise = 1e-2 * random.nextDouble();
                    return random.nextInt(5 * length) == 0 ? 1e12 * random.nextDouble() : level[0] + noise;
                },
                () -> 1 + random.nextInt(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldForgetGreatWeights(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(
                length,
                100_000,
                97,
                () -> 100 + random.nextInt(1_000) / 100.0,
                () -> random.nextInt(3) == 0 ? 0 : StrictMath.pow(10, random.nextInt(13) - 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldFollowAFadingSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] spread = {1};
        check(
                length,
                100_000,
                97,
                () -> {
                    spread[0] = spread[0] < 1e-4 ? 1e4 : spread[0] * 0.97;
                    return 100 + spread[0] * random.nextDouble();
                },
                random::nextDouble);
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(int length, int valueCount, int interval, DoubleSupplier values, DoubleSupplier weights) {
        Harness<RollingWeightedMoments> harness =
                Harness.of(wiring -> RollingWeightedMoments.of(wiring, "moments", length));
        RollingWeightedMoments moments = harness.subject();
        double[] ring = new double[length];
        double[] ringWeights = new double[length];
        for (int i = 0; i < valueCount; i++) {
            ring[i % length] = values.getAsDouble();
            ringWeights[i % length] = weights.getAsDouble();
            boolean isReady = moments.update(harness.state(), ring[i % length], ringWeights[i % length]);
            if (isReady != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            if (isReady && (i < length + 20 || i % interval == 0 || i >= valueCount - 5)) {
                compare(harness, ring, ringWeights, "at %d, seed %d".formatted(i, length));
            }
        }
    }

    private static void compare(
            Harness<RollingWeightedMoments> harness, double[] values, double[] weights, String place) {
        ExactWeighted exact = new ExactWeighted();
        for (int k = 0; k < values.length; k++) {
            exact.add(values[k], weights[k]);
        }
        RollingWeightedMoments moments = harness.subject();
        assertThat(moments.isWeighed(harness.state())).as(place).isEqualTo(exact.weight() > 0);
        if (exact.weight() > 0) {
            assertThat(moments.mean(harness.state()))
                    .as("mean " + place)
                    .isCloseTo(exact.mean(), within(1e-12 * exact.mean()));
            assertThat(moments.deviation(harness.state()))
                    .as("deviation " + place)
                    .isCloseTo(exact.deviation(), within(ERROR_MAX * exact.deviation()));
        }
    }

    @Test
    void shouldHaveNoSpreadWhileAllValuesWithAWeightAreEqual() {
        Harness<RollingWeightedMoments> harness = Harness.of(wiring -> RollingWeightedMoments.of(wiring, "moments", 5));
        RollingWeightedMoments moments = harness.subject();
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 1_000; round++) {
            double value = StrictMath.pow(10, random.nextInt(12) - 6) * random.nextDouble();
            for (int k = 0; k < 12; k++) {
                boolean isWeighed = k % 3 != 1;
                moments.update(
                        harness.state(), isWeighed ? value : random.nextDouble(), isWeighed ? random.nextDouble() : 0);
                if (k >= 4) {
                    assertThat(moments.mean(harness.state()))
                            .as("round %d", round)
                            .isEqualTo(value);
                    assertThat(moments.deviation(harness.state()))
                            .as("round %d", round)
                            .isZero();
                }
            }
        }
    }

    /** Windows in which the greatest weights and the farthest values come and go are the worst for the sums. */
    @Test
    void shouldSweepSeldom() {
        int length = 10_000;
        Harness<RollingWeightedMoments> harness =
                Harness.of(wiring -> RollingWeightedMoments.of(wiring, "moments", length));
        SplittableRandom random = new SplittableRandom(1);
        int sweepCount = 0;
        for (int i = 0; i < 20 * length; i++) {
            double pivot = harness.state()
                    .getDouble(harness.subject().current().pivot().slot());
            boolean isHeavy = random.nextInt(length / 2) == 0;
            double value = isHeavy ? 1e6 * random.nextDouble() : 100 + 0.01 * random.nextDouble();
            harness.subject().update(harness.state(), value, isHeavy ? 1e9 : random.nextDouble());
            if (pivot
                    != harness.state()
                            .getDouble(harness.subject().current().pivot().slot())) {
                sweepCount++;
            }
        }
        assertThat(sweepCount).as("changes of the pivot in 20 windows").isBetween(20, 100);
    }
}
