// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.orderflow;

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

class OrderFlowScalpTest {
    private static final double BID = 99.98;
    private static final double ASK = 100.02;

    private NodeFixture scalp = NodeFixture.of(OrderFlowScalp.TYPE, Map.of("confirm", 2, "hold", "5s"));

    private String flow(double second, double imbalance) {
        scalp.at(timeNs(second)).quote("quote", BID, 1, ASK, 1).set("imbalance", imbalance);
        scalp.run();
        return PastSignals.reason(scalp);
    }

    private String timer(double second) {
        scalp.at(timeNs(second)).fire("timer").run();
        return PastSignals.reason(scalp);
    }

    private static long timeNs(double second) {
        return Math.round(second * PastSignals.SECOND_NS);
    }

    @Test
    void shouldBuyAtTheAskWhenBuyersWereStrongerSeveralTimesInARow() {
        assertThat(flow(0, 0.7)).isNull();
        assertThat(flow(0, 0.5)).isNull();
        assertThat(flow(0, 0.6)).isNull();
        assertThat(flow(0, 0.8)).isEqualTo("enter-long");
        assertThat(scalp.side("signal")).isEqualTo(Side.BUY);
        assertThat(scalp.strength("signal")).isEqualTo(0.8);
        assertThat(scalp.referencePrice("signal")).isEqualTo(ASK);
        assertThat(flow(1, 0.9)).as("already long").isNull();
    }

    @Test
    void shouldSellAtTheBidWhenSellersWereStronger() {
        assertThat(flow(0, 0.7)).isNull();
        assertThat(flow(0, -0.7)).isNull();
        assertThat(flow(0, -0.7)).isEqualTo("enter-short");
        assertThat(scalp.side("signal")).isEqualTo(Side.SELL);
        assertThat(scalp.strength("signal")).isEqualTo(0.7);
        assertThat(scalp.referencePrice("signal")).isEqualTo(BID);
    }

    @Test
    void shouldLeaveWhenTheFlowTurnsAgainstIt() {
        flow(0, 0.7);
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
        assertThat(flow(0, -0.1)).isNull();
        assertThat(flow(0, -0.2)).isEqualTo("opposite");
        assertThat(scalp.side("signal")).isEqualTo(Side.SELL);
        assertThat(scalp.referencePrice("signal")).isEqualTo(BID);
        flow(2, -0.7);
        assertThat(flow(2, -0.7)).isEqualTo("enter-short");
        assertThat(flow(2, 0.1)).isNull();
        assertThat(flow(2, 0.2)).isEqualTo("opposite");
        assertThat(scalp.side("signal")).isEqualTo(Side.BUY);
        assertThat(scalp.referencePrice("signal")).isEqualTo(ASK);
    }

    @Test
    void shouldLeaveWhenTheTimeIsUp() {
        flow(0, 0.7);
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
        assertThat(flow(4.9, 0.7)).isNull();
        assertThat(flow(5, 0.7)).isEqualTo("time");
        assertThat(flow(6, 0.7))
                .as("after the cooldown, the flow being what it was")
                .isEqualTo("enter-long");
        assertThat(timer(10.9)).isNull();
        assertThat(timer(11)).as("without a new imbalance").isEqualTo("time");
    }

    @Test
    void shouldDecideNothingElseByTheTimer() {
        assertThat(flow(0, 0.7)).isNull();
        assertThat(timer(1)).as("the same imbalance is no second one").isNull();
        assertThat(flow(1, 0.7)).isEqualTo("enter-long");
        assertThat(flow(1, -0.1)).isNull();
        scalp.change("exit", 0.1);
        assertThat(timer(2)).isNull();
        scalp.change("session-to", 0);
        assertThat(timer(2)).as("but the end of the session").isEqualTo("session-end");
        scalp.change("session-to", 1_440);
        assertThat(timer(10)).isNull();
    }

