// SPDX-License-Identifier: Apache-2.0
package io.tickwork.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwork.engine.diff.OutputDifference.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTallyTest {
    private final OutputTally tally = new OutputTally("ES", "ema", Kind.VALUE, true);
    private final EventOutputs first = new EventOutputs();
    private final EventOutputs second = new EventOutputs();

    private Emission add(EventOutputs side, int cycle, long timeNs, double value) {
        Emission emission = side.add(tally, cycle, timeNs, Emission.Kind.DOUBLE, 1);
        emission.bits[0] = Double.doubleToLongBits(value);
        tally.add(emission, side == first);
        return emission;
    }

    private boolean settle(long sequence, Tolerance tolerance) {
        boolean isDifferent = tally.settle(sequence, tolerance);
        first.clear();
        second.clear();
        return isDifferent;
    }

    @Test
    void shouldFindEqualsEqual() {
        add(first, 0, 10, 1.5);
        add(second, 0, 10, 1.5);
        assertThat(settle(1, Tolerance.EXACT)).isFalse();
        assertThat(tally.difference()).isNull();
        assertThat(tally.equalCount()).isEqualTo(1);
    }

    @Test
    void shouldTellTheEarliestCycleOfTheFirstEvent() {
        add(first, 0, 10, 1);
        add(second, 0, 10, 2);
        add(first, 1, 20, 1);
        add(second, 0, 5, 7); // found last, since it has no other
        settle(3, Tolerance.EXACT);
        add(first, 0, 30, 1);
        settle(4, Tolerance.EXACT);

        OutputDifference.Moment moment = tally.difference().first();
        assertThat(moment.sequence()).isEqualTo(3);
        assertThat(moment.cycleTimeNs()).isEqualTo(5);
        assertThat(moment.firstValue()).isNull();
        assertThat(moment.secondValue()).isEqualTo("7.0");
        assertThat(tally.changedCount()).isEqualTo(1);
        assertThat(tally.lostCount()).isEqualTo(2);
        assertThat(tally.gainedCount()).isEqualTo(1);
    }

    @Test
    void shouldPairTheOwnCycleOfAnEventThatComesWhenABarEnds() {
        add(first, 0, 10, 1);
        add(first, 1, 10, 2);
        add(second, 1, 10, 2);
        settle(1, Tolerance.EXACT);
        assertThat(tally.equalCount()).isEqualTo(1);
        assertThat(tally.lostCount()).isEqualTo(1);
    }

    @Test
    void shouldPairByTimeWhereOtherBarsMoveTheCycles() {
        add(first, 1, 10, 1);
        add(second, 0, 10, 1);
        assertThat(settle(1, Tolerance.EXACT)).isFalse();
    }

    @Test
    void shouldMeasureTheLargestDifference() {
        add(first, 0, 10, 1);
        add(second, 0, 10, 1.25);
        settle(1, Tolerance.EXACT);
        add(first, 0, 20, -1);
        add(second, 0, 20, 1);
        settle(2, Tolerance.EXACT);
        assertThat(tally.difference().largestDistance()).isEqualTo(2);
        assertThat(tally.difference().largestSequence()).isEqualTo(2);
    }

    @Test
    void shouldTellZerosApartUnlessDistancesAreAllowed() {
        add(first, 0, 10, 0.0);
        add(second, 0, 10, -0.0);
        assertThat(settle(1, Tolerance.EXACT)).isTrue();
        add(first, 0, 20, 0.0);
        add(second, 0, 20, -0.0);
        assertThat(settle(2, new Tolerance(1e-9, 0))).isFalse();
    }

    @Test
    void shouldAllowDistancesUpToTheWiderBound() {
        assertThat(isEqual(new Tolerance(0.5, 0), 100, 100.5)).isTrue();
        assertThat(isEqual(new Tolerance(0.5, 0), 100, 100.5000001)).isFalse();
        assertThat(isEqual(new Tolerance(0, 0.01), -1_000, -1_010)).isTrue();
        assertThat(isEqual(new Tolerance(0, 0.01), -1_000, -1_011)).isFalse();
        assertThat(isEqual(new Tolerance(20, 0.01), -1_000, -1_011)).isTrue();
        assertThat(new Tolerance(1, 0).isEqualLong(5, 6)).isTrue();
        assertThat(new Tolerance(1, 0).isEqualLong(5, 7)).isFalse();
        assertThat(Tolerance.EXACT.isEqualLong(Long.MAX_VALUE, Long.MAX_VALUE - 1))
                .isFalse();
    }

    private static boolean isEqual(Tolerance tolerance, double one, double other) {
        return tolerance.isEqual(Double.doubleToLongBits(one), Double.doubleToLongBits(other));
    }

    @Test
    void shouldCompareReasonsByTheirNames() {
        assertThat(signal(0, List.of("up", "down")).isEqual(signal(1, List.of("down", "up")), Tolerance.EXACT))
                .isTrue();
        assertThat(signal(0, List.of("up", "down")).isEqual(signal(0, List.of("down", "up")), Tolerance.EXACT))
                .isFalse();
    }

    private Emission signal(int reason, List<String> reasons) {
        Emission emission = new EventOutputs().add(tally, 0, 10, Emission.Kind.SIGNAL, 2);
        emission.side = 1;
        emission.reason = reason;
        emission.reasons = reasons;
        return emission;
    }

    @Test
    void shouldNotCompareWhatIsOfAnotherKindOrLength() {
        Emission one = new EventOutputs().add(tally, 0, 10, Emission.Kind.DOUBLE, 1);
        Emission whole = new EventOutputs().add(tally, 0, 10, Emission.Kind.LONG, 1);
        Emission two = new EventOutputs().add(tally, 0, 10, Emission.Kind.DOUBLE, 2);
        assertThat(one.isEqual(whole, new Tolerance(1, 0))).isFalse();
        assertThat(one.isEqual(two, new Tolerance(1, 0))).isFalse();
        assertThat(one.distance(two)).isZero();
    }
}
