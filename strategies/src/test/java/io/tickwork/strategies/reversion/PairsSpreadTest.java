// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.reversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import io.tickwork.strategies.position.PastSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsSpreadTest {
    private NodeFixture pairs = NodeFixture.of(PairsSpread.TYPE, Map.of("period", 6));
    private long nowNs;

    private String run(double left, double right, double hedge) {
        nowNs += 60 * PastSignals.SECOND_NS;
        pairs.at(nowNs).set("left", left).set("right", right);
        pairs.set("hedge", hedge).valid("hedge", true).run();
        return PastSignals.reason(pairs);
    }

    /** The spreads 10, 11, 10, 11, 10, with a ratio of 2. */
    private void fill() {
        for (int i = 0; i < 5; i++) {
            assertThat(run(210 + i % 2 + 2 * i, 100 + i, 2)).isNull();
        }
    }

    @Test
    void shouldSellASpreadThatIsFarAboveItsMean() {
        fill();
        assertThat(run(220, 100, 2)).isEqualTo("enter-short");
        assertThat(pairs.side("signal")).isEqualTo(Side.SELL);
        assertThat(pairs.referencePrice("signal")).as("the spread").isEqualTo(20);
        assertThat(pairs.strength("signal")).isBetween(2.0, 2.3);
        assertThat(run(211, 100, 2)).isEqualTo("exit-short");
        assertThat(pairs.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldBuyASpreadThatIsFarBelowItsMean() {
        fill();
        assertThat(run(201, 100, 2)).isEqualTo("enter-long");
        assertThat(pairs.referencePrice("signal")).isEqualTo(1);
        assertThat(run(210, 100, 2)).isEqualTo("exit-long");
    }

    @Test
    void shouldTakeASpreadFromEitherSymbol() {
        assertThat(run(110, 1, 1)).isNull();
        for (int i = 0; i < 2; i++) {
            pairs.set("left", 111.0).run();
            pairs.set("right", 1.0).run();
        }
        pairs.set("right", 1.0).set("hedge", -100.0).run();
        assertThat(PastSignals.reason(pairs)).as("the sixth").isEqualTo("enter-short");
    }

    @Test
    void shouldTakeNoSpreadWhileTheRatioHasNoValue() {
        for (int i = 0; i < 10; i++) {
            pairs.at(nowNs)
                    .set("left", 210.0)
                    .set("right", 100.0)
                    .valid("hedge", false)
                    .run();
        }
        fill();
        assertThat(run(220, 100, 2)).as("the sixth").isEqualTo("enter-short");
    }

    @Test
    void shouldDecideNothingWhileAllSpreadsAreEqualButTheEndOfTheSession() {
        for (int i = 0; i < 10; i++) {
            assertThat(run(110, 100, 1)).isNull();
        }
        assertThat(run(120, 100, 1)).isEqualTo("enter-short");
        pairs.change("session-to", 1);
        assertThat(run(120, 100, 1)).isEqualTo("session-end");
    }

    @Test
    void shouldPassOverASpreadThatIsNoNumber() {
        fill();
        assertThat(run(Double.MAX_VALUE, -Double.MAX_VALUE, 2)).isNull();
        assertThat(run(220, 100, 2)).as("the sixth").isEqualTo("enter-short");
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        fill();
        pairs.change("entry", 3.0);
        assertThat(run(220, 100, 2)).isNull();
        pairs.change("entry", 1.0);
        assertThat(run(220, 100, 2)).isEqualTo("enter-short");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheWholePastGoneThroughAtEveryRun(int seed) {
        Random random = new Random(seed);
        int period = 2 + random.nextInt(40);
        PastSignals expected = PastSignals.random(random);
        pairs = NodeFixture.of(PairsSpread.TYPE, expected.parameters(Map.of("period", period, "entry", 1.5)));
        List<Double> spreads = new ArrayList<>();
        double left = 5_000;
        double right = 4_000;
        for (int i = 0; i < 3_000; i++) {
            left += random.nextInt(9) - 4;
            right += random.nextInt(9) - 4;
            double hedge = 1 + random.nextInt(2) / 1_024.0;
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            run(left, right, hedge);
            spreads.add(left - hedge * right);
            expected.at(nowNs);
            if (spreads.size() >= period) {
                List<Double> window = spreads.subList(spreads.size() - period, spreads.size());
                double mean =
                        window.stream().mapToDouble(each -> each).average().orElseThrow();
                double variance = window.stream()
                        .mapToDouble(each -> (each - mean) * (each - mean))
                        .average()
                        .orElseThrow();
                double spread = spreads.get(spreads.size() - 1);
                ReversionOracle.decide(expected, (spread - mean) / Math.sqrt(variance), spread, 1.5, 0.5, 4.0);
            }
            expected.check(pairs, "seed %d, run %d".formatted(seed, i));
        }
    }
}
