// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.indicators.Harness;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingExtremeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldFindTheExtremesOfRandomValues(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, i -> random.nextInt(-1_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldFindTheExtremesAmongTies(int length) {
        SplittableRandom random = new SplittableRandom(length);
        check(length, i -> random.nextInt(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void shouldFindTheExtremesOfLongRisesAndFalls(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] walk = new double[2];
        check(length, i -> {
            if (random.nextInt(60) == 0) {
                walk[1] = random.nextInt(-2, 3);
                walk[0] = random.nextInt(-100, 100);
            }
            return walk[0] += walk[1];
        });
    }

    private static void check(int length, IntToDoubleFunction values) {
        Harness<RollingExtreme[]> harness = Harness.of(wiring -> new RollingExtreme[] {
            RollingExtreme.highest(wiring, "highest", length), RollingExtreme.lowest(wiring, "lowest", length)
        });
        RollingExtreme highest = harness.subject()[0];
        RollingExtreme lowest = harness.subject()[1];
        double[] seen = new double[20_000];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = values.applyAsDouble(i);
            highest.update(harness.state(), seen[i]);
            lowest.update(harness.state(), seen[i]);
            double[] window = Arrays.copyOfRange(seen, Math.max(0, i + 1 - length), i + 1);
            assertThat(highest.isReady(harness.state())).isEqualTo(window.length == length);
            assertThat(highest.value(harness.state()))
                    .as("highest at %d, seed %d", i, length)
                    .isEqualTo(Arrays.stream(window).max().orElseThrow());
            assertThat(lowest.value(harness.state()))
                    .as("lowest at %d, seed %d", i, length)
                    .isEqualTo(Arrays.stream(window).min().orElseThrow());
            int age = highest.age(harness.state());
            double[] later = Arrays.copyOfRange(window, window.length - age, window.length);
            assertThat(seen[i - age] == highest.value(harness.state())
                            && Arrays.stream(later).allMatch(value -> value < highest.value(harness.state())))
                    .as("age of the highest at %d, seed %d", i, length)
                    .isTrue();
        }
    }
}