    @Test
    void shouldNotEnterAtAWideSpread() {
        scalp.change("spread-max", 3.9);
        flow(0, 0.7);
        assertThat(flow(0, 0.7)).isNull();
        scalp.change("spread-max", 4.1);
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
        scalp.at(timeNs(1)).quote("quote", 90, 1, 110, 1).set("imbalance", -0.5).run();
        assertThat(PastSignals.reason(scalp)).as("but leave").isEqualTo("opposite");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        scalp = NodeFixture.of(OrderFlowScalp.TYPE, Map.of("confirm", 1, "sides", "long"));
        assertThat(flow(0, -0.7)).isNull();
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
    }

    @Test
    void shouldKeepTheCooldown() {
        scalp = NodeFixture.of(OrderFlowScalp.TYPE, Map.of("confirm", 1, "cooldown", "10s"));
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
        assertThat(flow(1, -0.7)).isEqualTo("opposite");
        assertThat(flow(10.9, -0.7)).isNull();
        assertThat(flow(11, -0.7)).isEqualTo("enter-short");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOver() {
        scalp = NodeFixture.of(OrderFlowScalp.TYPE, Map.of("confirm", 1, "session-to", 1));
        assertThat(flow(59, 0.7)).isEqualTo("enter-long");
        assertThat(timer(60)).isEqualTo("session-end");
        assertThat(flow(70, 0.7)).isNull();
    }

    @Test
    void shouldTakeNewThresholdsAtOnce() {
        scalp.change("entry", 0.8);
        flow(0, 0.7);
        assertThat(flow(0, 0.7)).isNull();
        scalp.change("entry", 0.7);
        flow(0, 0.7);
        assertThat(flow(0, 0.7)).isEqualTo("enter-long");
        scalp.change("hold", "1s");
        assertThat(flow(1, 0.7)).isEqualTo("time");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTheWholePastGoneThroughAtEveryRun(int seed) {
        Random random = new Random(seed);
        int confirm = 1 + random.nextInt(4);
        PastSignals expected = PastSignals.random(random);
        scalp = NodeFixture.of(
                OrderFlowScalp.TYPE, expected.parameters(Map.of("confirm", confirm, "hold", "5m", "spread-max", 50.0)));
        List<Double> flows = new ArrayList<>();
        double second = 0;
        for (int i = 0; i < 5_000; i++) {
            second += random.nextInt(200);
            double bid = 100 - random.nextInt(5) / 8.0;
            double ask = 100 + random.nextInt(5) / 8.0;
            boolean isNew = random.nextInt(4) > 0;
            scalp.at(timeNs(second)).quote("quote", bid, 1, ask, 1);
            if (isNew) {
                flows.add(random.nextInt(11) / 5.0 - 0.8);
                scalp.set("imbalance", flows.get(flows.size() - 1));
            } else if (flows.isEmpty()) {
                continue;
            }
            scalp.fire("timer").run();
            expected.at(timeNs(second));
            double flow = flows.get(flows.size() - 1);
            List<Double> last = flows.subList(Math.max(flows.size() - confirm, 0), flows.size());
            boolean mayEnter = isNew && last.size() == confirm && 20_000 * (ask - bid) / (ask + bid) <= 50;
            String held = expected.held();
            double now = held.equals("long") ? bid : ask;
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, now);
            } else if (isNew && (held.equals("long") && flow <= -0.2 || held.equals("short") && flow >= 0.2)) {
                expected.leave("opposite", Math.abs(flow), now);
            } else if (!held.equals("flat") && expected.heldNs() >= 300 * PastSignals.SECOND_NS) {
                expected.leave("time", Math.abs(flow), now);
            } else if (held.equals("flat") && mayEnter) {
                if (last.stream().allMatch(each -> each >= 0.6) && expected.mayEnter("long")) {
                    expected.enter("long", flow, ask);
                } else if (last.stream().allMatch(each -> each <= -0.6) && expected.mayEnter("short")) {
                    expected.enter("short", -flow, bid);
                }
            }
            expected.check(scalp, "seed %d, run %d".formatted(seed, i));
        }
    }
}
