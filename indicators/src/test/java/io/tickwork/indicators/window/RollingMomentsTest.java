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

class RollingMomentsTest {
    private static final double ERROR_MAX = 1e-9;

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1_000})
    void shouldStayExactOverTenMillionValuesOfSmallSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        // Uniform over 0.0346: a variance of 1e-4 at a price of 100,000.
        check(length, 10_000_000, 49_999, () -> 100_000 + 0.0346 * random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldForgetOutliersAndJumps(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] level = {100_000};
        check(length, 200_000, 197, () -> {
            if (random.nextInt(3 * length) == 0) {
                level[0] = 100_000 * random.nextDouble();
            }
            double noise = 1e-2 * random.nextDouble();
            return random.nextInt(5 * length) == 0 ? 1e12 * random.nextDouble() : level[0] + noise;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldFollowATrend(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] price = {1_000};
        check(length, 200_000, 397, () -> price[0] += 0.1 + random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldFollowAFadingSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] spread = {1};
        check(length, 200_000, 397, () -> {
            spread[0] = spread[0] < 1e-4 ? 1e4 : spread[0] * 0.97;
            return 100 + spread[0] * random.nextDouble();
        });
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(int length, int valueCount, int interval, DoubleSupplier values) {
        Harness<RollingMoments> harness = Harness.of(wiring -> RollingMoments.of(wiring, "moments", length));
        double[] ring = new double[length];
        for (int i = 0; i < valueCount; i++) {
            double value = values.getAsDouble();
            ring[i % length] = value;
            boolean isReady = harness.subject().update(harness.state(), value);
            if (isReady != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            if (isReady && (i < length + 20 || i % interval == 0 || i >= valueCount - 5)) {
                compare(harness, value, Exact.of(ring), "at " + i + ", seed " + length);
            }
        }
    }

    private static void compare(Harness<RollingMoments> harness, double value, Exact exact, String place) {
        RollingMoments moments = harness.subject();
        double deviation = exact.deviation();
        double score = exact.score(value);
        assertThat(moments.deviation(harness.state()))
                .as("deviation " + place)
                .isCloseTo(deviation, within(ERROR_MAX * deviation));
        assertThat(moments.mean(harness.state()))
                .as("mean " + place)
                .isCloseTo(exact.mean(), within(1e-15 * Math.abs(exact.mean()) + ERROR_MAX * deviation));
        assertThat(moments.score(harness.state(), value))
                .as("score " + place)
                .isCloseTo(score, within(ERROR_MAX * Math.max(1, Math.abs(score))));
    }

    @Test
    void shouldHaveNoDeviationAtAllWhenAllValuesAreEqual() {
        Harness<RollingMoments> harness = Harness.of(wiring -> RollingMoments.of(wiring, "moments", 7));
        RollingMoments moments = harness.subject();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double value = 1e5 * random.nextDouble();
            int repeats = 1 + random.nextInt(30);
            for (int k = 1; k <= repeats; k++) {
                boolean isReady = moments.update(harness.state(), value);
                if (isReady) {
                    assertThat(moments.deviation(harness.state()) == 0.0)
                            .as("no deviation after the same value %d times", k)
                            .isEqualTo(k >= 7);
                    if (k >= 7) {
                        assertThat(moments.mean(harness.state())).isEqualTo(value);
                    }
                }
            }
        }
    }

    @Test
    void shouldRecoverFromAnOverflow() {
        Harness<RollingMoments> harness = Harness.of(wiring -> RollingMoments.of(wiring, "moments", 5));
        RollingMoments moments = harness.subject();
        moments.update(harness.state(), 1e300);
        for (int i = 0; i < 10; i++) {
            moments.update(harness.state(), i % 2);
        }
        assertThat(moments.deviation(harness.state())).isCloseTo(Math.sqrt(0.24), within(1e-12));
    }
}
