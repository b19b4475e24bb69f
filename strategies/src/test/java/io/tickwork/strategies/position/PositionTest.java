// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.dag.node.DoubleIn;
import io.tickwork.dag.node.InputKind;
import io.tickwork.dag.node.LongIn;
import io.tickwork.dag.node.Node;
import io.tickwork.dag.node.NodeType;
import io.tickwork.dag.node.Side;
import io.tickwork.dag.node.State;
import io.tickwork.dag.testing.NodeFixture;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final long BUY = 1;
    private static final long SELL = -1;
    private static final long LEAVE = 0;
    private static final long NOTHING = 2;

    /** Enters and leaves as it is told. */
    private record Obedient(LongIn wish, DoubleIn strength, DoubleIn price, Position position) implements Node {
        static final NodeType TYPE = Position.declare(
                        NodeType.named("obedient")
                                .input("wish", InputKind.LONG, "What to do.")
                                .sampledInput("strength", InputKind.DOUBLE, "How strong.")
                                .sampledInput("price", InputKind.DOUBLE, "The price."),
                        Position.MINUTE_NS,
                        "own")
                .create(w ->
                        new Obedient(w.longIn("wish"), w.doubleIn("strength"), w.doubleIn("price"), Position.of(w)));

        @Override
        public long compute(State state) {
            double now = price.get(state);
            double how = strength.get(state);
            if (position.isSessionOver(state)) {
                return position.endSession(state, now);
            }
            if (wish.get(state) == BUY && position.mayGoLong(state)) {
                return position.enterLong(state, how, now);
            }
            if (wish.get(state) == SELL && position.mayGoShort(state)) {
                return position.enterShort(state, how, now);
            }
            return wish.get(state) == LEAVE && !position.isFlat(state) ? position.leave(state, how, now) : UNCHANGED;
        }
    }

    private NodeFixture node = NodeFixture.of(Obedient.TYPE, Map.of());

    private String run(long timeNs, long wish) {
        node.at(timeNs)
                .set("wish", wish)
                .set("strength", 7.0)
                .set("price", 100.0)
                .run();
        return PastSignals.reason(node);
    }

    private String minute(double minute, long wish) {
        return run(Math.round(minute * MINUTE_NS), wish);
    }

    @Test
    void shouldEnterOnceAndLeaveOnce() {
        assertThat(minute(1, LEAVE)).as("nothing to leave").isNull();
        assertThat(minute(2, BUY)).isEqualTo("enter-long");
        assertThat(node.side("signal")).isEqualTo(Side.BUY);
        assertThat(node.strength("signal")).isEqualTo(7);
        assertThat(node.referencePrice("signal")).isEqualTo(100);
        assertThat(minute(4, BUY)).as("already long").isNull();
        assertThat(minute(6, LEAVE)).isEqualTo("exit-long");
        assertThat(node.side("signal")).isEqualTo(Side.SELL);
        assertThat(minute(8, LEAVE)).as("already flat").isNull();
        assertThat(minute(10, SELL)).isEqualTo("enter-short");
        assertThat(node.side("signal")).isEqualTo(Side.SELL);
        assertThat(minute(12, SELL)).as("already short").isNull();
        assertThat(minute(14, LEAVE)).isEqualTo("exit-short");
        assertThat(node.side("signal")).isEqualTo(Side.BUY);
    }

    @Test
    void shouldTurnOverWithOneSignal() {
        assertThat(minute(1, BUY)).isEqualTo("enter-long");
        assertThat(minute(2, SELL)).isEqualTo("enter-short");
        assertThat(minute(3, BUY)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterOnlyTheSidesItMay() {
        node = NodeFixture.of(Obedient.TYPE, Map.of("sides", "long"));
        assertThat(minute(1, SELL)).isNull();
        assertThat(minute(2, BUY)).isEqualTo("enter-long");
        assertThat(minute(4, SELL)).as("not turned over").isNull();
        assertThat(minute(5, LEAVE)).isEqualTo("exit-long");
        node = NodeFixture.of(Obedient.TYPE, Map.of("sides", "short"));
        assertThat(minute(1, BUY)).isNull();
        assertThat(minute(2, SELL)).isEqualTo("enter-short");
        assertThat(minute(4, BUY)).as("not turned over").isNull();
        assertThat(minute(5, LEAVE)).isEqualTo("exit-short");
    }

    @Test
    void shouldKeepTheCooldownAfterEntriesAndAfterExits() {
        assertThat(minute(0, BUY)).as("the first is allowed at any time").isEqualTo("enter-long");
        assertThat(minute(0.9, SELL)).as("no turn so soon").isNull();
        assertThat(minute(1, SELL)).isEqualTo("enter-short");
        assertThat(minute(1.1, LEAVE)).as("an exit is never held back").isEqualTo("exit-short");
        assertThat(minute(2, BUY))
                .as("a minute after the entry, not after the exit")
                .isNull();
        assertThat(minute(2.1, BUY)).isEqualTo("enter-long");
    }

    @Test
    void shouldNotCoolDownBeforeTheFirstSignalNorAfterAReset() {
        assertThat(run(-HOUR_NS, BUY)).isEqualTo("enter-long");
        node.reset();
        assertThat(run(-HOUR_NS, BUY)).isEqualTo("enter-long");
    }

    @Test
    void shouldEnterWithinTheSessionOnly() {
        node = NodeFixture.of(Obedient.TYPE, Map.of("session-from", 570, "session-to", 960));
        assertThat(run(570 * MINUTE_NS - 1, BUY)).isNull();
        assertThat(run(570 * MINUTE_NS, BUY)).isEqualTo("enter-long");
        assertThat(run(580 * MINUTE_NS, LEAVE)).isEqualTo("exit-long");
        assertThat(run(960 * MINUTE_NS, BUY)).isNull();
        assertThat(run(960 * MINUTE_NS - 1, BUY)).isEqualTo("enter-long");
    }

    @Test
    void shouldLeaveWhenTheSessionIsOverWhateverElseIsWanted() {
        node = NodeFixture.of(Obedient.TYPE, Map.of("session-from", 570, "session-to", 960));
        assertThat(run(580 * MINUTE_NS, SELL)).isEqualTo("enter-short");
        assertThat(run(960 * MINUTE_NS - 1, NOTHING)).isNull();
        assertThat(run(960 * MINUTE_NS, BUY)).isEqualTo("session-end");
        assertThat(node.side("signal")).isEqualTo(Side.BUY);
        assertThat(node.strength("signal")).isZero();
        assertThat(run(961 * MINUTE_NS, BUY)).isNull();
        assertThat(run(24 * HOUR_NS + 570 * MINUTE_NS, BUY)).as("the next day").isEqualTo("enter-long");
        assertThat(run(3 * 24 * HOUR_NS, NOTHING))
                .as("at the first run, however late")
                .isEqualTo("session-end");
        assertThat(node.side("signal")).isEqualTo(Side.SELL);
    }

    @Test
    void shouldKnowSessionsThatGoOverMidnight() {
        node = NodeFixture.of(Obedient.TYPE, Map.of("session-from", 22 * 60, "session-to", 5 * 60));
        assertThat(run(22 * HOUR_NS - 1, BUY)).isNull();
        assertThat(run(22 * HOUR_NS, BUY)).isEqualTo("enter-long");
        assertThat(run(24 * HOUR_NS, NOTHING)).isNull();
        assertThat(run(29 * HOUR_NS - 1, NOTHING)).isNull();
        assertThat(run(29 * HOUR_NS, NOTHING)).isEqualTo("session-end");
    }

    @Test
    void shouldHaveNoSessionWhenItEndsWhereItBegins() {
        node = NodeFixture.of(Obedient.TYPE, Map.of("session-from", 600, "session-to", 600));
        for (int hour = 0; hour < 24; hour++) {
            assertThat(run(hour * HOUR_NS, BUY)).isNull();
        }
    }

    @Test
    void shouldChangeCooldownAndSessionWhileItRuns() {
        assertThat(minute(600, BUY)).isEqualTo("enter-long");
        node.change("cooldown", "1h");
        assertThat(minute(659, SELL)).isNull();
        assertThat(minute(660, SELL)).isEqualTo("enter-short");
        node.change("session-from", 600).change("session-to", 720);
        assertThat(minute(719, NOTHING)).isNull();
        assertThat(minute(720, NOTHING)).isEqualTo("session-end");
    }

    @Test
    void shouldChangeNothingAtAPriceThatNoSignalCanHave() {
        node.at(0).set("wish", BUY).set("price", Double.NaN).run();
        assertThat(PastSignals.reason(node)).isNull();
        assertThat(minute(0, BUY)).as("neither held nor cooling down").isEqualTo("enter-long");
        node.at(MINUTE_NS)
                .set("wish", LEAVE)
                .set("price", Double.NEGATIVE_INFINITY)
                .run();
        assertThat(PastSignals.reason(node)).isNull();
        assertThat(minute(1, LEAVE)).as("still held").isEqualTo("exit-long");
    }

    @Test
    void shouldEmitAStrengthWhateverItsArithmeticMade() {
        node.set("wish", BUY).set("strength", Double.NaN).set("price", 1.0).run();
        assertThat(PastSignals.reason(node)).isEqualTo("enter-long");
        assertThat(node.strength("signal")).isZero();
        node.set("wish", LEAVE).set("strength", Double.POSITIVE_INFINITY).run();
        assertThat(PastSignals.reason(node)).isEqualTo("exit-long");
        assertThat(node.strength("signal")).isEqualTo(Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithLookingThroughAllSignals(int seed) {
        Random random = new Random(seed);
        PastSignals expected = PastSignals.random(random);
        node = NodeFixture.of(Obedient.TYPE, expected.parameters(Map.of()));
        long nowNs = random.nextLong() % (10_000 * 24 * HOUR_NS);
        for (int i = 0; i < 2_000; i++) {
            nowNs += random.nextInt(600) * PastSignals.SECOND_NS;
            long wish = random.nextInt(4) - 1;
            run(nowNs, wish);
            expected.at(nowNs);
            if (expected.mustLeave()) {
                expected.leave("session-end", 0, 100);
            } else if (wish == BUY && expected.mayEnter("long")) {
                expected.enter("long", 7, 100);
            } else if (wish == SELL && expected.mayEnter("short")) {
                expected.enter("short", 7, 100);
            } else if (wish == LEAVE && !expected.held().equals("flat")) {
                expected.leave(7, 100);
            }
            expected.check(node, "seed %d, run %d".formatted(seed, i));
        }
    }
}
