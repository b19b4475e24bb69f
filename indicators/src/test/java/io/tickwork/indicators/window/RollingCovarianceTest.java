// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.indicators.Harness;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingCovarianceTest {
    private static final double ERROR_MAX = 1e-9;
    private static final MathContext DIGITS = new MathContext(50);

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1_000})
    void shouldStayExactOverTenMillionPairsOfSmallSpread(int length) {
        SplittableRandom random = new SplittableRandom(length);
        // Uniform over 0.0346: a variance of 1e-4 at a price of 100,000.
        check(
                length,
                10_000_000,
                249_989,
                () -> 100_000 + 0.0346 * random.nextDouble(),
                x -> 50_000 + (x - 100_000) / 3 + 0.02 * random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldForgetOutliersAndJumpsOfEither(int length) {
        SplittableRandom random = new SplittableRandom(length);
        DoubleSupplier[] sources = new DoubleSupplier[2];
        for (int i = 0; i < 2; i++) {
            double[] level = {100_000};
            sources[i] = () -> {
                if (random.nextInt(3 * length) == 0) {
                    level[0] = 100_000 * random.nextDouble();
                }
                double noise = 1e-2 * random.nextDouble();
                return random.nextInt(5 * length) == 0 ? 1e12 * random.nextDouble() : level[0] + noise;
            };
        }
        check(length, 200_000, 997, sources[0], x -> sources[1].getAsDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldFollowTrends(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] price = {1_000};
        check(
                length,
                200_000,
                997,
                () -> price[0] += 0.1 + random.nextDouble(),
                x -> 5_000_000 - 2 * x + random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void shouldFollowFadingSpreadsAndPlateaus(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] spread = {1};
        int[] step = {0};
        check(
                length,
                200_000,
                997,
                () -> {
                    spread[0] = spread[0] < 1e-4 ? 1e4 : spread[0] * 0.97;
                    return step[0]++ / 2_000 % 3 == 0 ? 100 : 100 + spread[0] * random.nextDouble();
                },
                x -> step[0] / 3_000 % 3 == 0 ? 7 : 3 + 1e-3 * random.nextDouble());
    }

    /** Compares with the exact values as soon as there are any, every so often, and at the end. */
    private static void check(
            int length, int pairCount, int interval, DoubleSupplier source, DoubleUnaryOperator dependent) {
        Harness<RollingCovariance> harness = Harness.of(wiring -> RollingCovariance.of(wiring, "covariance", length));
        double[] xs = new double[length];
        double[] ys = new double[length];
        for (int i = 0; i < pairCount; i++) {
            double x = source.getAsDouble();
            double y = dependent.applyAsDouble(x);
            xs[i % length] = x;
            ys[i % length] = y;
            boolean isReady = harness.subject().update(harness.state(), x, y);
            if (isReady != i >= length - 1) {
                throw new AssertionError("ready at " + i);
            }
            if (isReady && (i < length + 20 || i % interval == 0 || i >= pairCount - 5)) {
                compare(harness, xs, ys, i % length, "at " + i + ", seed " + length);
            }
        }
    }

    private static void compare(
            Harness<RollingCovariance> harness, double[] xs, double[] ys, int newest, String place) {
        RollingCovariance pairs = harness.subject();
        Exact x = Exact.of(xs);
        Exact y = Exact.of(ys);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < xs.length; i++) {
            sum = sum.add(from(x, xs[i]).multiply(from(y, ys[i])), DIGITS);
        }
        BigDecimal covariance = sum.divide(new BigDecimal(xs.length), DIGITS);
        double scale = x.deviation() * y.deviation();
        assertThat(pairs.covariance(harness.state()))
                .as("covariance " + place)
                .isCloseTo(covariance.doubleValue(), within(ERROR_MAX * scale));
        assertThat(pairs.correlation(harness.state()))
                .as("correlation " + place)
                .isCloseTo(scale == 0 ? 0 : covariance.doubleValue() / scale, within(ERROR_MAX));
        assertThat(pairs.isConstant(harness.state())).as("constant " + place).isEqualTo(x.deviation() == 0);
        if (x.deviation() > 0) {
            BigDecimal slope = covariance.divide(x.exactDeviation().pow(2), DIGITS);
            double slopeErrorMax = ERROR_MAX * y.deviation() / x.deviation();
            double found = pairs.slope(harness.state());
            assertThat(found).as("slope " + place).isCloseTo(slope.doubleValue(), within(slopeErrorMax));
            BigDecimal residual =
                    from(y, ys[newest]).subtract(from(x, xs[newest]).multiply(slope), DIGITS);
            assertThat(pairs.residual(harness.state(), xs[newest], ys[newest], found))
                    .as("residual " + place)
                    .isCloseTo(
                            residual.doubleValue(),
                            within(ERROR_MAX * y.deviation() * (1 + Math.abs(x.score(xs[newest])))));
            BigDecimal intercept = y.exactMean().subtract(slope.multiply(x.exactMean()));
            assertThat(pairs.intercept(harness.state(), found))
                    .as("intercept " + place)
                    .isCloseTo(
                            intercept.doubleValue(),
                            within(1e-14 * (Math.abs(y.mean()) + Math.abs(found * x.mean()))
                                    + ERROR_MAX * y.deviation()
                                    + slopeErrorMax * Math.abs(x.mean())));
        }
    }

    private static BigDecimal from(Exact series, double value) {
        return new BigDecimal(value).subtract(series.exactMean());
    }

    @Test
    void shouldCorrelateFullyWithItselfAndItsContrary() {
        SplittableRandom random = new SplittableRandom(1);
        Harness<RollingCovariance[]> harness = Harness.of(wiring -> new RollingCovariance[] {
            RollingCovariance.of(wiring, "same", 7), RollingCovariance.of(wiring, "contrary", 7)
        });
        for (int i = 0; i < 1_000; i++) {
            double value = 1e5 * random.nextDouble();
            boolean isReady = harness.subject()[0].update(harness.state(), value, value);
            harness.subject()[1].update(harness.state(), value, -3 * value);
            if (isReady) {
                assertThat(harness.subject()[0].correlation(harness.state())).isBetween(1 - 1e-12, 1.0);
                assertThat(harness.subject()[1].correlation(harness.state())).isBetween(-1.0, -1 + 1e-12);
            }
        }
    }

    @Test
    void shouldRecoverFromAnOverflow() {
        Harness<RollingCovariance> harness = Harness.of(wiring -> RollingCovariance.of(wiring, "covariance", 5));
        RollingCovariance pairs = harness.subject();
        pairs.update(harness.state(), 1e300, -1e300);
        for (int i = 0; i < 10; i++) {
            pairs.update(harness.state(), i % 2, 2 * (i % 2));
        }
        assertThat(pairs.covariance(harness.state())).isCloseTo(0.48, within(1e-12));
    }
}
