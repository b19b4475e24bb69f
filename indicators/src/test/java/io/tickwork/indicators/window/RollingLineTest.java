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

class RollingLineTest {
    private static final double ERROR_MAX = 1e-9;

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1_000})
    void shouldStayExactOverTenMillionValuesOfSmallSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        // Uniform over 0.0346: a variance of 1e-4 at a price of 100,000.
        check(length, 10_000_000, 249_989, () -> 100_000 + 0.0346 * random.nextDouble());
    }

    /** The sums of prices above are whole numbers of a price's last digit and hardly round; these round every time. */
    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1_000})
    void shouldStayExactOverTenMillionValuesAroundZero(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, 10_000_000, 249_989, () -> random.nextDouble() - 0.5);
    }

    /** The price stays away from the pivot, a hundred deviations but not enough for a sweep. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1_000})
    void shouldStayExactFarFromThePivot(int length) {
        SplittableRandom random = new SplittableRandom(length);
        long[] count = {0};
        check(length, 1_000_000, 9_973, () -> {
            // The pivot is the value at the first place of the ring.
            double level = count[0]++ % length == 0 ? 100_000 - 0.9 : 100_000;
            return level + 0.0346 * random.nextDouble();
        });
    }

    @Test
    void shouldStayExactInTheLongestWindow() {
        SplittableRandom random = new SplittableRandom(5);
        check(100_000, 1_000_000, 333_337, 1, () -> 100_000 + 0.0346 * random.nextDouble());
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

    private static void check(int length, int valueCount, int interval, DoubleSupplier values) {
        check(length, valueCount, interval, 20, values);
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(int length, int valueCount, int interval, int firstCount, DoubleSupplier values) {
        Harness<RollingLine> harness = Harness.of(wiring -> RollingLine.of(wiring, "line", length));
        double[] ring = new double[length];
        for (int i = 0; i < valueCount; i++) {
            double value = values.getAsDouble();
            ring[i % length] = value;
            boolean isReady = harness.subject().update(harness.state(), value);
            if (isReady != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            if (isReady && (i < length + firstCount || i % interval == 0 || i >= valueCount - firstCount / 4)) {
                compare(harness, length, ExactLine.of(ring, (i + 1) % length), "at " + i + ", seed " + length);
            }
        }
    }

    private static void compare(Harness<RollingLine> harness, int length, ExactLine exact, String place) {
        RollingLine line = harness.subject();
        double deviation = exact.moments().deviation();
        double mean = exact.moments().mean();
        assertThat(line.mean(harness.state()))
                .as("mean " + place)
                .isCloseTo(mean, within(1e-15 * Math.abs(mean) + ERROR_MAX * deviation));
        double weightedMean = exact.weightedMean();
        assertThat(line.weightedMean(harness.state()))
                .as("weighted mean " + place)
                .isCloseTo(weightedMean, within(1e-15 * Math.abs(weightedMean) + ERROR_MAX * deviation));
        // What a line through pure noise would explain.
        double byChance = 1.0 / length;
        double slopeByChance = deviation * Math.sqrt(12.0 / length) / length;
        assertThat(line.slope(harness.state()))
                .as("slope " + place)
                .isCloseTo(exact.slope(), within(ERROR_MAX * Math.max(Math.abs(exact.slope()), slopeByChance)));
        double determination = exact.determination();
        assertThat(line.determination(harness.state()))
                .as("determination " + place)
                .isCloseTo(determination, within(ERROR_MAX * Math.max(determination, byChance)));
    }

    @Test
    void shouldBeLevelWhenAllValuesAreEqual() {
        Harness<RollingLine> harness = Harness.of(wiring -> RollingLine.of(wiring, "line", 7));
        RollingLine line = harness.subject();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double value = 1e5 * random.nextDouble();
            int repeats = 1 + random.nextInt(30);
            for (int k = 1; k <= repeats; k++) {
                if (line.update(harness.state(), value) && k >= 7) {
                    assertThat(line.slope(harness.state())).isZero();
                    assertThat(line.determination(harness.state())).isNaN();
                    assertThat(line.mean(harness.state())).isEqualTo(value);
                    assertThat(line.weightedMean(harness.state())).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void shouldFitAStraightLine() {
        Harness<RollingLine> harness = Harness.of(wiring -> RollingLine.of(wiring, "line", 50));
        RollingLine line = harness.subject();
        for (int i = 0; i < 1_000; i++) {
            if (line.update(harness.state(), 1e6 - 0.25 * i)) {
                assertThat(line.slope(harness.state())).isCloseTo(-0.25, within(1e-15));
                assertThat(line.determination(harness.state())).isBetween(1 - 1e-14, 1.0);
            }
        }
    }

    @Test
    void shouldBeTheNewestValueInAWindowOfOne() {
        Harness<RollingLine> harness = Harness.of(wiring -> RollingLine.of(wiring, "line", 1));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            double value = 1e17 * random.nextDouble();
            assertThat(harness.subject().update(harness.state(), value)).isTrue();
            assertThat(harness.subject().weightedMean(harness.state())).isEqualTo(value);
        }
    }

    @Test
    void shouldRecoverFromAnOverflow() {
        Harness<RollingLine> harness = Harness.of(wiring -> RollingLine.of(wiring, "line", 5));
        RollingLine line = harness.subject();
        line.update(harness.state(), 1e300);
        for (int i = 0; i < 10; i++) {
            line.update(harness.state(), i % 2);
        }
        // The window holds 1, 0, 1, 0, 1.
        assertThat(line.weightedMean(harness.state())).isCloseTo(0.6, within(1e-15));
        assertThat(line.slope(harness.state())).isZero();
    }
}
