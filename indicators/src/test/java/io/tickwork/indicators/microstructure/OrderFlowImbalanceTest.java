// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators.microstructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFlowImbalanceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 300})
    void shouldSumUpTheLastContributions(int period) {
        Random random = new Random(period);
        NodeFixture node = NodeFixture.of(OrderFlowImbalance.TYPE, Map.of("period", period));
        double[][] quotes = new double[4_000][];
        for (int i = 0; i < quotes.length; i++) {
            double bid = 100 + random.nextInt(3);
            quotes[i] = new double[] {bid, random.nextInt(500) / 10.0, bid + 1 + random.nextInt(2), random.nextInt(9)};
            node.quote("quote", quotes[i][0], quotes[i][1], quotes[i][2], quotes[i][3])
                    .run();
            String place = "seed %d, quote %d".formatted(period, i);
            assertThat(node.isValid("value")).as(place).isEqualTo(i >= period);
            if (i >= period) {
                double sum = 0;
                for (int k = i + 1 - period; k <= i; k++) {
                    sum += bought(quotes[k - 1], quotes[k]) - offered(quotes[k - 1], quotes[k]);
                }
                assertThat(node.value("value")).as(place).isCloseTo(sum, within(1e-9));
            }
        }
    }

    /** What a change added to the bid: all of a better one, the difference at the same price, less all that is gone. */
    private static double bought(double[] before, double[] after) {
        if (after[0] > before[0]) {
            return after[1];
        }
        return after[0] < before[0] ? -before[1] : after[1] - before[1];
    }

    private static double offered(double[] before, double[] after) {
        if (after[2] < before[2]) {
            return after[3];
        }
        return after[2] > before[2] ? -before[3] : after[3] - before[3];
    }

    @Test
    void shouldCountNothingWhenNothingChanges() {
        NodeFixture node = NodeFixture.of(OrderFlowImbalance.TYPE, Map.of("period", 2));
        for (int i = 0; i < 3; i++) {
            node.quote("quote", 10, 5, 11, 7).run();
        }
        assertThat(node.value("value")).isZero();
        node.quote("quote", 10.5, 2, 11, 7).run();
        assertThat(node.value("value")).as("a better bid").isEqualTo(2);
        node.quote("quote", 10.5, 2, 10.75, 4).run();
        assertThat(node.value("value")).as("and a better ask").isEqualTo(-2);
    }
}
