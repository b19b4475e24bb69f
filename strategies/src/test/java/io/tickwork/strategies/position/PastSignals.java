// SPDX-License-Identifier: Apache-2.0
package io.tickwork.strategies.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickwork.dag.node.Side;
import io.tickwork.dag.testing.NodeFixture;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All signals a strategy should have given so far, and the rules they are under. What is held, and what may be entered,
 * is looked up in the list each time.
 */
public final class PastSignals {
    /** A second. */
    public static final long SECOND_NS = 1_000_000_000L;

    private static final int MINUTES_PER_DAY = 1_440;

    private record Signal(long timeNs, String reason, Side side, double strength, double price) {}

    private final List<Signal> signals = new ArrayList<>();
    private final String sides;
    private final long cooldownNs;
    private final int sessionFrom;
    private final int sessionTo;
    private int seenCount;
    private long nowNs;

    /** No signals yet. */
    public PastSignals(String sides, long cooldownNs, int sessionFrom, int sessionTo) {
        this.sides = sides;
        this.cooldownNs = cooldownNs;
        this.sessionFrom = sessionFrom;
        this.sessionTo = sessionTo;
    }

    /** {@return no signals yet, under rules by chance} */
    public static PastSignals random(Random random) {
        boolean isAllDay = random.nextInt(3) == 0;
        return new PastSignals(
                List.of("both", "both", "long", "short").get(random.nextInt(4)),
                (1 + random.nextInt(600)) * SECOND_NS,
                isAllDay ? 0 : random.nextInt(MINUTES_PER_DAY),
                isAllDay ? MINUTES_PER_DAY : random.nextInt(MINUTES_PER_DAY + 1));
    }

    /** {@return the parameters that say these rules, and others} */
    public Map<String, Object> parameters(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(others);
        all.put("sides", sides);
        all.put("cooldown", cooldownNs);
        all.put("session-from", sessionFrom);
        all.put("session-to", sessionTo);
        return all;
    }

    /** Begins a run. */
    public PastSignals at(long timeNs) {
        nowNs = timeNs;
        return this;
    }

    /** {@return {@code long}, {@code short} or {@code flat}} */
    public String held() {
        String last = signals.isEmpty() ? "" : signals.get(signals.size() - 1).reason();
        return last.startsWith("enter-") ? last.substring("enter-".length()) : "flat";
    }

    /** {@return the price of the entry of what is held} */
    public double entryPrice() {
        return signals.get(signals.size() - 1).price();
    }

    /** {@return how long the position has been held} */
    public long heldNs() {
        return nowNs - signals.get(signals.size() - 1).timeNs();
    }

    /** {@return whether a position, {@code long} or {@code short}, may be entered now} */
    public boolean mayEnter(String side) {
        return (sides.equals("both") || sides.equals(side))
                && !held().equals(side)
                && signals.stream().allMatch(each -> nowNs - each.timeNs() >= cooldownNs)
                && isInSession();
    }

    /** {@return whether what is held must be left as the session is over} */
    public boolean mustLeave() {
        return !held().equals("flat") && !isInSession();
    }

    private boolean isInSession() {
        LocalTime time =
                Instant.ofEpochSecond(0, nowNs).atOffset(ZoneOffset.UTC).toLocalTime();
        int minute = time.getHour() * 60 + time.getMinute();
        int end = sessionTo < sessionFrom ? sessionTo + MINUTES_PER_DAY : sessionTo;
        for (int each = sessionFrom; each < end; each++) {
            if (each % MINUTES_PER_DAY == minute) {
                return true;
            }
        }
        return false;
    }

    /** Expects an entry of {@code long} or {@code short}. */
    public void enter(String side, double strength, double price) {
        signals.add(new Signal(nowNs, "enter-" + side, side.equals("long") ? Side.BUY : Side.SELL, strength, price));
    }

    /** Expects an exit, for the reason {@code exit-long} or {@code exit-short}. */
    public void leave(double strength, double price) {
        leave("exit-" + held(), strength, price);
    }

    /** Expects an exit. */
    public void leave(String reason, double strength, double price) {
        signals.add(new Signal(nowNs, reason, held().equals("long") ? Side.SELL : Side.BUY, strength, price));
    }

    /** Checks that the last run of the node gave what was expected of it. */
    public void check(NodeFixture node, String description) {
        assertThat(reason(node))
                .as(description)
                .isEqualTo(
                        signals.size() == seenCount
                                ? null
                                : signals.get(signals.size() - 1).reason());
        if (signals.size() > seenCount) {
            Signal expected = signals.get(signals.size() - 1);
            assertThat(node.side("signal")).as(description).isEqualTo(expected.side());
            assertThat(node.strength("signal")).as(description).isCloseTo(expected.strength(), within(1e-6));
            assertThat(node.referencePrice("signal")).as(description).isEqualTo(expected.price());
        }
        seenCount = signals.size();
    }

    /** {@return how many signals of a reason there were} */
    public long count(String reason) {
        return signals.stream().filter(each -> each.reason().equals(reason)).count();
    }

    /** {@return the reason of the signal of the last run, null if there was none} */
    public static String reason(NodeFixture node) {
        return node.isProduced("signal") ? node.reason("signal") : null;
    }
}
