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

class BollingerReversionTest {
    private NodeFixture reversion = NodeFixture.of(BollingerReversion.TYPE, Map.of());
    private long nowNs;

    /** Runs a minute later, with bands at 96 and 104. */
    private String price(double price) {
        return run(price, 96, 100, 104);
    }

    private String run(double price, double lower, double middle, double upper) {
        nowNs += 60 * PastSignals.SECOND_NS;
        reversion.at(nowNs).set("price", price).set("lower", lower);
        reversion.set("middle", middle).set("upper", upper).run();
        return PastSignals.reason(reversion);
    }

    @Test
    void shouldBuyWhenThePriceComesBackFromBelow() {
        assertThat(price(97)).isNull();
        assertThat(price(95)).as("outside is no entry").isNull();
        assertThat(price(94)).isNull();
        assertThat(price(97)).isEqualTo("enter-long");
        assertThat(reversion.side("signal")).isEqualTo(Side.BUY);
        assertThat(reversion.strength("signal")).isEqualTo(0.75);
        assertThat(reversion.referencePrice("signal")).isEqualTo(97);
        assertThat(price(99)).isNull();
        assertThat(price(100)).isEqualTo("exit-long");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(price(97)).isNull();
    }

    @Test
    void shouldSellWhenThePriceComesBackFromAbove() {
        assertThat(price(105)).isNull();
        assertThat(price(104)).as("on the band is between").isEqualTo("enter-short");
        assertThat(reversion.side("signal")).isEqualTo(Side.SELL);
        assertThat(price(100.5)).isNull();
        assertThat(price(99)).isEqualTo("exit-short");
    }

    @Test
    void shouldNotEnterBeyondTheMiddle() {
        price(95);
        assertThat(price(100)).isNull();
        price(95);
        assertThat(price(105)).as("from one side to the other").isNull();
        assertThat(price(103)).isEqualTo("enter-short");
    }

    @Test
    void shouldStopWhenThePriceIsTooFarOutsideAgain() {
        price(95);
        assertThat(price(97)).isEqualTo("enter-long");
        assertThat(price(94)).as("half of the half").isNull();
        assertThat(price(93.9)).isEqualTo("stop");
        assertThat(price(97)).as("a new return").isEqualTo("enter-long");
        reversion.change("stop", 0.0);
        assertThat(price(95.9)).isEqualTo("stop");
    }

    @Test
    void shouldNotEnterBetweenBandsTooCloseToEachOther() {
        reversion.change("width-min", 801.0);
        price(95);
        assertThat(price(97)).isNull();
        reversion.change("width-min", 800.0);
        price(95);
        assertThat(price(97)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        reversion = NodeFixture.of(BollingerReversion.TYPE, Map.of("sides", "short"));
        price(95);
        assertThat(price(97)).isNull();
        price(105);
        assertThat(price(103)).isEqualTo("enter-short");
    }

    @Test
    void shouldKeepTheCooldown() {
        reversion = NodeFixture.of(BollingerReversion.TYPE, Map.of("cooldown", "3m"));
        price(95);
        assertThat(price(97)).isEqualTo("enter-long");
        assertThat(price(100)).isEqualTo("exit-long");
        price(95);
        assertThat(price(97)).isNull();
        assertThat(price(97)).as("no return any more").isNull();
        price(95);
        assertThat(price(97)).isEqualTo("enter-long");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        reversion = NodeFixture.of(BollingerReversion.TYPE, Map.of("session-to", 3));
        price(95);
        assertThat(price(97)).isEqualTo("enter-long");
        assertThat(price(98)).isEqualTo("session-end");
        price(95);
        assertThat(price(97)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheWholePastGoneThroughAtEveryRun(int seed) {
        Random random = new Random(seed);
        PastSignals expected = PastSignals.random(random);
        double stop = random.nextInt(5) / 4.0;
        double widthMin = random.nextInt(500);
        reversion = NodeFixture.of(
                BollingerReversion.TYPE, expected.parameters(Map.of("stop", stop, "width-min", widthMin)));
        List<double[]> past = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            double price = 100 + random.nextInt(25) - 12;
            double middle = 100 + random.nextInt(3) - 1;
            double half = 1 + random.nextInt(6);
            nowNs += random.nextInt(200) * PastSignals.SECOND_NS;
            run(price, middle - half, middle, middle + half);
            past.add(new double[] {price, middle - half, middle + half});
            expected.at(nowNs);
            double[] before = i > 0 ? past.get(i - 1) : new double[3];
            double strength = Math.abs(price - middle) / half;
            boolean isBetween = price >= middle - half && price <= middle + half;
            boolean isWide = 2 * half / middle * 10_000 >= widthMin;
            String held = expected.held();
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, price);
            } else if (held.equals("long") && price < middle - half - stop * half
                    || held.equals("short") && price > middle + half + stop * half) {
                expected.leave("stop", strength, price);
            } else if (held.equals("long") && price >= middle || held.equals("short") && price <= middle) {
                expected.leave(strength, price);
            } else if (held.equals("flat") && isBetween && isWide) {
                if (before[0] < before[1] && price < middle && expected.mayEnter("long")) {
                    expected.enter("long", strength, price);
                } else if (before[0] > before[2] && price > middle && expected.mayEnter("short")) {
                    expected.enter("short", strength, price);
                }
            }
            expected.check(reversion, "seed %d, run %d".formatted(seed, i));
        }
    }
}
