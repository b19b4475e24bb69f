// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.indicators.Harness;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingOrderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldOrderRandomValues(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, i -> random.nextInt(-1_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldOrderTiesAndPlateaus(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, i -> i / 500 % 3 == 0 ? 0.0 : i / 500 % 3 == 1 ? random.nextInt(3) : random.nextInt(2) - 0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldOrderLongRisesFallsAndJumps(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] walk = new double[2];
        check(length, i -> {
            if (random.nextInt(60) == 0) {
                walk[1] = random.nextInt(-2, 3);
                walk[0] = random.nextInt(10) == 0 ? 1e300 * random.nextInt(-1, 2) : random.nextInt(-100, 100);
            }
            return walk[0] += walk[1];
        });
    }

    private static void check(int length, IntToDoubleFunction values) {
        Harness<RollingOrder> harness = Harness.of(wiring -> RollingOrder.of(wiring, "order", length));
        RollingOrder order = harness.subject();
        SplittableRandom random = new SplittableRandom(-length);
        double[] seen = new double[6_000];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = values.applyAsDouble(i) + 0.0; // no -0, of which sorting makes a difference
            boolean isReady = order.update(harness.state(), seen[i]);
            double[] sorted = Arrays.copyOfRange(seen, Math.max(0, i + 1 - length), i + 1);
            Arrays.sort(sorted);
            String place = "at " + i + ", seed " + length;
            assertThat(isReady).as(place).isEqualTo(sorted.length == length);
            double[] got = new double[sorted.length];
            for (int rank = 0; rank < sorted.length; rank++) {
                got[rank] = order.get(harness.state(), rank);
            }
            assertThat(Arrays.equals(got, sorted)).as(place).isTrue();
            double value = random.nextBoolean() ? seen[i] : sorted[random.nextInt(sorted.length)] + random.nextInt(2);
            long below = Arrays.stream(sorted).filter(each -> each < value).count();
            long upTo = Arrays.stream(sorted).filter(each -> each <= value).count();
            assertThat(order.countBelow(harness.state(), value)).as(place).isEqualTo((int) below);
            assertThat(order.countUpTo(harness.state(), value)).as(place).isEqualTo((int) upTo);
        }
    }

    /** The depth of the tree is what an update costs; no tree of 100,000 can be shallower than 17. */
    @ParameterizedTest
    @ValueSource(strings = {"random", "rising", "falling", "equal", "waves"})
    void shouldStayShallow(String shape) {
        int length = 100_000;
        SplittableRandom random = new SplittableRandom(1);
        Harness<RollingOrder> harness = Harness.of(wiring -> RollingOrder.of(wiring, "order", length));
        for (int i = 0; i < 3 * length; i++) {
            harness.subject()
                    .update(
                            harness.state(),
                            switch (shape) {
                                case "random" -> random.nextDouble();
                                case "rising" -> i;
                                case "falling" -> -i;
                                case "equal" -> 5;
                                default -> i % 1_000 - 500;
                            });
        }
        RollingOrder order = harness.subject();
        int depthMax = 0;
        for (int sample = 0; sample < 20_000; sample++) {
            depthMax = Math.max(depthMax, depth(harness, order, random.nextInt(length)));
        }
        assertThat(depthMax).as(shape).isBetween(17, 60);
    }

    private static int depth(Harness<RollingOrder> harness, RollingOrder order, int rank) {
        long mask = (1 << 21) - 1;
        int depth = 1;
        int left = rank;
        long at = order.root().get(harness.state());
        while (true) {
            long node = order.nodes().get(harness.state(), (int) at - 1);
            long smaller = node >>> 21 & mask;
            int count = smaller == 0 ? 0 : (int) (order.nodes().get(harness.state(), (int) smaller - 1) >>> 42);
            if (left == count) {
                return depth;
            }
            depth++;
            at = left < count ? smaller : node & mask;
            left = left < count ? left : left - count - 1;
        }
    }
}
