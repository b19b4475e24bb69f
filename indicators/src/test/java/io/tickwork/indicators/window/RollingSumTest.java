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

class RollingSumTest {
    private static final double ERROR_MAX = 1e-9;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50})
    void shouldStayExactOverTenMillionValues(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, 10_000_000, 99_991, () -> random.nextDouble() - 0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50})
    void shouldForgetOutliers(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(
                length,
                200_000,
                197,
                () -> random.nextInt(5 * length) == 0 ? 1e17 * random.nextDouble() : random.nextDouble());
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(int length, int valueCount, int interval, DoubleSupplier values) {
        Harness<RollingSum> harness = Harness.of(wiring -> RollingSum.of(wiring, "sum", length));
        RollingSum sum = harness.subject();
        double[] ring = new double[length];
        for (int i = 0; i < valueCount; i++) {
            double value = values.getAsDouble();
            ring[i % length] = value;
            sum.update(harness.state(), value);
            boolean isReady = sum.isReady(harness.state());
            if (isReady != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            if (isReady && (i < length + 20 || i % interval == 0 || i >= valueCount - 5)) {
                Exact exact = Exact.of(ring);
                assertThat(sum.sum(harness.state()))
                        .as("sum at %d, seed %d", i, length)
                        .isCloseTo(exact.sum(), within(ERROR_MAX * Math.abs(exact.sum())));
                assertThat(sum.mean(harness.state()))
                        .as("mean at %d, seed %d", i, length)
                        .isCloseTo(exact.mean(), within(ERROR_MAX * Math.abs(exact.mean())));
            }
        }
    }

    @Test
    void shouldSumEqualValuesExactly() {
        Harness<RollingSum> harness = Harness.of(wiring -> RollingSum.of(wiring, "sum", 5));
        RollingSum sum = harness.subject();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double value = i % 3 == 0 ? 0.0 : 1e17 * random.nextDouble();
            for (int k = 0; k < 5; k++) {
                sum.update(harness.state(), value);
            }
            assertThat(sum.isConstant(harness.state())).isTrue();
            assertThat(sum.sum(harness.state())).isEqualTo(5 * value);
            assertThat(sum.mean(harness.state())).isEqualTo(value);
            sum.update(harness.state(), value + 1e17);
            assertThat(sum.isConstant(harness.state())).isFalse();
        }
    }

    @Test
    void shouldRecoverFromAnOverflow() {
        Harness<RollingSum> harness = Harness.of(wiring -> RollingSum.of(wiring, "sum", 3));
        RollingSum sum = harness.subject();
        for (double value : new double[] {Double.MAX_VALUE, Double.MAX_VALUE, 1, 2, 3, 4}) {
            sum.update(harness.state(), value);
        }
        assertThat(sum.sum(harness.state())).isEqualTo(9);
    }
}
