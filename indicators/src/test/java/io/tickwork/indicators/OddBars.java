// SPDX-License-Identifier: Apache-2.0
package io.tickwork.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.OutputSpec;
import io.tickwork.dag.node.ParameterSpec;
import io.tickwork.dag.node.ValueKind;
import io.tickwork.dag.testing.NodeFixture;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Runs nodes over bars as no market makes them, and looks that no output ever becomes NaN or infinite. */
public final class OddBars {
    private static final double[] PRICES = {0, 1e-9, 1, 100, 1e12, -5};

    private OddBars() {}

    /** Feeds a node with the least periods, and with usual ones. */
    public static void check(NodeType type) {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Map<String, Object> values = new HashMap<>();
            for (ParameterSpec spec : type.parameters()) {
                if (spec.kind() == ParameterSpec.Kind.INTEGER) {
                    values.put(spec.name(), (long) spec.min() + (seed % 2 == 0 ? random.nextInt(10) : 0));
                }
            }
            NodeFixture node = NodeFixture.of(type, values);
            Series bars = bars(random);
            for (int i = 0; i < bars.length(); i++) {
                TaLibComparison.feed(node, type, bars, i);
                node.run();
                for (OutputSpec output : type.outputs()) {
                    if (output.kind() == ValueKind.DOUBLE) {
                        assertThat(node.value(output.name()))
                                .as("%s %s, seed %d, bar %d", type, output.name(), seed, i)
                                .isFinite();
                    }
                }
            }
        }
    }

    /** Long stretches of one price, bars without range, prices of all sizes, and of no size. */
    private static Series bars(Random random) {
        int length = 600;
        Series series = new Series(
                "odd",
                length,
                new double[length],
                new double[length],
                new double[length],
                new double[length],
                new double[length]);
        double price = 0;
        for (int i = 0; i < length; i++) {
            if (random.nextInt(20) == 0) {
                price = PRICES[random.nextInt(PRICES.length)];
            }
            double reach = random.nextInt(3) == 0 ? Math.abs(price) * random.nextDouble() : 0;
            series.open()[i] = price - reach * random.nextDouble();
            series.close()[i] = price + reach * random.nextDouble();
            series.low()[i] = price - reach;
            series.high()[i] = price + reach;
        }
        return series;
    }
}
